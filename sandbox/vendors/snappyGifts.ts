import { SANDBOX_RECIPIENT } from '../recipient';
import type { SandboxGift, SandboxOrder } from '../types';
import { giftOrder } from './snappyBody';
import { snappyError } from './snappyErrors';
import { isCancellable, refusalText } from './snappyOrders';
import type { Call, Reply, VendorRoute } from './vendor';

const NOT_FOUND = { status: 404, body: snappyError(404, '/v2/gifts') };

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
		operation: 'other',
		// The vendor asks for gifts:update; sandbox keys know only two scopes.
		scope: 'cancel',
		handle: (call) => withGift(call, (gift) => expire(call, gift)),
		show: () => ({ status: 'expired' }),
		showNothing: () => ({}),
	},
	{
		method: 'GET',
		path: '/v2/gifts/:id',
		operation: 'get',
		scope: 'read',
		handle: (call) => withGift(call, (gift) => ({ status: 200, body: giftBody(call, gift) })),
		show: (order) => ({ id: order.giftId ?? '', status: 'claimed', orders: [giftOrder(order)] }),
		showNothing: () => ({ results: [] }),
	},
];

/** Not documented for gifts; the sandbox assumes the 404 of v3, which also hides other companies. */
function withGift(call: Call, answer: (gift: SandboxGift) => Reply): Reply {
	const gift = call.state.gift(call.id);
	if (gift === undefined) return NOT_FOUND;
	const foreign = call.state.giftOrders(gift).some((order) => order.foreign);
	return foreign ? NOT_FOUND : answer(gift);
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
	return { status: 200, body: { status: 'expired' } };
}

/**
 * The gift itself at the top level, without an envelope, and `orders` only on request:
 * https://docs.snappy.com/api-reference/gifts/get-gift-by-id
 */
function giftBody(call: Call, gift: SandboxGift) {
	const expand = (call.query.get('expand') ?? '').split(',');
	const { firstName, lastName, phone, email } = SANDBOX_RECIPIENT;
	const orders: SandboxOrder[] = call.state.giftOrders(gift);
	return {
		id: gift.id,
		companyId: '12345678',
		campaignId: 'cmp123456',
		status: gift.status,
		budgetPlan: 100,
		tyn: 'Thank you for everything!',
		expirationDate: '2027-12-06T09:50:38.536Z',
		createdAt: orders[0]?.createdAt ?? '2026-06-17T08:00:00.000Z',
		link: `https://gift.example.com/choose/${gift.id}`,
		success: true,
		...(expand.includes('recipient') && {
			recipient: { firstname: firstName, lastname: lastName, phone, email },
		}),
		...(expand.includes('orders') && { orders: orders.map(giftOrder) }),
	};
}

function conflict(message: string): Reply {
	return { status: 409, body: { status: 409, errorCode: '409_PBLC_001', message } };
}
