import type { IDataObject } from 'n8n-workflow';

import type { NoOrder, OrderState, Phase } from '../orders';
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

/** An order that nothing happens to any more; it is never the active one. */
export function isPast(order: IDataObject): boolean {
	return ['cancelled', 'completed', 'refunded'].includes(wordOf(textOf(order.status)));
}

/**
 * The order that a person means by "the order of the gift": the active one, else one that is not cancelled, else any. In
 * which order the history comes is not documented, so the place decides only between several of a kind.
 */
export function shownOrderOf(gift: IDataObject): IDataObject | undefined {
	const orders = recordsIn(gift.orders);
	const active = orders.filter((order) => !isPast(order));
	const living = orders.filter((order) => orderPhaseOf(order) !== 'cancelled');
	return active.at(-1) ?? living.at(-1) ?? orders.at(-1);
}

/** Why a gift has no order to be stopped; null if it has one, or the answer does not say. */
export function noOrderOf(gift: IDataObject | null): NoOrder | null {
	if (gift === null || recordsIn(gift.orders).length > 0) return null;
	const status = textOf(gift.status);
	switch (entryOf(GIFT_PHASES, wordOf(status))) {
		case 'cancellable': {
			const nextStep = "Use the operation 'Expire' to end the gift before it is claimed";
			return { why: 'nobody has claimed the gift, so it has no order', nextStep, status };
		}
		case 'cancelled':
			return { why: 'the gift has expired without an order', nextStep: '', status };
		default:
			return null;
	}
}

/** Where a gift itself stands: whether it was claimed or has expired, whatever became of its orders. */
export function giftState(gift: IDataObject | null, id: string | null): OrderState | null {
	if (gift === null) return null;
	const status = textOf(gift.status);
	if (status === null) return null;
	return {
		id: idIn(gift, id),
		status,
		phase: entryOf(GIFT_PHASES, wordOf(status)) ?? 'unclear',
		cancelledAt: null,
		order: gift,
	};
}
