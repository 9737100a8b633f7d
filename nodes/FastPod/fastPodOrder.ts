import type { Subject } from '../orders';
import { idOf, isoUtc, numberOf, recordAt, recordsIn, textOf } from '../orders';
import { orderList } from './fastPodOrderList';
import { STATUSES, toState } from './fastPodStatus';

/** A print-on-demand order, by the id that FastPOD made. */
export const order: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	advice: {
		precondition:
			'FastPOD does not document until when it accepts that; orders that are not in production yet are the likely ones.',
		refund: 'What is refunded is not documented.',
	},
	idRule: {
		// The shape FAS105-111423-000006 is only seen in examples, so anything is let through that is one plain
		// path segment: no blank, comma, slash, query, control character, and neither "." nor "..".
		pattern: /^(?!\.{1,2}$)[A-Za-z0-9._~:@!$&'()*+;=-]{1,200}$/,
		expected: 'the ID that FastPOD made, without blanks, commas and slashes',
		placeholder: 'e.g. FAS105-111423-000006',
	},
	statuses: STATUSES,
	/** Until when FastPOD accepts a cancellation is not documented; an hour is our guess. */
	youngerThanDefault: 60,

	/** https://fastpodapi.apidog.io/api-4681584 (no body). */
	cancel: ({ id }) => ({ method: 'POST', path: `/v1/orders/${encodeURIComponent(id)}/cancel` }),

	/** https://fastpodapi.apidog.io/api-4681581 */
	lookUp: ({ id }) => ({ method: 'GET', path: `/v1/orders/${encodeURIComponent(id)}` }),

	/** `{ status, message, data }`; `status` is documented as a required boolean, so false is a possible refusal. */
	interpretCancel(body) {
		return recordAt(body)?.status === true ? toState(recordAt(body, 'data')) : null;
	},

	/** The bare order; the envelope of the other calls is understood too, should the API move to it. */
	interpretLookUp(body) {
		return toState(recordAt(body)) ?? toState(recordAt(body, 'data'));
	},

	/** Amounts are decimal numbers in whole units; no field names the currency. */
	details: (found) => ({
		createdAt: isoUtc(found.created_at),
		updatedAt: isoUtc(found.updated_at),
		total: numberOf(found.order_total),
		currency: null,
		recipient: textOf(recordAt(found, 'address')?.name),
	}),

	describe(found) {
		const items = recordsIn(found.line_items).map(
			(item) => `${textOf(item.quantity) ?? '?'} x ${textOf(item.sku) ?? 'item'}`,
		);
		const reference = idOf(found.reference_id);
		return [...(reference === null ? [] : [`reference ${reference}`]), ...items].join(', ');
	},

	list: orderList,
};
