import type { Subject } from '../orders';
import { isoUtc, recordAt, recordsIn, textOf } from '../orders';
import { orderList } from './snappyOrderList';
import { STATUSES, toState } from './snappyStatus';
import { recipientOf, scopeHeaders } from './snappyShared';

/** An order by its id (v3). */
export const order: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	advice: {
		precondition: 'Snappy accepts it until a fulfillment partner has picked the order up.',
		refund: 'What is refunded is not documented.',
	},
	idRule: {
		// https://docs.snappy.com/modules/api/v3/orders/cancel-order; the upper bound is ours.
		pattern: /^[A-Za-z0-9]{8,128}$/,
		expected: 'at least 8 letters and digits',
		placeholder: 'e.g. G7nR4bD9mK',
	},
	statuses: STATUSES,
	/** Snappy accepts a cancellation until the order is picked up, whenever that is; an hour is our guess. */
	youngerThanDefault: 60,

	/** https://docs.snappy.com/modules/api/v3/orders/cancel-order (no body). */
	cancel: (ask) => ({
		method: 'POST',
		path: `/v3/orders/${encodeURIComponent(ask.id)}/cancel`,
		headers: scopeHeaders(ask),
	}),

	/** https://docs.snappy.com/modules/api/v3/orders/get-order-by-id */
	lookUp: (ask) => ({
		method: 'GET',
		path: `/v3/orders/${encodeURIComponent(ask.id)}`,
		headers: scopeHeaders(ask),
	}),

	/** The page's own sample shows `active` beside cancellation details: only the status counts. */
	interpretCancel: (body) => toState(recordAt(body, 'data')),
	interpretLookUp: (body) => toState(recordAt(body, 'data')),

	/** The order has neither amounts nor a time of its last change. */
	details: (found) => ({
		createdAt: isoUtc(found.createdAt),
		updatedAt: null,
		total: null,
		currency: null,
		recipient: recipientOf(found.recipient),
	}),

	describe: (found) =>
		recordsIn(found.lineItems)
			.map((item) => `${textOf(item.quantity) ?? '?'} x ${textOf(item.title) ?? 'item'}`)
			.join(', '),

	list: orderList,
};
