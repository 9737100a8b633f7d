import type { IDataObject } from 'n8n-workflow';

import type { Ask, OrderState, Phase, RequestPlan, Subject } from '../orders';
import { entryOf, recordAt, recordsIn, textOf, wordOf } from '../orders';

/** Delivery words seen in the documentation's samples; the complete list is not available to us. */
const DELIVERY_PHASES: Readonly<Record<string, Phase>> = {
	'': 'cancellable',
	orderreceived: 'cancellable',
	shipped: 'tooLate',
	intransit: 'tooLate',
	outfordelivery: 'tooLate',
	delivered: 'tooLate',
};

/** https://docs.snappy.com/modules/api/v2/orders/cancel-order: query companyId and header Request-Source, both optional. */
function scoped({ settings }: Ask, plan: RequestPlan): RequestPlan {
	const { companyId, requestSource } = settings;
	const qs = {
		...plan.qs,
		...(typeof companyId === 'string' && companyId !== '' ? { companyId } : {}),
	};
	const source: Record<string, string> =
		typeof requestSource === 'string' && requestSource !== ''
			? { 'Request-Source': requestSource }
			: {};
	return { ...plan, ...(Object.keys(qs).length > 0 ? { qs } : {}), headers: source };
}

function deliveryPhases(order: IDataObject): Phase[] {
	return recordsIn(order.orderedProducts).map((product) => {
		const delivery = recordAt(product, 'deliveryDetails');
		const selected = recordAt(product, 'selectedProduct', 'deliveryDetails');
		return entryOf(DELIVERY_PHASES, wordOf(textOf((delivery ?? selected)?.status))) ?? 'unclear';
	});
}

function phaseOf(order: IDataObject): Phase {
	const status = wordOf(textOf(order.status));
	if (status === 'cancelled') return 'cancelled';
	if (status === 'completed' || status === 'refunded') return 'tooLate';
	if (status !== 'active' && status !== 'processing') return 'unclear';
	const phases = deliveryPhases(order);
	return (
		phases.find((phase) => phase === 'tooLate') ??
		phases.find((phase) => phase === 'unclear') ??
		'cancellable'
	);
}

function toState(gift: IDataObject, order: IDataObject, mayBeNewer: boolean): OrderState {
	return {
		orderId: textOf(order.id),
		status: textOf(order.status),
		phase: phaseOf(order),
		// v2 gives no time of cancellation.
		cancelledAt: null,
		order: gift,
		mayBeNewer,
	};
}

/**
 * The gift's whole order history tells which order was meant. A gift can be claimed again after a cancellation,
 * so a living order beside a cancelled one, or beside the expected one, may be newer than the request.
 */
function readGift(body: unknown, { id, expectedOrderId }: Ask): OrderState | null {
	// Bare, as https://docs.snappy.com/api-reference/gifts/get-gift-by-id shows it; the envelopes of other calls are understood too.
	const gift = recordAt(body, 'results') ?? recordAt(body, 'data') ?? recordAt(body);
	const orders = recordsIn(gift?.orders);
	const living = orders.filter((order) => phaseOf(order) !== 'cancelled');
	const expected = orders.find((order) => textOf(order.id) === expectedOrderId);
	if (gift === null || (textOf(gift.id) ?? id) !== id) return null;
	if (expected !== undefined) {
		return toState(
			gift,
			expected,
			living.some((order) => order !== expected),
		);
	}
	const shown = living.at(-1) ?? orders.at(-1);
	if (shown === undefined) return null;
	const severalPossible = living.length > 0 && orders.length > 1;
	return toState(gift, shown, severalPossible);
}

/** The active order of a claimed gift, by the gift's id (v2; gifts have no v3 calls). */
export const gift: Subject = {
	idParameter: 'giftId',
	idLabel: 'Gift ID',
	noun: 'gift',
	expectedOrderIdOption: 'expectedOrderId',
	idRule: {
		pattern: /^[A-Za-z0-9]{8,128}$/,
		expected: 'at least 8 letters and digits',
		placeholder: 'e.g. abc123de',
	},

	/** https://docs.snappy.com/modules/api/v2/orders/cancel-order (no body). */
	cancel: (ask) =>
		scoped(ask, { method: 'POST', path: `/v2/gifts/${encodeURIComponent(ask.id)}/cancel` }),

	/** https://docs.snappy.com/modules/api/v2/gifts/get-gift-by-id: `expand=orders` gives cancelled orders too. */
	lookUp: (ask) =>
		scoped(ask, {
			method: 'GET',
			path: `/v2/gifts/${encodeURIComponent(ask.id)}`,
			qs: { expand: 'orders' },
		}),

	/** `{ orderId, status }`, https://docs.snappy.com/api-reference/orders/cancel-an-order */
	readCancel(body) {
		const answer = recordAt(body);
		const status = textOf(answer?.status);
		if (answer === null || status === null) return null;
		return {
			orderId: textOf(answer.orderId),
			status,
			phase: wordOf(status) === 'cancelled' ? 'cancelled' : 'unclear',
			cancelledAt: null,
			order: answer,
		};
	},
	readLookUp: readGift,
};
