import type { IDataObject } from 'n8n-workflow';

import type { OrderState, Phase } from '../orders';
import { entryOf, idOf, recordAt, recordsIn, textOf, wordOf } from '../orders';

/** Delivery words seen in the documentation's samples; the complete list is not available to us. */
const DELIVERY_PHASES: Readonly<Record<string, Phase>> = {
	'': 'cancellable',
	orderreceived: 'cancellable',
	shipped: 'tooLate',
	intransit: 'tooLate',
	outfordelivery: 'tooLate',
	delivered: 'tooLate',
};

/** Whether a gift can still be expired: https://docs.snappy.com/modules/api/v2/gifts/expire-gift */
const GIFT_PHASES: Readonly<Record<string, Phase>> = {
	unopened: 'cancellable',
	opened: 'cancellable',
	unwrapped: 'cancellable',
	claimed: 'tooLate',
	expired: 'cancelled',
};

function deliveryPhases(order: IDataObject): Phase[] {
	return recordsIn(order.orderedProducts).map((product) => {
		const delivery = recordAt(product, 'deliveryDetails');
		const selected = recordAt(product, 'selectedProduct', 'deliveryDetails');
		return entryOf(DELIVERY_PHASES, wordOf(textOf((delivery ?? selected)?.status))) ?? 'unclear';
	});
}

/** Where an order of a gift stands. */
export function orderPhaseOf(order: IDataObject): Phase {
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

/** An answer without an ID is about the gift that was asked for. */
function idIn({ id }: IDataObject, asked: string | null): string | null {
	return id === undefined || id === null || id === '' ? asked : idOf(id);
}

/**
 * The gift in an answer: bare, as https://docs.snappy.com/api-reference/gifts/get-gift-by-id shows it; the envelopes of
 * other calls are understood too.
 *
 * @returns null if the answer is about another gift, or no gift at all
 */
export function giftIn(body: unknown, id: string): IDataObject | null {
	const gift = recordAt(body, 'results') ?? recordAt(body, 'data') ?? recordAt(body);
	return gift === null || idIn(gift, id) !== id ? null : gift;
}

/** The order that a person means by "the order of the gift": the last one that is not cancelled, else the last one. */
export function shownOrderOf(gift: IDataObject): IDataObject | undefined {
	const orders = recordsIn(gift.orders);
	return orders.filter((order) => orderPhaseOf(order) !== 'cancelled').at(-1) ?? orders.at(-1);
}

/** Where a gift itself stands: whether it was claimed or has expired, whatever became of its orders. */
export function giftState(gift: IDataObject | null, id: string | null): OrderState | null {
	const status = textOf(gift?.status);
	if (gift === null || status === null) return null;
	return {
		id: idIn(gift, id),
		status,
		phase: entryOf(GIFT_PHASES, wordOf(status)) ?? 'unclear',
		cancelledAt: null,
		order: gift,
	};
}
