import type { Account, WithAccount } from '../client/accounts';
import { inParallel } from '../client/inParallel';
import type { ItemRequest } from '../form/itemRequest';
import type { ListRequest } from '../form/listRequest';
import { Problem } from '../problem';
import type { FoundOrders } from '../result/readResult';
import { leftAlone, unproven, withoutSecrets, type Verdict } from '../result/verdict';
import type { OrderState } from '../vendor/order';
import { Redactor } from '../wording/redact';
import { fetchList } from './fetchList';
import { fetchOrder, judgeUnread } from './fetchOrder';
import { findByReference, type Located, type ReadRun } from './findByReference';
import { quoted } from './judgeMatches';

/** What was read for one item: its orders, or why there are none. */
export interface Fetched {
	request: Located<ItemRequest>;
	found: FoundOrders | Verdict;
}

/** Our own code stumbled over an answer. */
function stumbled(): Verdict {
	return unproven('unknown', null, { detail: 'the answer could not be dealt with' });
}

function redactorFor({ client }: Account, { vendor, subject }: ReadRun): Redactor {
	return new Redactor(vendor, subject, (text) => client.hideSecrets(text));
}

async function fetchOne(id: string, account: Account, run: ReadRun): Promise<Fetched['found']> {
	const ask = { id, expectedOrderId: id, settings: account.settings };
	const redactor = redactorFor(account, run).keep(id);
	const reading = await fetchOrder(account.client, run.subject, ask, {
		urgent: false,
		onReply: (reply) => reply.end === 'answered' && redactor.learnFrom(reply.body),
	});
	if (reading.found === 'order') return { orders: [reading.state], redactorOf: () => redactor };
	if (reading.found !== 'otherOrder') return withoutSecrets(judgeUnread(reading), redactor);
	return unproven('unknown', reading.httpStatus, { detail: 'the answer was about another one' });
}

/**
 * Reads orders by their ids, or by their references, each once.
 *
 * @returns what was read per request, in their order
 */
export async function fetchOrders(
	requests: ReadonlyArray<WithAccount<ItemRequest>>,
	run: ReadRun,
): Promise<Fetched[]> {
	const fetching = new Map<string, Promise<Fetched['found']>>();
	const fetchOnce = async (request: Located<WithAccount<ItemRequest>>) => {
		const { account, problem, id, ending } = request;
		if (problem !== null) return leftAlone(problem).verdict;
		if (account instanceof Problem) return leftAlone(account).verdict;
		if (ending !== undefined) return ending.verdict;
		const key = JSON.stringify([account.client.account, id, account.settings]);
		const known = fetching.get(key) ?? fetchOne(id, account, run);
		fetching.set(key, known);
		return await known;
	};
	return await inParallel(
		await findByReference(requests, run, ({ problem }, { reference }) =>
			problem === null ? null : { knownAs: quoted(reference) },
		),
		async (request): Promise<Fetched> => ({ request, found: await fetchOnce(request) }),
		(request) => ({ request, found: stumbled() }),
	);
}

async function fetchOneList(
	{ account, problem, filters, most }: WithAccount<ListRequest>,
	run: ReadRun,
): Promise<Fetched['found']> {
	if (problem !== null) return leftAlone(problem).verdict;
	if (account instanceof Problem) return leftAlone(account).verdict;
	const { client, settings } = account;
	const { list } = run.subject;
	if (list === undefined)
		return unproven('notAttempted', null, { detail: 'there is no such list' });
	const reading = await fetchList(client, { list, filters, settings, most });
	// What is no order of a list comes with no words of the vendor.
	if (!Array.isArray(reading)) {
		return withoutSecrets(judgeUnread(reading), redactorFor(account, run));
	}
	const redactorOf = ({ id, order }: OrderState) =>
		redactorFor(account, run).keep(id).learnFrom(order);
	return { orders: reading, redactorOf };
}

/** Reads lists, one after the other: each is many requests by itself. */
export async function fetchLists(
	requests: ReadonlyArray<WithAccount<ListRequest>>,
	run: ReadRun,
): Promise<Fetched[]> {
	const fetched: Fetched[] = [];
	for (const request of requests) {
		fetched.push({ request, found: await fetchOneList(request, run).catch(stumbled) });
	}
	return fetched;
}
