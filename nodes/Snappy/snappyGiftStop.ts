import type { Ask, OrderState, Subject, Wording } from '../orders';
import { gift } from './snappyGift';
import { giftIn, noOrderOf } from './snappyGiftBody';
import { expectedOrderOption, giftOrder } from './snappyGiftOrder';

/** What stops a gift that nobody has claimed. */
const AS_GIFT: Wording = { noun: gift.noun, words: gift.words };

/** What stops a claimed one. https://docs.snappy.com/modules/api/v2/orders/cancel-order: it can be claimed again. */
const AS_ORDER: Wording = {
	noun: giftOrder.noun,
	holder: giftOrder.holder,
	words: {
		done: 'cancelled',
		verb: 'cancel',
		act: 'cancellation',
		doneStep:
			"The recipient can claim the gift again: look at it later, and run 'Stop' once more if it is claimed",
	},
};

/** The operation that stops what was read: both answer and refuse in their own way. */
function stopperOf(read: OrderState | undefined): Subject {
	return read?.as === AS_ORDER ? giftOrder : gift;
}

/**
 * What there is to be stopped: an order that is not cancelled, whatever the gift says of itself; else the gift, as long as it
 * can be claimed. Who expects an order wants that one stopped and nothing else.
 */
function readGift(body: unknown, ask: Ask): OrderState | null {
	const ofOrder = giftOrder.interpretLookUp(body, ask);
	const order = ofOrder && { ...ofOrder, as: AS_ORDER };
	if (ask.expectedOrderId !== null || (order !== null && order.phase !== 'cancelled')) return order;
	const ofGift = gift.interpretLookUp(body, ask);
	// Claimed, so it is its order that counts; without one, the answer is not what was asked for.
	return ofGift === null || ofGift.phase === 'tooLate' ? order : { ...ofGift, as: AS_GIFT };
}

/** A gift whatever its state: expired as long as nobody has claimed it, and its order cancelled after that. */
export const giftStop: Subject = {
	...gift,
	words: { done: 'stopped', verb: 'stop', act: 'request to stop it' },
	advice: {
		precondition:
			'An unclaimed gift is expired; of a claimed one the order is cancelled, which Snappy accepts until it is in transit.',
		refund:
			'For an order Snappy credits the billing method, and the recipient can claim the gift again.',
	},
	expectedOrderOption,
	/** Of the gift while nobody has claimed it, and of its order after that. */
	statuses: [
		{ name: 'Active', value: 'active' },
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Expired', value: 'expired' },
		{ name: 'Opened', value: 'opened' },
		{ name: 'Processing', value: 'processing' },
		{ name: 'Unopened', value: 'unopened' },
		{ name: 'Unwrapped', value: 'unwrapped' },
	],
	readsFirst: true,
	cancel: (ask) => stopperOf(ask.read).cancel(ask),
	/** About another order or gift than was read, it confirms nothing. */
	interpretCancel(body, ask) {
		const { read } = ask;
		const state = stopperOf(read).interpretCancel(body, ask);
		return state === null || state.id !== read?.id ? null : { ...state, as: read.as };
	},
	interpretLookUp: readGift,
	interpretNoOrder: (body, { id, expectedOrderId }) =>
		expectedOrderId === null ? null : noOrderOf(giftIn(body, id)),
	moreFacts: undefined,
};
