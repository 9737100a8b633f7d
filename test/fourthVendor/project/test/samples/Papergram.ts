import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import { cancelForm, listForm, ONLY_IF_YOUNGER, readForm, RECIPIENT, TEXT } from './form';
import type { CancellationSamples, OrderSamples, VendorSamples } from './vendorSamples';

const NAME = 'papergram';
const BASE_URL = 'https://api.papergram.example/v3';
const WIRE_ID = 'pg_7k2m9x0q';
const WRONG_KEY =
	'Papergram does not accept this Access Token. Create a new one in your Papergram account.';
const SINGLE = { resource: 'order', idParameter: 'orderId' };

function found(state: string, id = WIRE_ID): IDataObject {
	const recalled_at = state === 'recalled' ? '2026-02-03T11:30:00+02:00' : null;
	return {
		order: { id, state, recalled_at, addressee: RECIPIENT.name, doorstep: RECIPIENT.street },
	};
}

const order: CancellationSamples = {
	...SINGLE,
	label: 'Papergram order',
	operation: 'cancel',
	idLabel: 'Order ID',
	noun: 'order',
	done: 'cancelled',
	verb: 'cancel',
	tooLateStep: 'Expect it to ship; only Papergram support could still stop it',
	toolDescription: ['until the courier has the letter', 'credited to the next invoice'],
	logged: 'cancel',
	answerNamesIt: true,
	statuses: {
		open: 'queued',
		openShown: 'queued',
		other: 'being checked',
		otherShown: 'being checked',
		late: 'with courier',
		lateShown: 'with courier',
		lateOffered: 'with courier',
		inferred: null,
		stopped: 'cancelled',
	},
	idOf: (number) => `pg_${String(number).padStart(8, '0')}`,
	resultId: (id) => id,
	seed: (sandbox, id, status, more) => sandbox.seed([{ service: NAME, id, status, ...more }]),
	shownAsOther: (id) => ({ order: { id, state: 'being checked' } }),
	wire: {
		id: WIRE_ID,
		orderId: WIRE_ID,
		cancel: { method: 'POST', path: `/orders/${WIRE_ID}/cancellation` },
		lookUp: { method: 'GET', path: `/orders/${WIRE_ID}` },
		confirmed: found('recalled'),
		otherState: found('with courier'),
		otherOrder: found('recalled', 'pg_7k2m9x0r'),
		found: {
			cancelled: found('recalled'),
			cancellable: found('queued'),
			tooLate: found('with courier'),
			unclear: found('being checked'),
		},
		refusal: {
			status: 409,
			body: { errors: [{ code: 17, detail: 'A clerk is reading it' }] },
			words: 'A clerk is reading it',
		},
		words: { cancelled: 'recalled', cancellable: 'queued', tooLate: 'with courier' },
		cancelledAt: '2026-02-03T09:30:00.000Z',
	},
};

const orders: OrderSamples = {
	facts: {
		createdAt: '2026-06-01T12:00:00.000Z',
		updatedAt: '2026-06-02T13:30:00.000Z',
		total: 12.4,
		currency: 'EUR',
		recipient: SANDBOX_RECIPIENT.name,
	},
	states: [
		[{ status: 'queued' }, 'queued', true],
		[{ status: 'with courier' }, 'with courier', false],
		[{ status: 'cancelled' }, 'recalled', false],
		[{ status: 'being checked' }, 'being checked', null],
	],
	foreign: 'forbidden',
	largestPage: 40,
	listRequest: (page, size) => `GET /orders?page_number=${page}&per_page=${size}`,
	listPage: (page, last, entries) => ({ page_number: page, pages: last, orders: entries }),
	listEntry: (id) => ({ id, state: 'queued' }),
	filters: [{ title: 'a campaign', filters: { campaign: 'may' }, query: ['campaign=may'] }],
	blankFilter: { name: 'campaign', good: 'may' },
	listLabels: [
		'pg_00000000 - Queued - 2026-06-01 12:00 UTC - letter, 2 pages',
		'pg_00000001 - With Courier - ',
	],
	search: null,
	references: null,
};

export const samples: VendorSamples = {
	name: NAME,
	service: 'Papergram',
	category: 'Communication',
	searchWords: ['letter', 'courier'],
	credential: {
		type: 'papergramOrdersApi',
		keyField: 'accessToken',
		keyLabel: 'Access Token',
		keyHeader: (key) => ['x-token', key],
		fields: { accessToken: TEXT, baseUrl: { type: 'string', default: BASE_URL } },
		secrets: ['accessToken'],
		shownOnlyIf: {},
		probe: { method: 'GET', path: '/orders?per_page=1' },
		wrongKey: WRONG_KEY,
		forbidden: WRONG_KEY,
	},
	operations: [
		cancelForm(['being checked', 'queued', 'recalled', 'with courier'], {
			...SINGLE,
			operation: 'cancel',
			options: ONLY_IF_YOUNGER,
		}),
		readForm({ ...SINGLE, operation: 'get' }),
		listForm({ campaign: TEXT }),
	],
	cancellations: [order],
	orders,
	limit: { requests: 50, windowMs: 10_000 },
};
