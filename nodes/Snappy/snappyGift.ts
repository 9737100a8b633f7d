import type { Phase, Subject } from '../orders';
import { idOf, isoUtc, recordAt, textOf } from '../orders';
import { giftIn, giftState, orderPhaseOf, shownOrderOf } from './snappyGiftBody';
import { GIFT_STATUSES, giftList } from './snappyGiftList';
import { giftScoped, recipientOf } from './snappyShared';

const CAN_BE: Readonly<Record<Phase, boolean | null>> = {
	cancellable: true,
	cancelled: false,
	tooLate: false,
	likelyTooLate: false,
	unclear: null,
};

/** The gift itself: read with its orders, and expired as long as nobody has claimed it (v2; gifts have no v3 calls). */
export const gift: Subject = {
	idParameter: 'giftId',
	idLabel: 'Gift ID',
	noun: 'gift',
	words: {
		done: 'expired',
		verb: 'expire',
		act: 'request to expire it',
		tooLateStep: "It has been claimed: stop its order with the operation 'Cancel Order'",
	},
	advice: {
		precondition: 'Snappy accepts it only while nobody has claimed the gift.',
		refund: 'What is refunded is not documented.',
	},
	idRule: {
		pattern: /^[A-Za-z0-9]{8,128}$/,
		expected: 'at least 8 letters and digits',
		placeholder: 'e.g. abc123de',
	},
	statuses: GIFT_STATUSES,

	/** https://docs.snappy.com/modules/api/v2/gifts/expire-gift: 409 once it is claimed. */
	cancel: (ask) =>
		giftScoped(ask, { method: 'POST', path: `/v2/gifts/${encodeURIComponent(ask.id)}/expire` }),

	/** https://docs.snappy.com/modules/api/v2/gifts/get-gift-by-id: `expand=orders` gives cancelled orders too. */
	lookUp: (ask) =>
		giftScoped(ask, {
			method: 'GET',
			path: `/v2/gifts/${encodeURIComponent(ask.id)}`,
			qs: { expand: 'orders' },
		}),

	/** `{ status }` is all that the documentation shows, so an answer without an ID is about the gift that was asked for. */
	interpretCancel: (body, { id }) => giftState(recordAt(body), id),
	interpretLookUp: (body, { id }) => giftState(giftIn(body, id), id),

	details: (found) => ({
		createdAt: isoUtc(found.createdAt),
		updatedAt: null,
		total: null,
		currency: null,
		recipient: recipientOf(shownOrderOf(found)?.orderRecipient),
	}),

	/** What can be done: `cancellable` is about the order of a claimed gift, `canExpire` about an unclaimed gift. */
	moreFacts({ id, phase, order: found }, showStatus) {
		const shown = shownOrderOf(found);
		const orderPhase = shown === undefined ? 'tooLate' : orderPhaseOf(shown);
		return {
			orderId: idOf(shown?.id),
			cancellable: CAN_BE[orderPhase],
			giftId: id,
			orderStatus: showStatus(textOf(shown?.status), orderPhase !== 'unclear'),
			canExpire: CAN_BE[phase],
		};
	},

	moreKeys: ['giftId', 'orderStatus', 'canExpire'],

	describe: (found) =>
		idOf(found.campaignId) === null ? '' : `campaign ${idOf(found.campaignId)}`,

	list: giftList(''),
};
