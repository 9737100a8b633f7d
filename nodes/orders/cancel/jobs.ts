import type { Account, WithAccount } from '../client/accounts';
import type { VendorClient } from '../client/vendorClient';
import type { Guards } from '../form/guards';
import type { CancelRequest } from '../form/itemRequest';
import { Problem } from '../problem';
import type { Located } from '../read/findByReference';
import type { Ask, Subject } from '../vendor/vendor';
import type { Redactor } from '../wording/redact';
import type { OrderKey } from './memory';

/** One order to be dealt with, and the items that ask for it in the same way. */
export interface Job {
	order: OrderKey;
	account: Account;
	request: CancelRequest;
	items: number[];
	/** References of these items for which it stands. */
	references: string[];
	/** It is known to be cancelled: read it before anything is sent. */
	isCancelled: boolean;
}

/** What is remembered of an order holds for every item that asks for it, whatever its conditions are. */
export function orderOf(request: CancelRequest, { client: { account } }: Account): OrderKey {
	const { id, expectedOrderId, reference } = request;
	return { account, id, expectedOrderId, ...(id === '' ? { reference } : {}) };
}

/** The same order asked for twice in the same way is one job; a dry run of it is another, since it sends nothing. */
function jobKey({ account, id, expectedOrderId }: OrderKey, request: CancelRequest): string {
	const { dryRun, guards, settings } = request;
	return JSON.stringify([account, id, expectedOrderId, dryRun, guards, settings]);
}

/** What is to be done, order by order. */
export function jobsOf(requests: readonly Located<WithAccount<CancelRequest>>[]): Job[][] {
	const byKey = new Map<string, Job>();
	const byOrder = new Map<string, Job[]>();
	for (const request of requests) {
		const { account, problem, item, reference, isCancelled = false, ending } = request;
		if (account instanceof Problem || problem !== null || ending !== undefined) continue;
		const order = orderOf(request, account);
		const references = reference === undefined ? [] : [reference];
		const key = jobKey(order, request);
		const known = byKey.get(key);
		if (known !== undefined) {
			known.items.push(item);
			known.references.push(...references);
			known.isCancelled ||= isCancelled;
			continue;
		}
		const job = { order, account, request, items: [item], references, isCancelled };
		byKey.set(key, job);
		const id = `${order.account} ${order.id}`;
		const jobs = byOrder.get(id);
		// An array that is made with what is in it takes a tenth of one that grows, and most orders have one job.
		if (jobs === undefined) byOrder.set(id, [job]);
		else jobs.push(job);
	}
	return [...byOrder.values()];
}

/** What is to be done about one order. */
export interface OrderTask {
	client: VendorClient;
	subject: Subject;
	ask: Ask;
	dryRun: boolean;
	/** What is known of this order from earlier in the execution: a cancel was sent, perhaps with unknown fate. */
	before: 'nothing' | 'sent' | 'inDoubt';
	/** It was found cancelled in an earlier run of the node. */
	wasStopped: boolean;
	/** The user named the order behind the id: look before sending. */
	isOrderNamed: boolean;
	/** What must hold of the order whenever a cancellation is about to be sent. */
	guards: Guards;
	/** Sends of one cancel, 429 answers not counted. */
	maxAttempts: number;
	/** Whether the vendor's order, with its recipient, may be in the ending, and so be stored (only with `simplify` off). */
	keepsOrder: boolean;
	/** Knows what must not be shown of it, from its answers as they come. */
	redactor: Redactor;
}

/** What is to be done about the order of a job. */
export function taskOf(
	{ order, account, request }: Job,
	{ subject, maxAttempts, keepsOrder }: Pick<OrderTask, 'subject' | 'maxAttempts' | 'keepsOrder'>,
): Omit<OrderTask, 'before' | 'wasStopped' | 'redactor'> {
	const { id, expectedOrderId, dryRun, guards } = request;
	// Without a holder in between, the id is the order's own; what else there is to be stopped may have another one.
	const isOwn = subject.holder === undefined && subject.readsFirst !== true;
	const expected = isOwn ? id : expectedOrderId;
	return {
		client: account.client,
		subject,
		ask: { id: order.id, expectedOrderId: expected, settings: account.settings },
		dryRun,
		isOrderNamed: expectedOrderId !== null,
		guards,
		maxAttempts,
		keepsOrder,
	};
}
