import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Account } from '../../account';
import { cutPage, microseconds, positive, SANDBOX_RECIPIENT, wholeNumber } from '../../vendor';
import type { Call, EventSeed, Reply, Stock, VendorRoute } from '../../vendor';
import { displayStatus, metadata, type ThanksIoOrder } from './orders';

/** As in the documented sample. */
const PAGE_SIZE = 15;

const newWebhook = z.object({
	url: z.string().url(),
	type: z.string(),
	verb: z.enum(['post', 'get']),
	description: z.string().nullish(),
});

type Webhook = z.infer<typeof newWebhook> & { id: number; createdAt: string };

/** The webhooks of an account. */
class Webhooks {
	all: Webhook[] = [];
	/** Documented: only with a paid subscription. */
	isPaid = true;
	private created = 0;

	add(webhook: z.infer<typeof newWebhook>): Webhook {
		this.created += 1;
		const added = { ...webhook, id: 7000 + this.created, createdAt: new Date().toISOString() };
		this.all.push(added);
		return added;
	}
}

const webhooksOf = (call: Call<ThanksIoOrder>) => call.account.collection(Webhooks);

/** One entry of the list, and the answer to a creation: https://docs.thanks.io/api-reference/endpoint/webhooks/create-webhook */
function shown({ id, url, type, verb, description, createdAt }: Webhook) {
	const created = microseconds(createdAt);
	return {
		id,
		user_id: 2,
		mailing_list_id: null,
		type,
		description: description ?? null,
		invoke_count: 0,
		url,
		verb,
		created_at: created,
		updated_at: created,
	};
}

function list(call: Call<ThanksIoOrder>): Reply {
	const { all, isPaid } = webhooksOf(call);
	const page = cutPage(all, positive(call.query.get('page'), 1), PAGE_SIZE);
	const link = (to: number) => (to < 1 || to > page.last ? null : `${call.url}?page=${to}`);
	const body = {
		data: page.items.map((webhook) => ({ ...shown(webhook), deleted_at: null })),
		links: {
			first: link(1),
			last: link(page.last),
			prev: link(page.number - 1),
			next: link(page.number + 1),
		},
		meta: {
			current_page: page.number,
			from: page.from,
			last_page: page.last,
			path: call.url,
			per_page: page.size,
			to: page.to,
			total: page.total,
		},
		can_manage_webhooks: isPaid,
	};
	return { status: 200, body };
}

function create(call: Call<ThanksIoOrder>): Reply {
	const webhooks = webhooksOf(call);
	// What an account without a subscription is answered is not documented: assumed.
	if (!webhooks.isPaid) return call.fail(403);
	const asked = newWebhook.safeParse(call.body);
	if (!asked.success) return { status: 422, body: { errors: { url: ['The url is invalid.'] } } };
	return { status: 201, body: shown(webhooks.add(asked.data)) };
}

function remove(call: Call<ThanksIoOrder>): Reply {
	const webhooks = webhooksOf(call);
	const id = wholeNumber(call.id, -1);
	if (!webhooks.all.some((webhook) => webhook.id === id)) return call.fail(404);
	webhooks.all = webhooks.all.filter((webhook) => webhook.id !== id);
	return { status: 200, body: { status: 'success' } };
}

/** A fault that lies shows an order in other answers; these have none. */
const withoutOrder = { scope: null, show: () => ({}), showNothing: () => ({}) };

export const webhookRoutes: ReadonlyArray<VendorRoute<ThanksIoOrder>> = [
	{ method: 'GET', path: '/webhooks', operation: 'webhooks', handle: list, ...withoutOrder },
	{ method: 'POST', path: '/webhooks', operation: 'webhooks', handle: create, ...withoutOrder },
	{
		method: 'DELETE',
		path: '/webhooks/:id',
		operation: 'webhooks',
		handle: remove,
		...withoutOrder,
	},
];

/** Whether an account has the subscription that webhooks take. */
export interface Plan {
	paid: boolean;
	tenant?: string;
}

const plan = z.object({ paid: z.boolean(), tenant: z.string().optional() });

export function setPlan(stock: Stock, body: unknown): void {
	const { paid, tenant } = plan.parse(body);
	stock.account('thanksIo', tenant).collection(Webhooks).isPaid = paid;
}

/** The keys are flat, with dots in them; the personal ones come with the events of a piece. */
function dataOf({ event, orderId, status }: EventSeed, order: ThanksIoOrder | undefined) {
	const claimed = status ?? order?.status ?? 'reviewing';
	const ofOrder = {
		'order.id': Number(orderId),
		'order.status': displayStatus(claimed),
		'order.metadata': order === undefined ? null : metadata(order),
	};
	if (event === 'order.status_update') {
		return { ...ofOrder, 'order.previous_status': null, 'order.current_status': claimed };
	}
	return {
		...ofOrder,
		'order.sub_account_id': order?.subAccountId ?? null,
		'order_item.id': Number(orderId) * 10 + 1,
		'order_item.scans': 0,
		'order_item.failure': null,
		'order_item.delivery_date': event === 'order_item.delivered' ? '2026-06-05' : null,
		'order_item.previous_status': 'Printed',
		'order_item.current_status': event === 'order_item.delivered' ? 'Delivered' : 'In Transit',
		'recipient.name': SANDBOX_RECIPIENT.name,
		'recipient.address': SANDBOX_RECIPIENT.street,
		'recipient.city': SANDBOX_RECIPIENT.city,
		'recipient.custom_1': null,
		'qrcode.url': null,
	};
}

/** https://docs.thanks.io/api-reference/endpoint/webhooks/create-webhook */
export function callFor(account: Account<ThanksIoOrder>, seed: EventSeed) {
	const { all } = account.collection(Webhooks);
	const now = new Date();
	return {
		urls: all.filter(({ type }) => type === seed.event).map(({ url }) => url),
		body: {
			event_type: seed.event,
			event_id: seed.id ?? randomUUID(),
			data: dataOf(seed, account.find(seed.orderId)),
			timestamp: Math.floor(now.getTime() / 1000),
			date_time: now.toISOString().slice(0, 19).replace('T', ' '),
		},
	};
}
