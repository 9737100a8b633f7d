import type { IDataObject } from 'n8n-workflow';

import type { Surface } from '../package/surface';
import { cancelForm, choice, listForm, ONLY_IF_YOUNGER, readForm, RECIPIENT, TEXT } from './form';
import type { CancellationSamples, OrderSamples, VendorSamples } from './vendorSamples';

const NAME = 'thanksIo';
const BASE_URL = 'https://api.thanks.io/api/v2';
const WRONG_KEY =
	'thanks.io does not accept this API Token. Copy it once more, or create a new one, in your thanks.io dashboard, under Settings and then API Access.';

const STATUSES = [
	'cancelled',
	'delivered',
	'error',
	'fulfilled',
	'paused',
	'printed',
	'printing',
	'reviewing',
	'shipped',
];

function hidden(byDefault: string): Surface[string] {
	return { type: 'hidden', default: byDefault };
}

function record(status: string, id = 42708): IDataObject {
	return { order: { id, type: 'postcard', status, return_name: RECIPIENT.name, grand_total: 73 } };
}

function track(status: string): IDataObject {
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

function metadataOf(reference: string): IDataObject {
	const [key = '', ...rest] = reference.split('=');
	return { [key]: rest.join('='), shop: 'north' };
}

const order: CancellationSamples = {
	label: 'thanks.io order',
	resource: 'order',
	operation: 'cancel',
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	done: 'cancelled',
	verb: 'cancel',
	tooLateStep: 'Expect it to ship; only thanks.io support could still stop it',
	toolDescription: ['only while the order is in Reviewing', 'credits go back'],
	logged: 'cancel',
	answerNamesIt: true,
	statuses: {
		open: 'reviewing',
		openShown: 'Reviewing',
		other: 'paused',
		otherShown: 'Paused',
		late: 'processing',
		lateShown: 'Printing',
		lateOffered: 'printing',
		inferred: null,
		stopped: 'cancelled',
	},
	idOf: (number) => String(42000 + number),
	resultId: (id) => id,
	seed: (sandbox, id, status, more) => sandbox.seed([{ service: NAME, id, status, ...more }]),
	shownAsOther: (id) => ({ data: { id: Number(id), order: { status: 'Paused' } } }),
	wire: {
		id: '42708',
		orderId: '42708',
		cancel: { method: 'PUT', path: '/orders/42708/cancel' },
		lookUp: { method: 'GET', path: '/orders/42708/track' },
		confirmed: record('cancelled'),
		otherState: record('fulfilled'),
		otherOrder: record('cancelled', 42709),
		found: {
			cancelled: track('Cancelled'),
			cancellable: track('Reviewing'),
			tooLate: track('Printing'),
			unclear: track('Paused'),
		},
		refusal: {
			status: 422,
			body: { status: 'failed', errors: ['Order is locked by support'] },
			words: 'Order is locked by support',
		},
		words: { cancelled: 'cancelled', cancellable: 'Reviewing', tooLate: 'Printing' },
		cancelledAt: null,
	},
};

const orders: OrderSamples = {
	facts: {
		createdAt: '2026-06-01T12:00:00.000Z',
		updatedAt: '2026-06-02T13:30:00.000Z',
		total: 0.73,
		currency: null,
		recipient: null,
	},
	states: [
		[{ status: 'reviewing' }, 'Reviewing', true],
		[{ status: 'processing' }, 'Printing', false],
		[{ status: 'delivered' }, 'Delivered', false],
		[{ status: 'cancelled' }, 'Cancelled', false],
		[{ status: 'paused' }, 'Paused', null],
	],
	// thanks.io answers 401 for it, as for a bad key.
	foreign: 'forbidden',
	largestPage: 100,
	listRequest: (page, size) => `GET /orders/list?items_per_page=${size}&page=${page}`,
	listPage: (page, last, entries) => ({
		data: entries,
		links: { next: page < last ? `${BASE_URL}/orders/list?page=${page + 1}` : null },
		meta: { current_page: page, last_page: last },
	}),
	listEntry: (id) => ({ id: Number(id), status: 'Reviewing' }),
	filters: [
		{
			title: 'a sub account',
			filters: { subAccountId: '66' },
			query: ['sub_account_id=66'],
		},
		{ title: 'a status, which is picked out here', filters: { status: 'reviewing' }, query: [] },
	],
	blankFilter: { name: 'subAccountId', good: '66' },
	listLabels: ['42000 - Reviewing - 2026-06-01 12:00 UTC - Postcard-4x6', '42001 - Printing - '],
	search: null,
	references: {
		of: (number) => `orderNumber=${number}`,
		like: (id) => `id=${id}`,
		odd: 'number=Order #1,001 & 50% + 1/2?=ü',
		seed: (reference) => ({ metadata: metadataOf(reference) }),
		entry: (reference) => ({ metadata: metadataOf(reference) }),
		request: (_references, page) => `GET /orders/list?items_per_page=100&page=${page}`,
		mostTogether: 100_000,
		depth: 1_000,
		refused: [
			['1001', 'a key and a value from the metadata of the order, as in orderNumber=1001'],
			['orderNumber=', 'a key and a value from the metadata'],
			['=1001', 'a key and a value from the metadata'],
		],
	},
};

const DEPTH = { recentOrdersToSearch: { type: 'number', default: 1000 } };

export const samples: VendorSamples = {
	name: NAME,
	service: 'thanks.io',
	category: 'Marketing & Content',
	searchWords: ['postcard', 'letter'],
	credential: {
		type: 'thanksIoOrdersApi',
		keyField: 'apiToken',
		keyLabel: 'API Token',
		keyHeader: (key) => ['authorization', `Bearer ${key}`],
		fields: { apiToken: TEXT, baseUrl: { type: 'string', default: BASE_URL } },
		secrets: ['apiToken'],
		shownOnlyIf: {},
		probe: { method: 'GET', path: '/orders/list?items_per_page=1' },
		wrongKey: WRONG_KEY,
		forbidden: WRONG_KEY,
	},
	oAuth2: {
		type: 'thanksIoOrdersOAuth2Api',
		fields: {
			grantType: hidden('authorizationCode'),
			authUrl: hidden('={{ $self["oAuthUrl"] }}/authorize'),
			accessTokenUrl: hidden('={{ $self["oAuthUrl"] }}/token'),
			scope: hidden(''),
			authQueryParameters: hidden(''),
			authentication: hidden('body'),
			oAuthUrl: { type: 'string', default: 'https://dashboard.thanks.io/oauth' },
			baseUrl: { type: 'string', default: BASE_URL },
		},
	},
	trigger: {
		name: 'thanksIoTrigger',
		form: {
			events: {
				type: 'multiOptions',
				default: [],
				values: ['order.status_update', 'order_item.delivered', 'order_item.status_update'],
			},
			simplify: { type: 'boolean', default: true },
			options: {
				type: 'collection',
				default: {},
				fields: {
					onlyIfStatus: { type: 'multiOptions', default: [], values: STATUSES },
					trustEvents: { type: 'boolean', default: false },
				},
			},
		},
	},
	operations: [
		cancelForm(STATUSES, {
			resource: 'order',
			operation: 'cancel',
			idParameter: 'orderId',
			options: { ...ONLY_IF_YOUNGER, ...DEPTH, legacyPath: { type: 'boolean', default: false } },
		}),
		readForm({ resource: 'order', operation: 'get', idParameter: 'orderId', options: DEPTH }),
		listForm({ status: choice('reviewing', STATUSES), subAccountId: TEXT }),
	],
	cancellations: [order],
	orders,
	limit: { requests: 60, windowMs: 60_000 },
};
