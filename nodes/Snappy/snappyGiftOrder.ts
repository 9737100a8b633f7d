import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Ask, NewerOrder, OrderState, Subject } from '../orders';
import { idOf, recordAt, recordsIn, textOf, wordOf } from '../orders';
import { gift } from './snappyGift';
import { giftIn, isPast, noOrderOf, orderPhaseOf, shownOrderOf } from './snappyGiftBody';
import { giftList } from './snappyGiftList';
import { giftScoped } from './snappyShared';

/**
 * A gift can be claimed again after a cancellation, and then has a newer order.
 *
 * @param active the order that may be the newer one
 * @param meant the order that was asked for
 */
function claimedAgain(active: IDataObject, meant: IDataObject): NewerOrder {
	const id = idOf(active.id) ?? 'another one';
	return {
		leftAlone: `the active order of the gift is ${id}, not ${idOf(meant.id) ?? 'this one'}`,
		unsure: 'the gift has an order that may be newer than this request',
		nextStep: `Look at the gift: it has another order, ${id}, which is not cancelled and may ship`,
	};
}

export const expectedOrderOption: INodeProperties = {
	displayName: 'Expected Order ID',
	name: 'expectedOrderId',
	type: 'string',
	default: '',
	displayOptions: { show: { '/resource': ['gift'], '/operation': ['cancelOrder', 'stop'] } },
	description:
		'Cancel only if this is the active order of the gift. A gift can be claimed again after a cancellation; with this, an old list does not cancel the newer order.',
};

function toState(found: IDataObject, order: IDataObject, newer?: IDataObject): OrderState {
	return {
		id: idOf(order.id),
		status: textOf(order.status),
		phase: orderPhaseOf(order),
		// v2 gives no time of cancellation.
		cancelledAt: null,
		order: found,
		...(newer === undefined ? {} : { mayBeNewer: claimedAgain(newer, order) }),
	};
}

/**
 * The gift's whole order history tells which order was meant. A gift can be claimed again after a cancellation,
 * so a living order beside a cancelled one, or an active one beside the expected one, may be newer than the request.
 */
function readGift(body: unknown, { id, expectedOrderId }: Ask): OrderState | null {
	const found = giftIn(body, id);
	if (found === null) return null;
	const orders = recordsIn(found.orders);
	const expected = orders.find((order) => idOf(order.id) === expectedOrderId);
	// Where none is expected, one without an ID is not the expected one.
	if (expected !== undefined && expectedOrderId !== null) {
		const others = orders.filter((order) => order !== expected && !isPast(order));
		return toState(found, expected, others.at(-1));
	}
	const shown = shownOrderOf(found);
	if (shown === undefined) return null;
	const mayBeNewer = orderPhaseOf(shown) !== 'cancelled' && orders.length > 1;
	return toState(found, shown, mayBeNewer ? shown : undefined);
}

/** The active order of a claimed gift, by the gift's id. */
export const giftOrder: Subject = {
	...gift,
	words: undefined,
	advice: {
		precondition: 'Snappy accepts it only for a claimed gift, until its order is in transit.',
		refund: 'Snappy credits the billing method. The recipient can claim the gift again afterwards.',
	},
	noun: 'order',
	holder: 'gift',
	expectedOrderOption,
	/** Of the order, not of the gift. Samples: https://docs.snappy.com/api-reference/gifts/get-gift-by-id */
	statuses: [
		{ name: 'Active', value: 'active' },
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Processing', value: 'processing' },
	],

	/** https://docs.snappy.com/modules/api/v2/orders/cancel-order (no body). */
	cancel: (ask) =>
		giftScoped(ask, { method: 'POST', path: `/v2/gifts/${encodeURIComponent(ask.id)}/cancel` }),

	/** `{ orderId, status }`, https://docs.snappy.com/api-reference/orders/cancel-an-order */
	interpretCancel(body) {
		const answer = recordAt(body);
		if (answer === null) return null;
		const status = textOf(answer.status);
		if (status === null) return null;
		return {
			id: idOf(answer.orderId),
			status,
			phase: wordOf(status) === 'cancelled' ? 'cancelled' : 'unclear',
			cancelledAt: null,
			order: answer,
		};
	},
	interpretLookUp: readGift,
	interpretNoOrder: (body, { id }) => noOrderOf(giftIn(body, id)),
	moreFacts: undefined,
	list: giftList('claimed'),
};
