import { SANDBOX_RECIPIENT } from '../recipient';
import type { SandboxOrder } from '../types';
import { microseconds } from './page';

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
export function fastPodOrder(order: SandboxOrder) {
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
export function paymentStatus(order: SandboxOrder): 'paid' | 'unpaid' {
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
