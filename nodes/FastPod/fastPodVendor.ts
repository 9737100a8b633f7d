import { FastPodOrdersApi } from '../../credentials/FastPodOrdersApi.credentials';
import type { OrderState, Phase, Subject, Vendor } from '../orders';
import { entryOf, isoUtc, recordAt, textOf, wordOf } from '../orders';

/**
 * The words are documented (https://fastpodapi.apidog.io/api-4681580); which of them may be cancelled is not.
 * Inferred: an order that may still be edited (https://fastpodapi.apidog.io/api-4681585) may still be
 * cancelled, one in production or shipped may not. `rejected` is left out: nothing says what it means for shipping.
 */
const PHASES: Readonly<Record<string, Phase>> = {
	draft: 'cancellable',
	neworder: 'cancellable',
	onhold: 'cancellable',
	inproduction: 'tooLate',
	shipped: 'tooLate',
	cancelled: 'cancelled',
};

function toState(order: ReturnType<typeof recordAt>): OrderState | null {
	const status = textOf(order?.order_status);
	if (order === null || status === null) return null;
	return {
		orderId: textOf(order.id),
		status,
		phase: entryOf(PHASES, wordOf(status)) ?? 'unclear',
		cancelledAt: isoUtc(order.cancelled_at),
		order,
	};
}

const order: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	idRule: {
		// The shape FAS105-111423-000006 is only seen in examples, so anything is let through that is one plain
		// path segment: no blank, slash, query, control character, and neither "." nor "..".
		pattern: /^(?!\.{1,2}$)[A-Za-z0-9._~:@!$&'()*+,;=-]{1,200}$/,
		expected: 'the ID that FastPOD made, without blanks and slashes',
		placeholder: 'e.g. FAS105-111423-000006',
	},

	/** https://fastpodapi.apidog.io/api-4681584 (no body). */
	cancel: ({ id }) => ({ method: 'POST', path: `/v1/orders/${encodeURIComponent(id)}/cancel` }),

	/** https://fastpodapi.apidog.io/api-4681581 */
	lookUp: ({ id }) => ({ method: 'GET', path: `/v1/orders/${encodeURIComponent(id)}` }),

	/** `{ status, message, data }`; `status` is documented as a required boolean, so false is a possible refusal. */
	readCancel(body) {
		return recordAt(body)?.status === true ? toState(recordAt(body, 'data')) : null;
	},

	/** The bare order; the envelope of the other calls is understood too, should the API move to it. */
	readLookUp(body) {
		return toState(recordAt(body)) ?? toState(recordAt(body, 'data'));
	},
};

/** FastPOD: garments printed on demand. */
export const fastPod: Vendor = {
	service: 'FastPOD',
	credential: new FastPodOrdersApi(),
	limit: null,
	subjects: { order },
	optionFields: [],
};
