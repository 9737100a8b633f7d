import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { cancelForm, choice, readForm, RECIPIENT, TEXT } from './form';
import type { CancellationSamples, OperationSurface, Statuses } from './vendorSamples';

const WIRE_ID = 'abc123de';
const WIRE_ORDER = 'A9bY2kQ7vW';

/** A gift as reading it gives it. */
function found(status: string, orders: IDataObject[]): IDataObject {
	return { id: WIRE_ID, status, orders };
}

function orderIn(status: string, delivery: string): IDataObject {
	return {
		id: WIRE_ORDER,
		status,
		orderedProducts: [
			{ selectedProduct: { variantId: 'v_1' }, deliveryDetails: { status: delivery } },
		],
		orderRecipient: { firstName: 'Renate', lastName: RECIPIENT.name },
	};
}

function claimed(status: string, delivery = 'orderReceived'): IDataObject {
	return found('claimed', [orderIn(status, delivery)]);
}

/** In the sandbox, the order of a gift. */
function orderOf(giftId: string, status: string) {
	return { id: `order${giftId}`, status };
}

const ORDER_STATUSES: Statuses = {
	open: 'active',
	openShown: 'active',
	other: 'paused',
	otherShown: 'paused',
	late: 'completed',
	lateShown: 'completed',
	lateOffered: 'completed',
	inferred: null,
	stopped: 'cancelled',
};

const lookUp = { method: 'GET', path: `/v2/gifts/${WIRE_ID}?expand=orders` };
const refusal = {
	status: 409,
	body: { status: 409, errorCode: '409_PBLC_000', message: 'Gift is locked' },
	words: 'Gift is locked',
};

/** The order of a claimed gift, which is asked for by the gift's id. */
export const giftOrder: CancellationSamples = {
	label: "Snappy gift's order",
	resource: 'gift',
	operation: 'cancelOrder',
	alsoBy: 'stop',
	idParameter: 'giftId',
	idLabel: 'Gift ID',
	noun: 'order',
	done: 'cancelled',
	verb: 'cancel',
	tooLateStep: 'Expect it to ship; only Snappy support could still stop it',
	toolDescription: ['only for a claimed gift', 'credits the billing method'],
	logged: 'cancel',
	// It names an order, and what was asked for is a gift.
	answerNamesIt: false,
	statuses: ORDER_STATUSES,
	idOf: (number) => `claimed${100_000 + number}`,
	resultId: (giftId) => orderOf(giftId, '').id,
	seed: (sandbox, id, status, { tenant, createdAt } = {}) =>
		sandbox.seedGift({ id, tenant, orders: [{ ...orderOf(id, status), createdAt }] }),
	shownAsOther: (id) => ({ id, status: 'claimed', orders: [orderOf(id, 'paused')] }),
	wire: {
		id: WIRE_ID,
		orderId: WIRE_ORDER,
		cancel: { method: 'POST', path: `/v2/gifts/${WIRE_ID}/cancel` },
		lookUp,
		confirmed: { orderId: WIRE_ORDER, status: 'cancelled' },
		otherState: { orderId: WIRE_ORDER, status: 'active' },
		otherOrder: { status: 'cancelled' },
		found: {
			cancelled: claimed('cancelled'),
			cancellable: claimed('active'),
			tooLate: claimed('active', 'outForDelivery'),
			unclear: claimed('paused'),
		},
		refusal,
		words: { cancelled: 'cancelled', cancellable: 'active', tooLate: 'active' },
		cancelledAt: null,
	},
};

/** A gift that nobody has claimed. */
export const giftExpiry: CancellationSamples = {
	label: 'Snappy gift',
	resource: 'gift',
	operation: 'expire',
	idParameter: 'giftId',
	idLabel: 'Gift ID',
	noun: 'gift',
	done: 'expired',
	verb: 'expire',
	tooLateStep: "It has been claimed: stop its order with the operation 'Cancel Order'",
	toolDescription: ['while nobody has claimed', 'refunded is not documented'],
	logged: 'expire',
	// `{ status }` is all that the documentation shows.
	answerNamesIt: false,
	statuses: {
		open: 'opened',
		openShown: 'opened',
		other: 'unwrapped',
		otherShown: 'unwrapped',
		late: 'claimed',
		lateShown: 'claimed',
		lateOffered: 'claimed',
		inferred: null,
		stopped: 'expired',
	},
	idOf: (number) => `gift${100_000 + number}`,
	resultId: (giftId) => giftId,
	seed: (sandbox, id, status, { tenant, createdAt } = {}) =>
		sandbox.seedGift({ id, status, tenant, createdAt, orders: ordersIn(id, status) }),
	shownAsOther: (id) => ({ id, status: 'unwrapped', orders: [] }),
	wire: {
		id: WIRE_ID,
		orderId: WIRE_ID,
		cancel: { method: 'POST', path: `/v2/gifts/${WIRE_ID}/expire` },
		lookUp,
		confirmed: { status: 'expired' },
		otherState: { status: 'opened' },
		otherOrder: { id: 'zzz98765', status: 'expired' },
		found: {
			cancelled: found('expired', []),
			cancellable: found('opened', []),
			tooLate: claimed('active'),
			unclear: found('locked', []),
		},
		refusal,
		words: { cancelled: 'expired', cancellable: 'opened', tooLate: 'claimed' },
		cancelledAt: null,
	},
};

type GiftOrders = Parameters<Sandbox['seedGift']>[0]['orders'];

/** Only a claimed gift has an order. */
function ordersIn(giftId: string, status: string): GiftOrders {
	return status === 'claimed' ? [orderOf(giftId, 'active')] : [];
}

const REQUEST_SOURCES = ['api_native', 'api_ftp', 'api_make', '', 'api_salesforce', 'api_zapier'];
const OPTIONS = { companyId: TEXT, requestSource: choice('', REQUEST_SOURCES) };
const GIFT = { resource: 'gift', idParameter: 'giftId' };

export const giftOperations: OperationSurface[] = [
	cancelForm(['active', 'cancelled', 'processing'], {
		...GIFT,
		operation: 'cancelOrder',
		options: { ...OPTIONS, expectedOrderId: TEXT },
	}),
	cancelForm(['claimed', 'expired', 'opened', 'unopened', 'unwrapped'], {
		...GIFT,
		operation: 'expire',
		options: OPTIONS,
	}),
	readForm({ ...GIFT, operation: 'get', options: OPTIONS }),
	cancelForm(['active', 'cancelled', 'expired', 'opened', 'processing', 'unopened', 'unwrapped'], {
		...GIFT,
		operation: 'stop',
		options: { ...OPTIONS, expectedOrderId: TEXT },
	}),
];
