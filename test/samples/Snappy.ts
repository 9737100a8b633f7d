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
import { giftExpiry, giftOperations, giftOrder } from './snappyGifts';
import type { CancellationSamples, OrderSamples, VendorSamples } from './vendorSamples';

const NAME = 'snappy';
const WIRE_ID = 'G7nR4bD9mK';

function found(status: string, fulfillmentStatus: string, id = WIRE_ID): IDataObject {
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

const order: CancellationSamples = {
	label: 'Snappy order',
	resource: 'order',
	operation: 'cancel',
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	done: 'cancelled',
	verb: 'cancel',
	tooLateStep: 'Expect it to ship; only Snappy support could still stop it',
	toolDescription: ['until a fulfillment partner has picked', 'refunded is not documented'],
	logged: 'cancel',
	answerNamesIt: true,
	statuses: {
		open: 'active',
		openShown: 'active',
		other: 'paused',
		otherShown: 'paused',
		late: 'completed',
		lateShown: 'completed',
		lateOffered: 'completed',
		inferred: null,
		stopped: 'cancelled',
	},
	idOf: (number) => `G7nR4bD${1000 + number}`,
	resultId: (id) => id,
	seed: (sandbox, id, status, more) => sandbox.seed([{ service: NAME, id, status, ...more }]),
	shownAsOther: (id) => ({ data: { id, status: 'paused', fulfillmentStatus: 'unfulfilled' } }),
	wire: {
		id: WIRE_ID,
		orderId: WIRE_ID,
		cancel: { method: 'POST', path: `/v3/orders/${WIRE_ID}/cancel` },
		lookUp: { method: 'GET', path: `/v3/orders/${WIRE_ID}` },
		confirmed: found('cancelled', 'cancelled'),
		otherState: found('active', 'unfulfilled'),
		otherOrder: found('cancelled', 'cancelled', 'A1bC2dE3fG'),
		found: {
			cancelled: found('cancelled', 'cancelled'),
			cancellable: found('active', 'unfulfilled'),
			tooLate: found('active', 'fulfilled'),
			unclear: found('paused', 'unfulfilled'),
		},
		refusal: {
			status: 422,
			body: { message: 'Order is on hold', errorCode: '422_PBLC_000', errors: [] },
			words: 'Order is on hold',
		},
		words: { cancelled: 'cancelled', cancellable: 'active', tooLate: 'active' },
		cancelledAt: '2026-05-27T15:57:00.000Z',
	},
};

const orders: OrderSamples = {
	facts: {
		createdAt: '2026-06-01T12:00:00.000Z',
		updatedAt: null,
		total: null,
		currency: null,
		recipient: SANDBOX_RECIPIENT.name,
	},
	states: [
		[{ status: 'active' }, 'active', true],
		[{ status: 'active', fulfillment: 'inTransit' }, 'active', false],
		[{ status: 'completed' }, 'completed', false],
		[{ status: 'cancelled' }, 'cancelled', false],
		[{ status: 'paused' }, 'paused', null],
	],
	foreign: 'notFound',
	largestPage: 300,
	listRequest: (page, size) =>
		`GET /v3/orders?page[number]=${page}&page[size]=${size}&sort=-createdAt`,
	listPage: (page, last, entries) => ({
		data: entries,
		links: { next: page < last ? `/v3/orders?page[number]=${page + 1}` : null },
	}),
	listEntry: (id) => ({ id, status: 'active' }),
	filters: [
		{ title: 'a status', filters: { status: 'active' }, query: ['filter[status]=active'] },
		{
			title: 'times, of which one without a zone is of the time zone of the workflow',
			filters: { createdAfter: '2026-01-02T00:30:00', createdBefore: '2026-01-03T00:00:00+02:00' },
			timezone: 'Asia/Tokyo',
			query: [
				'filter[createdAt][gte]=2026-01-01T15:30:00.000Z',
				'filter[createdAt][lte]=2026-01-02T22:00:00.000Z',
			],
		},
		{
			title: "n8n's own times, as of $now",
			filters: { createdAfter: "={{ DateTime.fromISO('2026-01-02T00:00:00Z') }}" },
			query: ['filter[createdAt][gte]=2026-01-02T00:00:00.000Z'],
		},
		...['shop-1001', 'shop-1001,shop-1002', '2026-01-02'].map((idempotencyKey) => ({
			title: `the idempotency key ${idempotencyKey} as it is, also if it looks like a date`,
			filters: { idempotencyKey },
			query: [`filter[idempotencyKey]=${idempotencyKey}`],
		})),
	],
	blankFilter: { name: 'createdAfter', good: '2026-01-01' },
	listLabels: [
		'G7nR4bD1000 - Active - 2026-06-01 12:00 UTC - 1 x Premium Gift Card',
		'G7nR4bD1001 - Completed - ',
	],
	search: {
		typed: 'shop-1',
		seeds: [0, 1, 2].map((number) => ({ idempotencyKey: `shop-${number}` })),
		query: 'filter[idempotencyKey]=shop-1',
		found: [1],
	},
	references: {
		of: (number) => `order-${number}`,
		like: (id) => id,
		odd: 'Order #1001 & 50% + 1/2?=ü',
		seed: (idempotencyKey) => ({ idempotencyKey }),
		entry: (idempotencyKey) => ({ idempotencyKey }),
		request: (keys, page) =>
			`GET /v3/orders?page[number]=${page}&page[size]=300&sort=-createdAt&filter[idempotencyKey]=${keys.join(',')}`,
		mostTogether: 20,
		depth: null,
		refused: [
			['a,b', 'up to 120 characters without a comma'],
			['x'.repeat(121), 'up to 120 characters without a comma'],
		],
	},
};

const SCOPE = { accountId: TEXT, companyId: TEXT };

export const samples: VendorSamples = {
	name: NAME,
	service: 'Snappy',
	category: 'Sales',
	searchWords: ['gift'],
	credential: {
		type: 'snappyOrdersApi',
		keyField: 'apiKey',
		keyLabel: 'API Key',
		keyHeader: (key) => ['x-api-key', key],
		fields: {
			apiKey: TEXT,
			baseUrl: { type: 'string', default: 'https://api.snappy.com/public-api' },
			companyId: TEXT,
			accountId: TEXT,
			mutualTls: { type: 'boolean', default: false },
			clientCertificate: TEXT,
			clientPrivateKey: TEXT,
			clientKeyPassphrase: TEXT,
		},
		secrets: ['apiKey', 'clientCertificate', 'clientKeyPassphrase', 'clientPrivateKey'],
		shownOnlyIf: { mutualTls: ['clientCertificate', 'clientPrivateKey', 'clientKeyPassphrase'] },
		probe: { method: 'GET', path: '/v2/authentication/apiKeys' },
		wrongKey:
			'Snappy does not accept this API Key. Paste it once more; if it has expired or was deleted, create a new one in your Snappy dashboard, under Company Settings, Sharing & Access, API Access.',
		forbidden:
			"Snappy does not allow this API Key to make the request. If the key enforces mutual TLS, turn on 'Mutual TLS' and set the 'Base URL' for it; if not, ask Snappy support.",
	},
	operations: [
		cancelForm(['active', 'cancelled', 'completed', 'refunded'], {
			resource: 'order',
			operation: 'cancel',
			idParameter: 'orderId',
			options: { ...ONLY_IF_YOUNGER, ...SCOPE },
		}),
		readForm({ resource: 'order', operation: 'get', idParameter: 'orderId', options: SCOPE }),
		listForm(
			{
				createdAfter: DATE,
				createdBefore: DATE,
				idempotencyKey: TEXT,
				status: choice('active', ['active', 'cancelled']),
			},
			{ ...SCOPE, sort: choice('-createdAt', ['-createdAt', 'createdAt']) },
		),
		...giftOperations,
	],
	cancellations: [order, giftOrder, giftExpiry],
	orders,
	limit: { requests: 100, windowMs: 1000 },
};
