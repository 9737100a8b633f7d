import { ThanksIoOrdersApi } from '../../credentials/ThanksIoOrdersApi.credentials';
import type { Ask, OrderState, Phase, Subject, Vendor } from '../orders';
import { entryOf, recordAt, textOf, wordOf } from '../orders';

/**
 * thanks.io reports machine words (`fulfilled`) in some answers and display words (`Fulfilled`, `Printing`) in
 * others. Only Reviewing is documented as cancellable, for one hour; what follows it is inferred from that.
 * https://help.thanks.io/using-webhooks and https://help.thanks.io/en/articles/3804569-cancelling-or-editing-orders
 *
 * `paused` and `error` are not explained anywhere, so they stay out of this table.
 */
const PHASES: Readonly<Record<string, Phase>> = {
	reviewing: 'cancellable',
	cancelled: 'cancelled',
	processing: 'tooLate',
	printing: 'tooLate',
	printed: 'tooLate',
	fulfilled: 'tooLate',
	shipped: 'tooLate',
	delivered: 'tooLate',
};

function toState(orderId: unknown, order: ReturnType<typeof recordAt>): OrderState | null {
	if (order === null) return null;
	const status = textOf(order.status);
	return {
		orderId: textOf(orderId),
		status,
		phase: entryOf(PHASES, wordOf(status)) ?? 'unclear',
		// The API gives no time of cancellation.
		cancelledAt: null,
		order,
	};
}

const order: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	idRule: {
		pattern: /^\d{1,18}$/,
		expected: 'digits only',
		placeholder: 'e.g. 42708',
		canonical: (id) => id.replace(/^0+(?=\d)/, ''),
	},

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
	readCancel(body) {
		const found = recordAt(body, 'order');
		return toState(found?.id, found);
	},

	/** `{ data: { id, order } }`: the id stands beside the order, not in it. */
	readLookUp(body) {
		return toState(recordAt(body, 'data')?.id, recordAt(body, 'data', 'order'));
	},
};

/** thanks.io: postcards, letters, notecards and gift cards by post. */
export const thanksIo: Vendor = {
	service: 'thanks.io',
	credential: new ThanksIoOrdersApi(),
	/** https://docs.thanks.io/rate-limits; an observed header says 120, the documentation 60. */
	limit: { requests: 60, windowMs: 60_000 },
	subjects: { order },
	optionFields: [
		{
			displayName: 'Legacy Path',
			name: 'legacyPath',
			type: 'boolean',
			default: false,
			description:
				'Whether to use the older path that starts with /order instead of /orders. Only if thanks.io support told you to.',
		},
	],
};
