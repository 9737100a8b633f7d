import { z } from 'zod';
import type { Account } from '../../account';
import { orderSeed } from '../../model';
import { filled, SANDBOX_RECIPIENT, wholeNumber } from '../../vendor';
import type { Call, Reply, Stock, VendorRoute } from '../../vendor';
import { giftOrder, isCancellable, isOfCompany, refusalText, type SnappyOrder } from './orders';

const LIST_PATH = '/v2/gifts';

/** Largest page, and the default: https://docs.snappy.com/modules/api/v2/gifts/get-gifts */
const MAX_PAGE_SIZE = 100;

/** https://docs.snappy.com/webhook-event-types */
const UNCLAIMED = new Set(['unopened', 'opened', 'unwrapped']);

/** A v2 gift. Its active order is the last one that is not cancelled. */
const giftSeed = z
	.object({
		id: z.string(),
		tenant: z.string().optional(),
		/** Default `claimed`. */
		status: z.string().optional(),
		/** Left out: when its first order was made. */
		createdAt: z.string().datetime().optional(),
		/** Left out: the gift is there for every company that a request names. */
		companyId: z.string().optional(),
		orders: z.array(orderSeed.partial({ service: true })),
		/** Somebody claims it the moment that it is to be expired, and this is the order that the claim makes. */
		claimedMeanwhile: orderSeed.partial({ service: true }).optional(),
	})
	.strict();

export type GiftSeed = z.infer<typeof giftSeed>;

type SnappyGift = Omit<GiftSeed, 'orders' | 'tenant' | 'claimedMeanwhile'> & {
	status: string;
	orderIds: string[];
	/** The order that a claim will make when the gift is to be expired. */
	nextOrderId?: string;
};

/** The gifts of one account by their ids, in the order in which they were seeded. */
class Gifts extends Map<string, SnappyGift> {}

/** Makes a gift with its orders. */
export function seedGift(stock: Stock, body: unknown): void {
	const { orders, tenant, status = 'claimed', claimedMeanwhile, ...gift } = giftSeed.parse(body);
	const { id: giftId, companyId } = gift;
	const gifts = stock.account('snappy', tenant).collection(Gifts);
	gifts.set(giftId, { ...gift, status, orderIds: [], nextOrderId: claimedMeanwhile?.id });
	stock.seed(orders.map((order) => ({ companyId, ...order, tenant, service: 'snappy', giftId })));
	if (claimedMeanwhile === undefined) return;
	stock.seed([{ companyId, ...claimedMeanwhile, tenant, service: 'snappy' }]);
}

/** Puts an order that names a gift into it; the gift need not have been seeded before. */
export function putIntoGift(
	{ id, giftId, companyId }: SnappyOrder,
	account: Account<SnappyOrder>,
): void {
	if (giftId === undefined) return;
	const gifts = account.collection(Gifts);
	const gift = gifts.get(giftId) ?? { id: giftId, status: 'claimed', companyId, orderIds: [] };
	if (!gift.orderIds.includes(id)) gift.orderIds.push(id);
	gifts.set(giftId, gift);
}

function claim(account: Account<SnappyOrder>, gift: SnappyGift, orderId: string): void {
	const orderIds = [...gift.orderIds, orderId];
	account.change(gift, { status: 'claimed', orderIds, nextOrderId: undefined });
}

/** Somebody claims a gift, for the first time or after its order was cancelled; the claim makes an order of the account. */
export function claimGift(account: Account<SnappyOrder>, giftId: string, orderId: string): void {
	const gift = account.collection(Gifts).get(giftId);
	if (gift !== undefined) claim(account, gift, orderId);
}

export const giftRoutes: Array<VendorRoute<SnappyOrder>> = [
	{
		method: 'POST',
		path: '/v2/gifts/:id/cancel',
		operation: 'cancel',
		scope: 'cancel',
		handle: (call) => withGift(call, () => cancel(call)),
		show: (order) => ({ orderId: order.id, status: order.status }),
		showNothing: () => ({ orderId: null, status: null }),
		orderOf,
	},
	{
		method: 'POST',
		path: '/v2/gifts/:id/expire',
		operation: 'expire',
		// The vendor asks for gifts:update; sandbox keys know only two scopes.
		scope: 'cancel',
		handle: (call) => withGift(call, (gift) => expire(gift, call)),
		show: ({ cancelled }) => ({ status: cancelled ? 'expired' : 'unopened' }),
		showNothing: () => ({}),
		orderOf,
	},
	{
		method: 'GET',
		path: '/v2/gifts/:id',
		operation: 'get',
		scope: 'read',
		handle: (call) =>
			withGift(call, (gift) => ({
				status: 200,
				body: singleGift(gift, ordersOf(call, gift), call.query),
			})),
		show: (order) => ({ id: order.giftId ?? '', status: 'claimed', orders: [giftOrder(order)] }),
		showNothing: () => ({ results: [] }),
		orderOf,
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
function withGift(call: Call<SnappyOrder>, answer: (gift: SnappyGift) => Reply): Reply {
	const gift = call.account.collection(Gifts).get(call.id);
	return gift !== undefined && isOfCompany(call, gift) ? answer(gift) : call.fail(404);
}

function ordersOf({ account }: Call<SnappyOrder>, gift: SnappyGift): SnappyOrder[] {
	return gift.orderIds.flatMap((id) => account.find(id) ?? []);
}

/** The active order of the gift that the path names, or else its last one. */
function orderOf(call: Call<SnappyOrder>): SnappyOrder | undefined {
	const gift = call.account.collection(Gifts).get(call.id);
	const orders = gift === undefined ? [] : ordersOf(call, gift);
	return orders.filter((order) => !order.cancelled).at(-1) ?? orders.at(-1);
}

/**
 * Cancels the active order and answers its id:
 * https://docs.snappy.com/api-reference/orders/cancel-an-order. That a refusal is a 409, and what
 * it says, is not documented: assumed by analogy with expire.
 */
function cancel(call: Call<SnappyOrder>): Reply {
	const order = orderOf(call);
	if (order === undefined) return conflict('The gift has no order');
	if (order.cancelled) return call.refuse(order, conflict('The gift has no active order'));
	if (!isCancellable(order)) return call.refuse(order, conflict(refusalText(order)));
	call.account.cancel(order);
	return { status: 200, body: { orderId: order.id, status: 'cancelled' }, processed: true };
}

/** https://docs.snappy.com/modules/api/v2/gifts/expire-gift; a second expire is assumed a 409 too. */
function expire(gift: SnappyGift, { account }: Call<SnappyOrder>): Reply {
	const { nextOrderId } = gift;
	if (nextOrderId !== undefined) claim(account, gift, nextOrderId);
	if (!UNCLAIMED.has(gift.status)) return conflict(`The gift is ${gift.status}`);
	account.change(gift, { status: 'expired' });
	return { status: 200, body: { status: 'expired' }, processed: true };
}

/**
 * The range of `limit` and the filter are documented. Not documented, assumed: a number outside the
 * range is a 400, and the gifts come in the order in which they were made.
 */
function list(call: Call<SnappyOrder>): Reply {
	const { account, query } = call;
	const skip = wholeNumber(filled(query, 'skip'), 0);
	const limit = wholeNumber(filled(query, 'limit'), MAX_PAGE_SIZE);
	if (skip < 0 || limit < 1 || limit > MAX_PAGE_SIZE) return call.fail(400);
	const statuses = filled(query, 'statuses')?.split(',');
	const gifts = [...account.collection(Gifts).values()]
		.filter((gift) => isOfCompany(call, gift))
		.filter((gift) => statuses?.includes(gift.status) ?? true)
		.slice(skip, skip + limit);
	const results = gifts.map((gift) => listedGift(gift, ordersOf(call, gift), query));
	return { status: 200, body: { results } };
}

function conflict(message: string): Reply {
	return { status: 409, body: { status: 409, errorCode: '409_PBLC_001', message } };
}

/** Every field that the sandbox knows, without what is only there on request (`expand`). */
function fieldsOf(gift: SnappyGift, orders: readonly SnappyOrder[]) {
	return {
		id: gift.id,
		companyId: gift.companyId ?? '12345678',
		campaignId: 'cmp123456',
		status: gift.status,
		budgetPlan: 100,
		tyn: 'Thank you for everything!',
		expirationDate: '2027-12-06T09:50:38.536Z',
		createdAt: gift.createdAt ?? orders[0]?.createdAt ?? '2026-06-17T08:00:00.000Z',
		link: `https://gift.example.com/choose/${gift.id}`,
		success: true,
	};
}

function expanded(orders: readonly SnappyOrder[], expand: readonly string[]) {
	const { firstName, lastName, phone, email } = SANDBOX_RECIPIENT;
	return {
		...(expand.includes('recipient') && {
			recipient: { firstname: firstName, lastname: lastName, phone, email },
		}),
		...(expand.includes('orders') && { orders: orders.map(giftOrder) }),
	};
}

/** What a comma-separated query parameter names. */
function wordsOf(query: URLSearchParams, name: string): string[] {
	return (query.get(name) ?? '').split(',').filter((word) => word !== '');
}

/**
 * The gift itself at the top level, without an envelope, and `orders` only on request:
 * https://docs.snappy.com/api-reference/gifts/get-gift-by-id
 */
export function singleGift(
	gift: SnappyGift,
	orders: readonly SnappyOrder[],
	query: URLSearchParams,
) {
	return { ...fieldsOf(gift, orders), ...expanded(orders, wordsOf(query, 'expand')) };
}

/**
 * An entry of the list: only the fields that were asked for.
 * https://docs.snappy.com/modules/api/v2/gifts/get-gifts
 */
export function listedGift(
	gift: SnappyGift,
	orders: readonly SnappyOrder[],
	query: URLSearchParams,
) {
	const asked = wordsOf(query, 'fields');
	const names = asked.length === 0 ? ['id', 'link', 'status'] : asked;
	const isWanted = (name: string) => names.includes('full') || names.includes(name);
	const fields = Object.entries(fieldsOf(gift, orders)).filter(([name]) => isWanted(name));
	return { ...Object.fromEntries(fields), ...expanded(orders, wordsOf(query, 'expand')) };
}
