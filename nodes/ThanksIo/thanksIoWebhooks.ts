import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { WebhookApi } from '../orders';
import { entryOf, idOf, numberOf, placeOf, recordAt, recordsIn, textOf, wordOf } from '../orders';
import { STATUSES, toState } from './thanksIoStatus';

/** https://docs.thanks.io/api-reference/endpoint/webhooks/create-webhook */
export const EVENTS: readonly INodePropertyOptions[] = [
	{
		name: 'Order Status Updated',
		value: 'order.status_update',
		description: 'An order has moved on, for example from Reviewing to Printing',
	},
	{
		name: 'Order Item Delivered',
		value: 'order_item.delivered',
		description: 'A piece of an order has been delivered',
	},
	{
		name: 'Order Item Status Updated',
		value: 'order_item.status_update',
		description: 'A piece of an order has moved on',
	},
];

/** Statuses of a piece: https://docs.thanks.io/api-reference/endpoint/orders/list-order-items; `Shipped`: webhooks only. */
const ITEM_STATUSES: Readonly<Record<string, string>> = Object.fromEntries(
	[
		'Processing',
		'Printed',
		'Shipped',
		'In Transit',
		'In Local Area',
		'Processed for Delivery',
		'Delivered',
		'Re-routed',
		'Returned to Sender',
		'Failed',
	].map((word) => [wordOf(word), word]),
);

/** Nothing that a call says gets through but what is documented: whoever makes one up must not put words into a workflow. */
function statusIn(data: IDataObject): string | null {
	const word = wordOf(textOf(data['order.status']));
	return STATUSES.find(({ value }) => value === word)?.name ?? null;
}

/** Seconds since 1970 as ISO 8601 UTC. */
function timeOf(timestamp: unknown): string | null {
	const date = new Date((numberOf(timestamp) ?? NaN) * 1000);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

const UUID = /^[\w-]{1,64}$/;

/**
 * Webhooks of the account: one event each, only with a paid subscription, and not for the orders of sub accounts. No
 * signature is documented, so nothing tells a call of thanks.io's from any other.
 * https://docs.thanks.io/api-reference/endpoint/webhooks/create-webhook
 */
export const webhooks: WebhookApi = {
	/** That the list takes `page` is inferred from the links in its sample. */
	page: (page) => ({ method: 'GET', path: '/webhooks', qs: { page } }),

	/** `{ data, links, meta, can_manage_webhooks }` */
	interpretPage(body, page) {
		const answer = recordAt(body);
		if (answer === null || !Array.isArray(answer.data)) return null;
		const meta = recordAt(body, 'meta');
		const next = recordAt(body, 'links')?.next;
		const place = placeOf({ current: meta?.current_page, last: meta?.last_page, next }, page);
		if (place === 'wrongPage') return null;
		return {
			webhooks: recordsIn(answer.data).flatMap(({ id, url, type }) => {
				const webhook = { id: idOf(id) ?? '', url: textOf(url) ?? '', event: textOf(type) ?? '' };
				return webhook.id === '' ? [] : [webhook];
			}),
			isLast: place === 'unknown' ? null : place === 'last',
			mayManage: answer.can_manage_webhooks !== false,
		};
	},

	create: ({ url, event }, description) => ({
		method: 'POST',
		path: '/webhooks',
		body: { url, type: event, verb: 'post', description },
	}),

	remove: (id) => ({ method: 'DELETE', path: `/webhooks/${encodeURIComponent(id)}` }),

	/** `{ event_type, event_id, data, timestamp }`; the keys of `data` are flat and have dots in them. */
	interpretCall(body) {
		const data = recordAt(body, 'data');
		const call = recordAt(body);
		if (call === null || data === null) return null;
		const event = textOf(call.event_type);
		const state = toState(data['order.id'], { status: statusIn(data) });
		if (event === null || state === null) return null;
		const id = textOf(call.event_id);
		const itemStatus = wordOf(textOf(data['order_item.current_status']));
		return {
			id: id !== null && UUID.test(id) ? id : null,
			event,
			state,
			facts: {
				createdAt: timeOf(call.timestamp),
				orderItemId: idOf(data['order_item.id']),
				orderItemStatus: entryOf(ITEM_STATUSES, itemStatus) ?? null,
			},
		};
	},

	noRight: {
		reason: 'This thanks.io account may not manage webhooks, which takes a paid subscription',
		nextStep:
			'Upgrade the thanks.io subscription, or read the orders from time to time with Schedule Trigger and Get Many',
	},
};
