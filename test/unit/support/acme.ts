import type { ICredentialType, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { OrderState, Subject, Vendor } from '../../../nodes/orders';
import { recordAt, statesIn, textOf } from '../../../nodes/orders';
import type { FakeClock } from './fakeClock';

/** What the service does about a cancel, or about anything if the key may not. */
export type Behaviour = 'confirms' | 'doesSilently' | 'refuses' | 'forbids';

const LATENCY_MS = 10;

let accounts = 0;

/** An imaginary service whose orders keep their state. */
export class AcmeService {
	/** "PUT /orders/111/cancel": what arrived, in order. */
	readonly log: string[] = [];
	/** Every service knows another account: the pace of an account outlives its run. */
	readonly key: string;
	private readonly statuses = new Map<string, string>();

	constructor(
		private readonly clock: FakeClock,
		readonly behaviours: Record<string, Behaviour>,
		/** Whether the credential's own test request is answered well. */
		private readonly isKeyGood = true,
	) {
		accounts += 1;
		this.key = `key${accounts}`;
	}

	isCancelled(id: string): boolean {
		return this.statuses.get(id) === 'cancelled';
	}

	/** As n8n's request helper gives it. */
	async answer({ method = 'GET', url, qs = {} }: IHttpRequestOptions): Promise<IDataObject> {
		const path = new URL(url).pathname;
		this.log.push(`${method} ${path}`);
		await this.clock.wait(LATENCY_MS);
		if (path === '/me') return { statusCode: this.isKeyGood ? 200 : 401, headers: {}, body: {} };
		const id = path.split('/')[2] ?? String(qs.reference);
		const behaviour = this.behaviours[id];
		if (behaviour === 'forbids') return { statusCode: 403, headers: {}, body: {} };
		if (method === 'PUT' && behaviour === 'refuses') {
			return { statusCode: 422, headers: {}, body: { message: 'The order is locked' } };
		}
		if (method === 'PUT') this.statuses.set(id, 'cancelled');
		if (method === 'PUT' && behaviour === 'doesSilently') {
			throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		}
		const order = { id, status: this.statuses.get(id) ?? 'open', name: 'Renate Beispiel' };
		const body = path === '/orders' ? { data: [order] } : order;
		return { statusCode: 200, headers: {}, body };
	}
}

function toState(order: IDataObject | null): OrderState | null {
	const status = textOf(order?.status);
	if (order === null || status === null) return null;
	const phase = status === 'cancelled' ? 'cancelled' : 'cancellable';
	return { id: textOf(order.id), status, phase, cancelledAt: null, order };
}

/** What can be cancelled there: an order with everything that a vendor may describe. */
export const acmeOrder: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	words: { done: 'called off', verb: 'call off', act: 'call' },
	advice: { precondition: '', refund: '' },
	idRule: {
		pattern: /^\d+$/,
		expected: 'digits only',
		placeholder: '',
		canonical: (id) => id.replace(/^0+/, ''),
	},
	statuses: [{ name: 'Open', value: 'open' }],
	youngerThanDefault: 60,
	cancel: ({ id }) => ({ method: 'PUT', path: `/orders/${id}/cancel` }),
	lookUp: ({ id }) => ({ method: 'GET', path: `/orders/${id}` }),
	interpretCancel: (body) => toState(recordAt(body)),
	interpretLookUp: (body) => toState(recordAt(body)),
	details: () => ({
		createdAt: null,
		updatedAt: null,
		total: null,
		currency: null,
		recipient: null,
	}),
	moreFacts: ({ id }) => ({ reference: id }),
	describe: () => '',
	list: {
		filterFields: [
			{ displayName: 'Reference', name: 'reference', type: 'string', default: '' },
			{ displayName: 'Since', name: 'since', type: 'dateTime', default: '' },
		],
		pageSize: 25,
		page: ({ filters }) => ({ method: 'GET', path: '/orders', qs: { ...filters } }),
		interpretPage(body) {
			const states = statesIn(recordAt(body)?.data, toState);
			return states === null ? null : { states, isLast: true };
		},
		keeps: ({ id }, { reference }) => id === reference,
	},
};

const credential: ICredentialType = {
	name: 'acmeApi',
	displayName: 'Acme API',
	properties: [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
	],
	test: { request: { baseURL: '', url: '/me' } },
};

/** @param subject the order, or what stands in for it */
export function acmeWith(subject: Subject): Vendor {
	return {
		service: 'Acme',
		credential,
		limit: null,
		operations: [
			{ resource: 'order', operation: 'cancel', does: 'cancel', subject },
			{ resource: 'order', operation: 'get', does: 'get', subject },
			{ resource: 'order', operation: 'getAll', does: 'getAll', subject },
		],
		optionFields: [{ displayName: 'Company', name: 'company', type: 'string', default: '' }],
		cancelOptionFields: [],
		personalFields: ['name'],
	};
}
