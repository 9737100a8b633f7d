import { z } from 'zod';
import type { SandboxOrder } from '../../model';
import { cutPage, filled, SANDBOX_RECIPIENT, wholeNumber } from '../../vendor';
import type { Call, Reply, VendorRoute } from '../../vendor';

/** https://docs.snappy.com/modules/api/v3/orders/get-orders */
const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 300;

const LIST_PATH = '/v3/orders';

const fields = z.object({
	/** The gift that the order belongs to. */
	giftId: z.string().optional(),
	/** Left out: the order is there for every company that a request names. */
	companyId: z.string().optional(),
	fulfillment: z.enum(['none', 'inTransit', 'delivered']).optional(),
	idempotencyKey: z.string().optional(),
});

export const orderFields = fields.shape;

export type SnappyOrder = SandboxOrder & z.infer<typeof fields>;

export const orderRoutes: Array<VendorRoute<SnappyOrder>> = [
	{
		method: 'POST',
		path: '/v3/orders/:id/cancel',
		operation: 'cancel',
		scope: 'cancel',
		handle: cancel,
		show: single,
		showNothing: () => ({ data: null }),
	},
	{
		method: 'GET',
		path: '/v3/orders/:id',
		operation: 'get',
		scope: 'read',
		handle: (call) => withOrder(call, (order) => ({ status: 200, body: single(order) })),
		show: single,
		showNothing: () => ({ data: null }),
	},
	{
		method: 'GET',
		path: LIST_PATH,
		operation: 'list',
		scope: 'read',
		handle: list,
		show: (order) => ({ data: [snappyOrder(order)], links: noLinks() }),
		showNothing: () => ({ data: [], links: noLinks() }),
	},
];

/** v3 and v2 agree: not once it is in transit, delivered or cancelled. */
export function isCancellable(order: SnappyOrder): boolean {
	if (order.cancelled) return false;
	const untouched = (order.fulfillment ?? 'none') === 'none';
	return order.cancellable ?? (order.status === 'active' && untouched);
}

/** The docs say that the 422 tells which case it is, but not in which words: assumed. */
export function refusalText(order: SnappyOrder): string {
	if (order.cancelled) return 'Order is already cancelled';
	if (order.fulfillment === 'inTransit') return 'Order cannot be cancelled: it is in transit';
	const delivered = order.fulfillment === 'delivered' || order.status === 'completed';
	if (delivered) return 'Order cannot be cancelled: it has been delivered';
	if (order.status === 'refunded') return 'Order cannot be cancelled: it has been refunded';
	return 'Order cannot be cancelled: it was picked up by the fulfillment partner';
}

function single(order: SnappyOrder) {
	return { data: snappyOrder(order) };
}

function cancel(call: Call<SnappyOrder>): Reply {
	return withOrder(call, (order) => {
		if (!isCancellable(order)) {
			// No code is documented; it is assumed to look like the known 409_PBLC_001.
			const body = { message: refusalText(order), errorCode: '422_PBLC_001', errors: [] };
			return call.refuse(order, { status: 422, body });
		}
		call.account.cancel(order);
		return { status: 200, body: single(order), processed: true };
	});
}

/** Orders of other companies are hidden behind the same 404, as documented. */
function withOrder(call: Call<SnappyOrder>, answer: (order: SnappyOrder) => Reply): Reply {
	const order = call.account.find(call.id);
	return order !== undefined && isOfCompany(call, order) ? answer(order) : call.fail(404);
}

/**
 * Whether the request is for the company that has this: v3 names it in a header, v2 in the query.
 * Documented as an optional scope; assumed is that a request which names none sees all companies
 * of its key.
 */
export function isOfCompany(
	{ headers, query }: Call<SnappyOrder>,
	{ companyId }: { companyId?: string },
): boolean {
	const asked = headers['snappy-company-id'] ?? filled(query, 'companyId') ?? companyId;
	return companyId === undefined || asked === companyId;
}

function list(call: Call<SnappyOrder>): Reply {
	const { query } = call;
	const status = filled(query, 'filter[status]');
	const size = wholeNumber(filled(query, 'page[size]'), DEFAULT_PAGE_SIZE);
	const number = wholeNumber(filled(query, 'page[number]'), 1);
	const known = status === null || status === 'active' || status === 'cancelled';
	// The ranges are documented; that a value outside them is answered with 400 is assumed.
	if (!known || size < 1 || size > MAX_PAGE_SIZE || number < 1) {
		return call.fail(400);
	}
	const accept = listFilter(query, status);
	const orders = call.account
		.newestFirst()
		.filter((order) => isOfCompany(call, order) && accept(order));
	if (query.get('sort') === 'createdAt') orders.reverse();
	const page = cutPage(orders, number, size);
	// Relative, without host or /public-api and without the other parameters, as documented.
	const link = (to: number) =>
		to < 1 || to > page.last ? null : `${LIST_PATH}?page[size]=${size}&page[number]=${to}`;
	const links = { first: link(1), next: link(number + 1), prev: link(number - 1) };
	return { status: 200, body: { data: page.items.map(snappyOrder), links } };
}

function listFilter(query: URLSearchParams, status: string | null) {
	const keys = filled(query, 'filter[idempotencyKey]')?.split(',');
	const from = Date.parse(filled(query, 'filter[createdAt][gte]') ?? '');
	const to = Date.parse(filled(query, 'filter[createdAt][lte]') ?? '');
	return (order: SnappyOrder): boolean => {
		if (status !== null && status !== listStatus(order)) return false;
		if (keys !== undefined && !keys.includes(keyOf(order))) return false;
		const createdAt = Date.parse(order.createdAt);
		return !(createdAt < from) && !(createdAt > to);
	};
}

/** Every order was placed with a key. */
function keyOf({ id, idempotencyKey = `key-${id}` }: SnappyOrder): string {
	return idempotencyKey;
}

/** The list filter's "active" covers orders in progress and delivered ones, as documented. */
function listStatus(order: SnappyOrder): string {
	return order.status === 'completed' ? 'active' : order.status;
}

function noLinks() {
	return { first: null, next: null, prev: null };
}

const LINE_ITEM = { variantId: 'v_abc12345', quantity: 1, title: 'Premium Gift Card' };

const TRACKING_NUMBER = '1Z9999W99999999999';
const TRACKING_URL = `https://tracking.example.com/?tracknum=${TRACKING_NUMBER}`;

/** The v3 order: https://docs.snappy.com/modules/api/v3/orders/overview */
export function snappyOrder(order: SnappyOrder) {
	const { firstName, lastName, email, phone, street, city, province, country, postalCode } =
		SANDBOX_RECIPIENT;
	return {
		id: order.id,
		createdAt: order.createdAt,
		status: order.status,
		fulfillmentStatus: fulfillmentStatus(order),
		tags: [],
		cancellationDetails: order.cancelled
			? { cancelledAt: order.cancelledAt, cancellationReason: 'customer_requested' }
			: null,
		lineItems: [LINE_ITEM],
		fulfillments: fulfillments(order),
		recipient: { firstName, lastName, email, phone },
		shippingAddress: {
			address1: street,
			address2: null,
			city,
			provinceCode: province,
			countryCode: country,
			postalCode,
		},
		metadata: order.reference === undefined ? null : { reference: order.reference },
		idempotencyKey: keyOf(order),
	};
}

/** One entry of a v2 gift's `orders`: https://docs.snappy.com/api-reference/gifts/get-gift-by-id */
export function giftOrder(order: SnappyOrder) {
	const { firstName, lastName, country } = SANDBOX_RECIPIENT;
	const shipped = fulfillments(order).length > 0;
	const delivered = order.fulfillment === 'delivered';
	return {
		id: order.id,
		status: order.status,
		orderedProducts: [
			{
				selectedProduct: {
					variantId: LINE_ITEM.variantId,
					// Only "processing" is documented; the sandbox assumes the order's own word otherwise.
					orderStatus: order.status === 'active' ? 'processing' : order.status,
					title: LINE_ITEM.title,
					type: 'physicalGift',
				},
				deliveryDetails: {
					// Words as listed at https://snappy.readme.io/reference/gifts
					status: shipped ? (delivered ? 'delivered' : 'inTransit') : 'orderReceived',
					carrier: shipped ? 'UPS' : null,
					trackingNumber: shipped ? TRACKING_NUMBER : null,
					trackingLink: shipped ? TRACKING_URL : null,
					deliveryDates: {
						outForDelivery: null,
						estimated: null,
						deliveredAt: delivered ? order.updatedAt : null,
					},
				},
			},
		],
		orderRecipient: { firstName, lastName, country },
	};
}

/** In transit counts as unfulfilled, as in the sample of the cancel page. */
function fulfillmentStatus(order: SnappyOrder): string {
	if (order.cancelled) return 'cancelled';
	const done = order.fulfillment === 'delivered' || order.status === 'completed';
	return done ? 'fulfilled' : 'unfulfilled';
}

/** Empty before shipping, as documented; of its statuses only `inTransit` is. */
function fulfillments(order: SnappyOrder) {
	const done = order.status === 'completed' ? 'delivered' : 'none';
	const status = order.fulfillment ?? done;
	if (status === 'none') return [];
	return [
		{
			fulfillmentLineItems: [LINE_ITEM],
			id: 'tr_abc123',
			status,
			trackingCompany: 'UPS',
			trackingInfo: { number: TRACKING_NUMBER, url: TRACKING_URL },
		},
	];
}
