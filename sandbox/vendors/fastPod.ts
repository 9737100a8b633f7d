import { z } from 'zod';
import type { SandboxOrder } from '../model';
import { cutPage, filled, microseconds, positive, SANDBOX_RECIPIENT } from '../vendor';
import type { Call, Reply, Vendor } from '../vendor';

const fields = z.object({
	/** 1 is a regular order, 2 a label order. */
	orderType: z.string().optional(),
	testOrder: z.boolean().optional(),
});

type FastPodOrder = SandboxOrder & z.infer<typeof fields>;

/** Neither default nor maximum is documented; the sandbox assumes 25 and 100. */
const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 100;

/**
 * Which statuses can be cancelled is not documented; the sandbox assumes those in which an order
 * can be updated: https://fastpodapi.apidog.io/api-4681585
 */
const CANCELLABLE = new Set(['draft', 'new_order', 'on_hold']);

/** No error body is documented; the sandbox assumes Laravel's texts. */
const ERROR_MESSAGES: Record<number, string> = {
	401: 'Unauthenticated.',
	403: 'This action is unauthorized.',
	404: 'Not found',
	429: 'Too Many Attempts.',
};

/** FastPOD, as of https://fastpodapi.apidog.io/api-4681584 */
export const vendor: Vendor<FastPodOrder> = {
	service: 'fastPod',
	credential: { name: 'FastPOD', type: 'fastPodOrdersApi', keyField: 'apiToken' },
	key: 'sandbox-fastpod-token',
	prefix: '/fastpod',
	authHeader: 'authorization',
	fields: fields.shape,
	sampleOrder: { id: 'F237-120723-000001', status: 'new_order' },
	cancelledState: 'cancelled',
	otherState: 'in_production',
	otherOrder: { id: 'F000-010124-999999' },
	probeSize: 'limit',
	routes: [
		{
			method: 'POST',
			path: '/v1/orders/:id/cancel',
			operation: 'cancel',
			scope: 'cancel',
			handle: cancel,
			show: envelope,
			showNothing,
		},
		{
			method: 'GET',
			path: '/v1/orders/:id',
			operation: 'get',
			scope: 'read',
			// The bare order, without the envelope of cancel: https://fastpodapi.apidog.io/api-4681581
			handle: (call) => withOrder(call, (order) => ({ status: 200, body: fastPodOrder(order) })),
			show: fastPodOrder,
			showNothing,
		},
		{
			method: 'GET',
			path: '/v1/orders',
			operation: 'list',
			scope: 'read',
			handle: list,
			show: (order) => ({ current_page: 1, data: [fastPodOrder(order)] }),
			showNothing,
		},
	],
	error: (status) => ({ message: ERROR_MESSAGES[status] ?? 'Server Error' }),
};

function isCancellable(order: FastPodOrder): boolean {
	return !order.cancelled && (order.cancellable ?? CANCELLABLE.has(order.status));
}

function envelope(order: FastPodOrder) {
	return { status: true, message: 'Order cancelled successfully.', data: fastPodOrder(order) };
}

/** A 200 that says no: not documented, but `status` is a boolean, so it can be false. */
function showNothing() {
	return { status: false, message: 'The request could not be completed.' };
}

function cancel(call: Call<FastPodOrder>): Reply {
	return withOrder(call, (order) => {
		if (!isCancellable(order)) {
			const message = `Order can not be cancelled in status ${order.status}`;
			return call.refuse(order, { status: 422, body: { status: false, message } });
		}
		call.account.cancel(order);
		return { status: 200, body: envelope(order), processed: true };
	});
}

/** Not documented; the sandbox assumes the same answer for unknown and for other sellers' orders. */
function withOrder(call: Call<FastPodOrder>, answer: (order: FastPodOrder) => Reply): Reply {
	const order = call.account.find(call.id);
	return order === undefined ? call.fail(404) : answer(order);
}

/**
 * Only `current_page` and `data` are documented (https://fastpodapi.apidog.io/api-4681580); the
 * sandbox assumes the rest of Laravel's paginator.
 */
function list(call: Call<FastPodOrder>): Reply {
	const accept = listFilter(call.query);
	const orders = call.account.newestFirst().filter(accept);
	const size = positive(call.query.get('limit'), DEFAULT_PAGE_SIZE);
	const number = positive(call.query.get('page'), 1);
	const page = cutPage(orders, number, Math.min(size, MAX_PAGE_SIZE));
	const link = (to: number) => (to < 1 || to > page.last ? null : `${call.url}?page=${to}`);
	const body = {
		current_page: page.number,
		data: page.items.map(fastPodOrder),
		first_page_url: link(1),
		from: page.from,
		last_page: page.last,
		last_page_url: link(page.last),
		next_page_url: link(number + 1),
		path: call.url,
		per_page: page.size,
		prev_page_url: link(number - 1),
		to: page.to,
		total: page.total,
	};
	return { status: 200, body };
}

/**
 * The filters' names are documented. Not documented, assumed: dates are days of created_at in UTC,
 * both ends included, and `search` matches parts and ignores case.
 */
function listFilter(query: URLSearchParams): (order: FastPodOrder) => boolean {
	const equal = (name: string, value: string) => (filled(query, name) ?? value) === value;
	const search = (filled(query, 'search') ?? '').toLowerCase();
	const from = filled(query, 'start_date') ?? '';
	const to = filled(query, 'end_date') ?? '9999';
	return (order) => {
		const day = new Date(order.createdAt).toISOString().slice(0, 10);
		const names = `${order.id}\n${order.reference ?? ''}`.toLowerCase();
		return (
			equal('status', order.status) &&
			equal('order_type', order.orderType ?? ORDER_CONSTANTS.order_type) &&
			equal('shipping_method', ORDER_CONSTANTS.shipping_method) &&
			equal('payment_method', ORDER_CONSTANTS.payment_method) &&
			equal('payment_status', paymentStatus(order)) &&
			names.includes(search) &&
			day >= from &&
			day <= to
		);
	};
}

export const ORDER_CONSTANTS = {
	/** 1 is a regular order, 2 a label order. */
	order_type: '1',
	/** A string in answers, although create takes a number. */
	shipping_method: '3',
	payment_method: 'cash',
} as const;

/** US dollars, as far as the docs tell. */
const MONEY = {
	item_total: 14.4,
	shipping_total: 24,
	surcharge_total: 0,
	labeling_fee: 0,
	// Spelt like this in the docs.
	peak_season_surchage: 0,
	order_total: 38.4,
};

/**
 * The order object of every FastPOD answer. The docs' schema says `rush_production` and their
 * example `boost_production`, so it carries both; keys that only the schema has are here too.
 * https://fastpodapi.apidog.io/api-4681584
 */
export function fastPodOrder(order: FastPodOrder) {
	const rejected = order.status === 'rejected';
	return {
		id: order.id,
		order_type: order.orderType ?? ORDER_CONSTANTS.order_type,
		reference_id: order.reference ?? `ref-${order.id}`,
		order_status: order.status,
		test_order: order.testOrder ?? false,
		...MONEY,
		payment_method: ORDER_CONSTANTS.payment_method,
		payment_status: paymentStatus(order),
		point_earned: 0,
		point_used: 3840,
		quantity_total: 1,
		shipping_method: ORDER_CONSTANTS.shipping_method,
		rush_production: true,
		boost_production: true,
		gift_message: null,
		created_at: microseconds(order.createdAt),
		updated_at: microseconds(order.updatedAt),
		rejected_at: rejected ? microseconds(order.updatedAt) : null,
		// Its values are not documented; the sandbox leaves it empty.
		rejected_status: null,
		cancelled_at: order.cancelledAt === null ? null : microseconds(order.cancelledAt),
		address: address(),
		line_items: [lineItem()],
		// The shape of a shipment is not documented; the sandbox leaves the list empty.
		shipments: [],
		label_url: null,
		coupon_code: null,
		discount_total: 0,
		discount_labeling_fee: 0,
	};
}

/**
 * A draft is not paid for (https://fastpodapi.apidog.io/api-4681582). What becomes of a cancelled
 * order's payment is not documented; the sample shows it unpaid.
 */
export function paymentStatus(order: FastPodOrder): 'paid' | 'unpaid' {
	return order.status === 'draft' || order.cancelled ? 'unpaid' : 'paid';
}

function address() {
	const { name, company, email, phone, street, city, province, country, postalCode } =
		SANDBOX_RECIPIENT;
	return {
		name,
		company,
		email,
		phone,
		street1: street,
		street2: null,
		city,
		state: province,
		country,
		zip: postalCode,
	};
}

/** Values of the documented sample; `unit_price` times `quantity` is not `price` there either. */
function lineItem() {
	return {
		id: 100009,
		item_id: 'item-1',
		name: 'Line Item 1',
		sku: 'UABSTAQUBXL3',
		style: '3001',
		color: 'AQUA',
		size: '3XL',
		unit_price: 14,
		quantity: 1,
		point_earned: 1440,
		price: 14.4,
		print_areas: { front: 'https://cdn.example.com/print/front.png' },
		preview_areas: { front: 'https://cdn.example.com/preview/front.png' },
	};
}
