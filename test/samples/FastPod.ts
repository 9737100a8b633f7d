import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import {
	cancelForm,
	choice,
	DATE,
	listForm,
	ONLY_IF_YOUNGER,
	readForm,
	RECIPIENT,
	TEXT,
} from './form';
import type { CancellationSamples, OrderSamples, VendorSamples } from './vendorSamples';

const NAME = 'fastPod';
const WIRE_ID = 'FAS105-111423-000006';
const WRONG_KEY =
	'FastPOD does not accept this API Token. Copy it once more, or create a new one, in your FastPOD account.';

const STATUSES = [
	'cancelled',
	'draft',
	'in_production',
	'new_order',
	'on_hold',
	'rejected',
	'shipped',
];

function found(order_status: string, id = WIRE_ID): IDataObject {
	return {
		id,
		reference_id: 'R-1',
		order_status,
		created_at: '2023-12-07T07:54:35.000000Z',
		cancelled_at: order_status === 'cancelled' ? '2023-12-07T08:29:50.000000Z' : null,
		address: { name: RECIPIENT.name, email: RECIPIENT.email, phone: RECIPIENT.phone },
	};
}

function answer(order: IDataObject): IDataObject {
	return { status: true, message: 'Order cancelled successfully.', data: order };
}

const order: CancellationSamples = {
	label: 'FastPOD order',
	resource: 'order',
	operation: 'cancel',
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	done: 'cancelled',
	verb: 'cancel',
	tooLateStep: 'Expect it to ship; only FastPOD support could still stop it',
	toolDescription: ['not in production yet', 'refunded is not documented'],
	logged: 'cancel',
	answerNamesIt: true,
	statuses: {
		open: 'new_order',
		openShown: 'new_order',
		other: 'draft',
		otherShown: 'draft',
		late: 'shipped',
		lateShown: 'shipped',
		lateOffered: 'shipped',
		inferred: 'in_production',
		stopped: 'cancelled',
	},
	idOf: (number) => `F237-120723-${String(number).padStart(6, '0')}`,
	resultId: (id) => id,
	seed: (sandbox, id, status, more) => sandbox.seed([{ service: NAME, id, status, ...more }]),
	shownAsOther: (id) => ({ id, order_status: 'draft' }),
	wire: {
		id: WIRE_ID,
		orderId: WIRE_ID,
		cancel: { method: 'POST', path: `/v1/orders/${WIRE_ID}/cancel` },
		lookUp: { method: 'GET', path: `/v1/orders/${WIRE_ID}` },
		confirmed: answer(found('cancelled')),
		otherState: answer(found('in_production')),
		otherOrder: answer(found('cancelled', 'FAS105-111423-000007')),
		found: {
			cancelled: found('cancelled'),
			cancellable: found('new_order'),
			tooLate: found('shipped'),
			unclear: found('rejected'),
		},
		refusal: {
			status: 422,
			body: { message: 'The given data was invalid.', errors: { id: ['Order is in review'] } },
			words: 'The given data was invalid.; Order is in review',
		},
		words: { cancelled: 'cancelled', cancellable: 'new_order', tooLate: 'shipped' },
		cancelledAt: '2023-12-07T08:29:50.000Z',
	},
};

const orders: OrderSamples = {
	facts: {
		createdAt: '2026-06-01T12:00:00.000Z',
		updatedAt: '2026-06-02T13:30:00.000Z',
		total: 38.4,
		currency: null,
		recipient: SANDBOX_RECIPIENT.name,
	},
	states: [
		[{ status: 'new_order' }, 'new_order', true],
		[{ status: 'draft' }, 'draft', true],
		[{ status: 'on_hold' }, 'on_hold', true],
		[{ status: 'in_production' }, 'in_production', false],
		[{ status: 'cancelled' }, 'cancelled', false],
		[{ status: 'rejected' }, 'rejected', null],
	],
	foreign: 'notFound',
	largestPage: 25,
	listRequest: (page, size) => `GET /v1/orders?page=${page}&limit=${size}`,
	listPage: (page, last, entries) => ({ current_page: page, last_page: last, data: entries }),
	listEntry: (id) => ({ id, order_status: 'new_order' }),
	filters: [
		{
			title: 'all that there are, days as days',
			filters: {
				startDate: '2026-01-02T00:00:00',
				endDate: '2026-01-31T00:00:00',
				orderType: '2',
				paymentMethod: 'point',
				paymentStatus: 'paid',
				search: 'F237',
				shippingMethod: '4',
				status: 'on_hold',
			},
			timezone: 'Pacific/Auckland',
			query: [
				'end_date=2026-01-31',
				'order_type=2',
				'payment_method=point',
				'payment_status=paid',
				'search=F237',
				'shipping_method=4',
				'start_date=2026-01-02',
				'status=on_hold',
			],
		},
		{
			title: 'the order type as a number',
			filters: { orderType: '={{ 2 }}' },
			query: ['order_type=2'],
		},
		{
			title: 'two statuses that every order of the sandbox has',
			filters: { status: 'new_order', paymentStatus: 'paid' },
			query: ['payment_status=paid', 'status=new_order'],
		},
	],
	blankFilter: { name: 'reference', good: '66' },
	listLabels: [
		'F237-120723-000000 - New Order - 2026-06-01 12:00 UTC - reference 1001, 1 x UABSTAQUBXL3',
		'F237-120723-000001 - Shipped - ',
	],
	search: {
		typed: ' 1001 ',
		seeds: [{ reference: '1001' }, { reference: '1002' }, { reference: '21001' }],
		query: 'search=1001',
		found: [0, 2],
	},
	references: {
		of: (number) => `#10${number}`,
		like: (id) => id,
		odd: 'Order #1,001 & 50% + 1/2?=ü',
		seed: (reference) => ({ reference }),
		entry: (reference_id) => ({ reference_id }),
		request: ([reference], page) => `GET /v1/orders?page=${page}&limit=25&search=${reference}`,
		mostTogether: 1,
		depth: null,
		refused: [['x'.repeat(201), 'expected the reference that your shop gave the order']],
	},
};

export const samples: VendorSamples = {
	name: NAME,
	service: 'FastPOD',
	category: 'Sales',
	searchWords: ['print on demand', 't-shirt'],
	credential: {
		type: 'fastPodOrdersApi',
		keyField: 'apiToken',
		keyLabel: 'API Token',
		keyHeader: (key) => ['authorization', `Bearer ${key}`],
		fields: { apiToken: TEXT, baseUrl: { type: 'string', default: 'https://api-v2.fastpod.net' } },
		secrets: ['apiToken'],
		shownOnlyIf: {},
		probe: { method: 'GET', path: '/v1/orders?page=1&limit=1' },
		wrongKey: WRONG_KEY,
		forbidden: WRONG_KEY,
	},
	operations: [
		cancelForm(STATUSES, {
			resource: 'order',
			operation: 'cancel',
			idParameter: 'orderId',
			options: ONLY_IF_YOUNGER,
		}),
		readForm({ resource: 'order', operation: 'get', idParameter: 'orderId' }),
		listForm({
			endDate: DATE,
			orderType: choice('1', ['2', '1']),
			paymentMethod: choice('cash', ['cash', 'point']),
			paymentStatus: choice('unpaid', ['paid', 'unpaid']),
			reference: TEXT,
			search: TEXT,
			shippingMethod: choice('1', ['3', '4', '2', '1']),
			startDate: DATE,
			status: choice('new_order', STATUSES),
		}),
	],
	cancellations: [order],
	orders,
	limit: null,
};
