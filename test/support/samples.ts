import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

/** Fictional recipient; none of it may ever show up in a simplified result or a message. */
export const RECIPIENT = {
	name: 'Renate Beispielfrau',
	email: 'renate@example.com',
	phone: '+15555550123',
	street: '3431 Reeves Street',
};

/** The secrets of the sample credentials. */
export const SECRET = 'k3yThatNobodyMaySee000001';

/** What a request for a sample looks like on the wire. */
export interface WireShape {
	method: string;
	path: string;
}

/** One cancellable thing of one vendor: how it is asked for, and the bodies that its documentation shows. */
export interface Sample {
	label: string;
	service: string;
	nodeType: string;
	resource: string;
	operation: string;
	idParameter: string;
	/** The id that goes in. */
	id: string;
	/** The order that comes out. */
	orderId: string;
	credentialType: string;
	credential: ICredentialDataDecryptedObject;
	origin: string;
	keyHeader: [name: string, value: string];
	cancel: WireShape;
	lookUp: WireShape;
	probe: WireShape;
	/** Answers to the cancel. */
	confirmed: IDataObject;
	otherState: IDataObject;
	otherOrder: IDataObject;
	/** Answers to the look-up. */
	found: {
		cancelled: IDataObject;
		cancellable: IDataObject;
		tooLate: IDataObject;
		unclear: IDataObject;
	};
	/** A refusal, and the words in it. */
	refusal: { status: number; body: IDataObject; words: string };
	words: { cancelled: string; cancellable: string; tooLate: string };
	cancelledAt: string | null;
}

function thanksIoRecord(status: string, id = 42708): IDataObject {
	return { order: { id, type: 'postcard', status, return_name: RECIPIENT.name, grand_total: 73 } };
}

function thanksIoTrack(status: string): IDataObject {
	return {
		data: {
			id: 42708,
			order: { type: 'postcard', status, created_at: '2025-09-08 16:05:12' },
			stats: { delivered: 0, processing: 1 },
			errors: [{ name: RECIPIENT.name, address: RECIPIENT.street, failure: 'n/a' }],
			returned: [],
		},
	};
}

const thanksIo: Sample = {
	label: 'thanks.io order',
	service: 'thanks.io',
	nodeType: 'thanksIo',
	resource: 'order',
	operation: 'cancel',
	idParameter: 'orderId',
	id: '42708',
	orderId: '42708',
	credentialType: 'thanksIoOrdersApi',
	credential: { apiToken: SECRET, baseUrl: 'https://api.thanks.io/api/v2' },
	origin: 'https://api.thanks.io',
	keyHeader: ['authorization', `Bearer ${SECRET}`],
	cancel: { method: 'PUT', path: '/api/v2/orders/42708/cancel' },
	lookUp: { method: 'GET', path: '/api/v2/orders/42708/track' },
	probe: { method: 'GET', path: '/api/v2/orders/list?items_per_page=1' },
	confirmed: thanksIoRecord('cancelled'),
	otherState: thanksIoRecord('fulfilled'),
	otherOrder: thanksIoRecord('cancelled', 42709),
	found: {
		cancelled: thanksIoTrack('Cancelled'),
		cancellable: thanksIoTrack('Reviewing'),
		tooLate: thanksIoTrack('Printing'),
		unclear: thanksIoTrack('Paused'),
	},
	refusal: {
		status: 422,
		body: { status: 'failed', errors: ['Order is locked by support'] },
		words: 'Order is locked by support',
	},
	words: { cancelled: 'cancelled', cancellable: 'Reviewing', tooLate: 'Printing' },
	cancelledAt: null,
};

function snappyOrder(status: string, fulfillmentStatus: string, id = 'G7nR4bD9mK'): IDataObject {
	return {
		data: {
			id,
			createdAt: '2026-05-27T10:30:00.000Z',
			status,
			fulfillmentStatus,
			cancellationDetails:
				status === 'cancelled'
					? { cancelledAt: '2026-05-27T15:57:00.000Z', cancellationReason: 'customer_requested' }
					: null,
			fulfillments:
				fulfillmentStatus === 'fulfilled' ? [{ id: 'tr_abc123', status: 'inTransit' }] : [],
			recipient: { firstName: 'Renate', lastName: RECIPIENT.name, email: RECIPIENT.email },
			shippingAddress: { address1: RECIPIENT.street },
		},
	};
}

const SNAPPY = {
	service: 'Snappy',
	nodeType: 'snappy',
	credentialType: 'snappyOrdersApi',
	credential: { apiKey: SECRET, baseUrl: 'https://api.snappy.com/public-api' },
	origin: 'https://api.snappy.com',
	probe: { method: 'GET', path: '/public-api/v2/authentication/apiKeys' },
} as const;

const snappy: Sample = {
	...SNAPPY,
	label: 'Snappy order',
	resource: 'order',
	operation: 'cancel',
	idParameter: 'orderId',
	id: 'G7nR4bD9mK',
	orderId: 'G7nR4bD9mK',
	keyHeader: ['x-api-key', SECRET],
	cancel: { method: 'POST', path: '/public-api/v3/orders/G7nR4bD9mK/cancel' },
	lookUp: { method: 'GET', path: '/public-api/v3/orders/G7nR4bD9mK' },
	confirmed: snappyOrder('cancelled', 'cancelled'),
	otherState: snappyOrder('active', 'unfulfilled'),
	otherOrder: snappyOrder('cancelled', 'cancelled', 'A1bC2dE3fG'),
	found: {
		cancelled: snappyOrder('cancelled', 'cancelled'),
		cancellable: snappyOrder('active', 'unfulfilled'),
		tooLate: snappyOrder('active', 'fulfilled'),
		unclear: snappyOrder('paused', 'unfulfilled'),
	},
	refusal: {
		status: 422,
		body: { message: 'Order is on hold', errorCode: '422_PBLC_000', errors: [] },
		words: 'Order is on hold',
	},
	words: { cancelled: 'cancelled', cancellable: 'active', tooLate: 'active' },
	cancelledAt: '2026-05-27T15:57:00.000Z',
};

function snappyGift(status: string, delivery: string): IDataObject {
	return {
		id: 'abc123de',
		status: 'claimed',
		orders: [
			{
				id: 'A9bY2kQ7vW',
				status,
				orderedProducts: [
					{ selectedProduct: { variantId: 'v_1' }, deliveryDetails: { status: delivery } },
				],
				orderRecipient: { firstName: 'Renate', lastName: RECIPIENT.name },
			},
		],
	};
}

const snappyGiftOrder: Sample = {
	...SNAPPY,
	label: 'Snappy gift',
	resource: 'gift',
	operation: 'cancelOrder',
	idParameter: 'giftId',
	id: 'abc123de',
	orderId: 'A9bY2kQ7vW',
	keyHeader: ['x-api-key', SECRET],
	cancel: { method: 'POST', path: '/public-api/v2/gifts/abc123de/cancel' },
	lookUp: { method: 'GET', path: '/public-api/v2/gifts/abc123de?expand=orders' },
	confirmed: { orderId: 'A9bY2kQ7vW', status: 'cancelled' },
	otherState: { orderId: 'A9bY2kQ7vW', status: 'active' },
	otherOrder: { status: 'cancelled' },
	found: {
		cancelled: snappyGift('cancelled', 'orderReceived'),
		cancellable: snappyGift('active', 'orderReceived'),
		tooLate: snappyGift('active', 'outForDelivery'),
		unclear: snappyGift('paused', 'orderReceived'),
	},
	refusal: {
		status: 409,
		body: { status: 409, errorCode: '409_PBLC_000', message: 'Gift is locked' },
		words: 'Gift is locked',
	},
	words: { cancelled: 'cancelled', cancellable: 'active', tooLate: 'active' },
	cancelledAt: null,
};

function fastPodOrder(order_status: string, id = 'FAS105-111423-000006'): IDataObject {
	return {
		id,
		reference_id: 'R-1',
		order_status,
		created_at: '2023-12-07T07:54:35.000000Z',
		cancelled_at: order_status === 'cancelled' ? '2023-12-07T08:29:50.000000Z' : null,
		address: { name: RECIPIENT.name, email: RECIPIENT.email, phone: RECIPIENT.phone },
	};
}

function fastPodAnswer(order: IDataObject): IDataObject {
	return { status: true, message: 'Order cancelled successfully.', data: order };
}

const fastPod: Sample = {
	label: 'FastPOD order',
	service: 'FastPOD',
	nodeType: 'fastPod',
	resource: 'order',
	operation: 'cancel',
	idParameter: 'orderId',
	id: 'FAS105-111423-000006',
	orderId: 'FAS105-111423-000006',
	credentialType: 'fastPodOrdersApi',
	credential: { apiToken: SECRET, baseUrl: 'https://api-v2.fastpod.net/' },
	origin: 'https://api-v2.fastpod.net',
	keyHeader: ['authorization', `Bearer ${SECRET}`],
	cancel: { method: 'POST', path: '/v1/orders/FAS105-111423-000006/cancel' },
	lookUp: { method: 'GET', path: '/v1/orders/FAS105-111423-000006' },
	probe: { method: 'GET', path: '/v1/orders?page=1&limit=1' },
	confirmed: fastPodAnswer(fastPodOrder('cancelled')),
	otherState: fastPodAnswer(fastPodOrder('in_production')),
	otherOrder: fastPodAnswer(fastPodOrder('cancelled', 'FAS105-111423-000007')),
	found: {
		cancelled: fastPodOrder('cancelled'),
		cancellable: fastPodOrder('new_order'),
		tooLate: fastPodOrder('in_production'),
		unclear: fastPodOrder('rejected'),
	},
	refusal: {
		status: 422,
		body: { message: 'The given data was invalid.', errors: { id: ['Order is in review'] } },
		words: 'The given data was invalid.; Order is in review',
	},
	words: { cancelled: 'cancelled', cancellable: 'new_order', tooLate: 'in_production' },
	cancelledAt: '2023-12-07T08:29:50.000Z',
};

/** Every row of the decision table is tested with every one of these. */
export const SAMPLES: readonly Sample[] = [thanksIo, snappy, snappyGiftOrder, fastPod];
