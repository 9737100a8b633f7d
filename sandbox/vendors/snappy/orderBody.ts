import { SANDBOX_RECIPIENT } from '../../recipient';
import type { SandboxOrder } from '../../types';

const LINE_ITEM = { variantId: 'v_abc12345', quantity: 1, title: 'Premium Gift Card' };

const TRACKING_NUMBER = '1Z9999W99999999999';
const TRACKING_URL = `https://tracking.example.com/?tracknum=${TRACKING_NUMBER}`;

/** The v3 order: https://docs.snappy.com/modules/api/v3/orders/overview */
export function snappyOrder(order: SandboxOrder) {
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
		idempotencyKey: order.idempotencyKey ?? `key-${order.id}`,
	};
}

/** One entry of a v2 gift's `orders`: https://docs.snappy.com/api-reference/gifts/get-gift-by-id */
export function giftOrder(order: SandboxOrder) {
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
function fulfillmentStatus(order: SandboxOrder): string {
	if (order.cancelled) return 'cancelled';
	const done = order.fulfillment === 'delivered' || order.status === 'completed';
	return done ? 'fulfilled' : 'unfulfilled';
}

/** Empty before shipping, as documented; of its statuses only `inTransit` is. */
function fulfillments(order: SandboxOrder) {
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
