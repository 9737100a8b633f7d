import type { SandboxState } from '../../state';
import type { SandboxGift } from '../../types';
import { filled, wholeNumber } from '../../page';
import { giftOrder } from './orderBody';
import { snappyError } from './errors';
import { listedGift, singleGift } from './giftBody';
import { isCancellable, refusalText } from './orders';
import type { Call, Reply, VendorRoute } from '../../vendor';

const LIST_PATH = '/v2/gifts';

/** Largest page, and the default: https://docs.snappy.com/modules/api/v2/gifts/get-gifts */
const MAX_PAGE_SIZE = 100;

const NOT_FOUND = { status: 404, body: snappyError(404, LIST_PATH) };

/** https://docs.snappy.com/webhook-event-types */
const UNCLAIMED = new Set(['unopened', 'opened', 'unwrapped']);

export const giftRoutes: VendorRoute[] = [
	{
		method: 'POST',
		path: '/v2/gifts/:id/cancel',
		operation: 'cancel',
		scope: 'cancel',
		handle: (call) => withGift(call, (gift) => cancel(call, gift)),
		show: (order) => ({ orderId: order.id, status: order.status }),
		showNothing: () => ({ orderId: null, status: null }),
	},
	{
		method: 'POST',
		path: '/v2/gifts/:id/expire',
		operation: 'expire',
		// The vendor asks for gifts:update; sandbox keys know only two scopes.
		scope: 'cancel',
		handle: (call) => withGift(call, (gift) => expire(call, gift)),
		show: ({ cancelled }) => ({ status: cancelled ? 'expired' : 'unopened' }),
		showNothing: () => ({}),
	},
	{
		method: 'GET',
		path: '/v2/gifts/:id',
		operation: 'get',
		scope: 'read',
		handle: (call) =>
			withGift(call, (gift) => ({
				status: 200,
				body: singleGift(gift, call.state.giftOrders(gift), call.query),
			})),
		show: (order) => ({ id: order.giftId ?? '', status: 'claimed', orders: [giftOrder(order)] }),
		showNothing: () => ({ results: [] }),
	},
	{
		method: 'GET',
		path: LIST_PATH,
		operation: 'list',
		scope: 'read',
		handle: list,
		show: (order) => ({ results: [{ id: order.giftId ?? order.id, status: 'claimed' }] }),
		showNothing: () => ({ results: [] }),
	},
];

/** Not documented for gifts; the sandbox assumes the 404 of v3, which also hides other companies. */
function withGift(call: Call, answer: (gift: SandboxGift) => Reply): Reply {
	const gift = call.state.gift(call.id);
	return gift === undefined || isForeign(call.state, gift) ? NOT_FOUND : answer(gift);
}

function isForeign(state: SandboxState, gift: SandboxGift): boolean {
	return gift.foreign === true || state.giftOrders(gift).some((order) => order.foreign);
}

/**
 * Cancels the active order and answers its id:
 * https://docs.snappy.com/api-reference/orders/cancel-an-order. That a refusal is a 409, and what
 * it says, is not documented: assumed by analogy with expire.
 */
function cancel(call: Call, gift: SandboxGift): Reply {
	const orders = call.state.giftOrders(gift);
	const last = orders.at(-1);
	const active = orders.filter((order) => !order.cancelled).at(-1);
	if (last === undefined) return conflict('The gift has no order');
	if (active === undefined) return call.refuse(last, conflict('The gift has no active order'));
	if (!isCancellable(active)) return call.refuse(active, conflict(refusalText(active)));
	call.state.markCancelled(active);
	return { status: 200, body: { orderId: active.id, status: 'cancelled' }, processed: true };
}

/** https://docs.snappy.com/modules/api/v2/gifts/expire-gift; a second expire is assumed a 409 too. */
function expire(call: Call, gift: SandboxGift): Reply {
	if (!UNCLAIMED.has(gift.status)) return conflict(`The gift is ${gift.status}`);
	call.state.expireGift(gift);
	return { status: 200, body: { status: 'expired' }, processed: true };
}

/**
 * The range of `limit` and the filter are documented. Not documented, assumed: a number outside the range is a 400, and
 * the gifts come in the order in which they were made.
 */
function list({ state, query }: Call): Reply {
	const skip = wholeNumber(filled(query, 'skip'), 0);
	const limit = wholeNumber(filled(query, 'limit'), MAX_PAGE_SIZE);
	if (skip < 0 || limit < 1 || limit > MAX_PAGE_SIZE) {
		return { status: 400, body: snappyError(400, LIST_PATH) };
	}
	const statuses = filled(query, 'statuses')?.split(',');
	const gifts = state
		.allGifts()
		.filter((gift) => !isForeign(state, gift))
		.filter((gift) => statuses?.includes(gift.status) ?? true)
		.slice(skip, skip + limit);
	const results = gifts.map((gift) => listedGift(gift, state.giftOrders(gift), query));
	return { status: 200, body: { results } };
}

function conflict(message: string): Reply {
	return { status: 409, body: { status: 409, errorCode: '409_PBLC_001', message } };
}
