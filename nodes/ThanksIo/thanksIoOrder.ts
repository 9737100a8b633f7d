import type { IDataObject } from 'n8n-workflow';

import type { Ask, Subject } from '../orders';
import { isoUtc, numberOf, recordAt, textOf } from '../orders';
import { orderList } from './thanksIoOrderList';
import { STATUSES, toState } from './thanksIoStatus';

/**
 * Integer cents: documented for `authorization_total`, inferred for these two by analogy.
 * https://docs.thanks.io/api-reference/endpoint/orders/list-orders
 */
function totalOf(order: IDataObject): number | null {
	const cents = numberOf(order.order_total) ?? numberOf(order.grand_total);
	return cents === null ? null : cents / 100;
}

/** A mailing, by its id. */
export const order: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	advice: {
		precondition:
			'thanks.io accepts it only while the order is in Reviewing, about one hour after ordering.',
		refund: 'The credits go back to the thanks.io balance, not to the card.',
	},
	idRule: {
		pattern: /^\d{1,18}$/,
		expected: 'digits only',
		placeholder: 'e.g. 42708',
		canonical: (id) => id.replace(/^0+(?=\d)/, ''),
	},
	statuses: STATUSES,
	/** thanks.io accepts a cancellation for an hour: https://help.thanks.io/en/articles/3804569-cancelling-or-editing-orders */
	youngerThanDefault: 60,

	/**
	 * https://docs.thanks.io/api-reference/endpoint/orders/cancel-order (no body). The older documentation has
	 * the singular path; whether it still answers is not documented, so it is an option.
	 */
	cancel: ({ id, settings }: Ask) => ({
		method: 'PUT',
		path: `/${settings.legacyPath === true ? 'order' : 'orders'}/${encodeURIComponent(id)}/cancel`,
	}),

	/** https://docs.thanks.io/api-reference/endpoint/orders/track-order; no other read of one order is documented. */
	lookUp: ({ id }) => ({ method: 'GET', path: `/orders/${encodeURIComponent(id)}/track` }),

	/** `{ order }`. The documentation's own sample shows a status that is not cancelled: a 200 proves nothing. */
	interpretCancel(body) {
		const found = recordAt(body, 'order');
		return toState(found?.id, found);
	},

	/** `{ data: { id, order } }`: the id stands beside the order, not in it. */
	interpretLookUp(body) {
		return toState(recordAt(body, 'data')?.id, recordAt(body, 'data', 'order'));
	},

	details: (found) => ({
		createdAt: isoUtc(found.created_at),
		updatedAt: isoUtc(found.updated_at),
		total: totalOf(found),
		// Neither the currency nor the people it goes to are in the answers about an order.
		currency: null,
		recipient: null,
		// In lists only, and without a description.
		...(typeof found.cancellable === 'boolean' ? { cancellable: found.cancellable } : {}),
	}),

	describe(found) {
		const kind = [textOf(found.type), textOf(found.size)].filter((part) => part !== null);
		return textOf(found.display_type) ?? kind.join(' ');
	},

	list: orderList,
};
