import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHookFunctions,
	type IHttpRequestOptions,
	type IWebhookFunctions,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { VendorClient } from '../../nodes/orders/client/vendorClient';
import {
	addWebhooks,
	dropWebhooks,
	receiveEvent,
	webhooksExist,
	type Trigger,
} from '../../nodes/orders/trigger';
import type { CallEnd } from '../../nodes/orders/client/reply';
import type { Subject } from '../../nodes/orders/vendor/vendor';
import { acmeOrder, acmeWith } from './support/acme';
import { answered } from './support/client';
import { inVirtualTime } from './support/nodeRun';
import { OURS, ours, WEBHOOKS, WebhookService } from './support/webhookService';

const PLACED = ours('1', 'placed');
const SENT = ours('2', 'sent');

let started = 0;

/** n8n with a trigger of Acme's in a workflow, and the service that it is about. */
class FakeN8n {
	readonly service: WebhookService;
	/** Answers to the requests for orders, by ID; what is not in here does not exist. */
	orders: Record<string, CallEnd> = {
		'7': answered(200, { id: '7', status: 'open', name: 'Renate Beispiel' }),
	};
	/** "GET /orders/7": requests for orders that arrived. */
	readonly log: string[] = [];
	readonly credential: ICredentialDataDecryptedObject;
	parameters: IDataObject = { events: ['placed', 'sent'] };
	workflowId: string | undefined = 'w7';
	url: string | undefined = OURS;
	mode: WorkflowExecuteMode = 'webhook';
	stored: IDataObject = {};
	subject: Subject = acmeOrder;

	constructor(webhooks: Array<typeof PLACED> = []) {
		started += 1;
		this.service = new WebhookService([...webhooks]);
		this.credential = { apiKey: `called${started}`, baseUrl: 'https://acme.example' };
	}

	async does(
		act: (context: IHookFunctions, trigger: Trigger) => Promise<boolean>,
	): Promise<boolean> {
		const context = Object.assign({} as IHookFunctions, {
			...this.context(),
			getNodeWebhookUrl: (name: string) => (name === 'default' ? this.url : undefined),
		});
		return await inVirtualTime(async () => await act(context, this.trigger()));
	}

	/** What a call of the service's starts the workflow with; null: nothing. */
	async receives(body: IDataObject): Promise<IDataObject | null> {
		const context = Object.assign({} as IWebhookFunctions, {
			...this.context(),
			getBodyData: () => body,
			getMode: () => this.mode,
			getWorkflowStaticData: () => this.stored,
		});
		const answer = await inVirtualTime(async () => await receiveEvent(context, this.trigger()));
		expect(answer.workflowData?.length ?? 1).toBe(1);
		return answer.workflowData?.[0]?.[0]?.json ?? null;
	}

	private trigger(): Trigger {
		return { vendor: acmeWith(this.subject), subject: this.subject, api: WEBHOOKS };
	}

	private context() {
		return {
			getNodeParameter: (name: string, fallback: unknown) => this.parameters[name] ?? fallback,
			getCredentials: async () => await Promise.resolve(this.credential),
			getNode: () => ({ id: `node ${started}`, name: 'Trigger', parameters: {} }),
			getWorkflow: () => ({ id: this.workflowId }),
			helpers: {
				httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
					await this.answer(options),
			},
		};
	}

	private async answer({ method = 'GET', url, qs, body }: IHttpRequestOptions) {
		const path = new URL(url).pathname;
		const plan = { method, path, qs, body } as Parameters<WebhookService['transmit']>[0];
		const end = path.startsWith('/orders/') ? this.order(path) : this.service.transmit(plan);
		if (end.end !== 'answered') throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
		return await Promise.resolve({ statusCode: end.status, headers: {}, body: end.body });
	}

	private order(path: string): CallEnd {
		this.log.push(`GET ${path}`);
		const id = decodeURIComponent(path.slice('/orders/'.length));
		return this.orders[id] ?? answered(404, { message: 'no such order' });
	}
}

/** A call as the service makes it. */
function call(more: IDataObject = {}): IDataObject {
	const order = { id: '7', status: 'cancelled', name: 'Erika Muster' };
	return { id: 'e1', event: 'sent', reason: 'moved on', order, ...more };
}

/** What n8n shows. */
async function refusal(work: Promise<unknown>): Promise<Record<string, unknown>> {
	const thrown: unknown = await work.then(
		() => null,
		(error: unknown) => error,
	);
	if (!(thrown instanceof NodeOperationError)) throw thrown;
	const { message, description } = thrown;
	return { message, description };
}

const BLANK_KEY = {
	message: "the 'API Key' of the credential is blank. Open the credential and paste the API Key.",
	description: 'Open the credential and paste the API Key',
};
const NO_RIGHT = {
	message: 'This account may not manage webhooks. Upgrade it.',
	description: 'Upgrade it',
};

afterEach(() => jest.restoreAllMocks());

describe('whether the service calls a trigger', () => {
	it.each([
		['yes, if it does for every event that was chosen', [PLACED, SENT], true],
		['no, if it does for one of two events', [PLACED], false],
		['no, if it does for the other one of two events', [SENT], false],
		['no, if it calls for nothing', [], false],
		['no, if it calls somebody else', [PLACED, { ...SENT, url: `${OURS}/x` }], false],
	])('%s', async (_case, webhooks, expected) => {
		expect(await new FakeN8n(webhooks).does(webhooksExist)).toBe(expected);
	});
});

describe('activating a trigger', () => {
	it('has the service call for every event, and says for which workflow', async () => {
		const n8n = new FakeN8n([PLACED]);
		expect(await n8n.does(addWebhooks)).toBe(true);
		expect(n8n.service.events).toEqual(['placed', 'sent']);
		expect(n8n.service.descriptions).toEqual(['n8n workflow w7']);
	});

	it('says of a workflow that was never saved that it is one of n8n', async () => {
		const n8n = new FakeN8n([PLACED]);
		n8n.workflowId = undefined;
		await n8n.does(addWebhooks);
		expect(n8n.service.descriptions).toEqual(['n8n workflow ']);
	});
});

describe('deactivating a trigger', () => {
	it('has the service call it no more', async () => {
		const n8n = new FakeN8n([PLACED, { ...SENT, url: 'https://n8n.example/other' }]);
		expect(await n8n.does(dropWebhooks)).toBe(true);
		expect(n8n.service.webhooks.map(({ id }) => id)).toEqual(['2']);
	});
});

describe.each([
	['asking whether the service calls', webhooksExist],
	['activating', addWebhooks],
	['deactivating', dropWebhooks],
])('%s', (_title, act) => {
	it('says what is wrong with the credential, and asks nothing', async () => {
		const n8n = new FakeN8n();
		n8n.credential.apiKey = '';
		expect(await refusal(n8n.does(act))).toEqual(BLANK_KEY);
		expect(n8n.service.log).toEqual([]);
	});

	it('says what stood in the way, and what to do', async () => {
		const n8n = new FakeN8n();
		n8n.service.mayManage = false;
		expect(await refusal(n8n.does(act))).toEqual(NO_RIGHT);
	});

	it('is nothing where the trigger has no address', async () => {
		const n8n = new FakeN8n();
		n8n.url = undefined;
		await expect(n8n.does(act)).rejects.toThrow('A trigger has a webhook.');
		expect(n8n.service.log).toEqual([]);
	});

	it.each([true, false])('sends nothing any more when it is done (well: %p)', async (mayManage) => {
		const stop = jest.spyOn(VendorClient.prototype, 'stop');
		const n8n = new FakeN8n();
		n8n.service.mayManage = mayManage;
		await n8n.does(act).catch(() => null);
		expect(stop).toHaveBeenCalledTimes(1);
	});
});

describe('a call of the service', () => {
	it('starts the workflow with the order as the service has it, and the event beside it', async () => {
		const n8n = new FakeN8n();
		expect(await n8n.receives(call())).toMatchObject({
			orderId: '7',
			status: 'open',
			verified: true,
			event: { id: 'e1', type: 'sent', reason: 'moved on' },
		});
		expect(n8n.log).toEqual(['GET /orders/7']);
	});

	it('starts it with what came in full, without Simplify', async () => {
		const n8n = new FakeN8n();
		n8n.parameters.simplify = false;
		expect(await n8n.receives(call())).toEqual({
			id: '7',
			status: 'open',
			name: 'Renate Beispiel',
			verified: true,
			event: call(),
		});
	});

	it('starts it with what the call says where that is trusted: nothing is asked', async () => {
		const n8n = new FakeN8n();
		n8n.parameters.options = { trustEvents: true };
		expect(await n8n.receives(call())).toMatchObject({
			orderId: '7',
			status: 'cancelled',
			cancellable: false,
			verified: false,
		});
		expect(n8n.log).toEqual([]);
	});

	it('that is trusted may have a status that nobody knows, which is passed on', async () => {
		const n8n = new FakeN8n();
		n8n.parameters.options = { trustEvents: true };
		jest.spyOn(WEBHOOKS, 'interpretCall').mockImplementation(() => ({
			id: 'e1',
			event: 'sent',
			facts: {},
			state: { id: '7', status: 'lost at 7', phase: 'unclear', cancelledAt: null, order: {} },
		}));
		expect(await n8n.receives(call())).toMatchObject({ status: 'lost at 7', cancellable: null });
	});

	it.each<[string, IDataObject]>([
		['for an event that was not chosen', { event: 'returned' }],
		['of which nothing can be told', { order: null }],
		['about no order', { order: { status: 'open' } }],
		['about an order with no such ID', { order: { id: '7/cancel', status: 'open' } }],
	])('%s starts nothing, and nothing is asked', async (_case, more) => {
		const n8n = new FakeN8n();
		expect(await n8n.receives(call(more))).toBeNull();
		expect(n8n.log).toEqual([]);
	});

	it('about no order starts nothing, also where an ID may be any text', async () => {
		const n8n = new FakeN8n();
		n8n.subject = { ...acmeOrder, idRule: { ...acmeOrder.idRule, pattern: /^.+$/s } };
		expect(await n8n.receives(call({ order: { status: 'open' } }))).toBeNull();
		expect(n8n.log).toEqual([]);
	});

	it.each([
		[['open'], '7'],
		[['CANCELLED', 'open'], '7'],
		[['cancelled'], undefined],
	])('starts it only if the order is in one of these statuses: %j', async (onlyIfStatus, id) => {
		const n8n = new FakeN8n();
		n8n.parameters.options = { onlyIfStatus };
		expect((await n8n.receives(call()))?.orderId).toBe(id);
	});

	it('starts nothing where the statuses are asked for but blank, and says what to do', async () => {
		const n8n = new FakeN8n();
		n8n.parameters.options = { onlyIfStatus: [] };
		expect(await refusal(n8n.receives(call()))).toEqual({
			message:
				"An event was not passed on, because the option 'Only If Status' is blank. Choose a status under 'Only If Status', or remove the option.",
			description: "Choose a status under 'Only If Status', or remove the option",
		});
		expect(n8n.log).toEqual([]);
	});

	it('starts it once if it is repeated', async () => {
		const n8n = new FakeN8n();
		expect(await n8n.receives(call())).not.toBeNull();
		expect(await n8n.receives(call())).toBeNull();
		expect(await n8n.receives(call({ id: 'e2' }))).not.toBeNull();
		expect(n8n.log).toHaveLength(2);
	});

	it('starts it each time if it does not say which event it is, and nothing is remembered', async () => {
		const n8n = new FakeN8n();
		expect(await n8n.receives(call({ id: null }))).not.toBeNull();
		expect(await n8n.receives(call({ id: null }))).not.toBeNull();
		expect(n8n.stored).toEqual({});
	});

	it('starts it each time while somebody tries the workflow in the editor', async () => {
		const n8n = new FakeN8n();
		n8n.mode = 'manual';
		expect(await n8n.receives(call())).not.toBeNull();
		expect(await n8n.receives(call())).not.toBeNull();
		expect(n8n.stored).toEqual({});
	});

	it.each<[string, CallEnd, number]>([
		['is not there', answered(404, { message: 'no such order' }), 200],
		["is somebody else's", answered(403, { message: 'not yours' }), 200],
	])(
		'about an order that %s starts nothing, and is not remembered',
		async (_case, answer, test) => {
			const n8n = new FakeN8n();
			n8n.orders['7'] = answer;
			n8n.service.testStatus = test;
			expect(await n8n.receives(call())).toBeNull();
			expect(n8n.stored).toEqual({ events: [] });
		},
	);

	it.each<[string, CallEnd, number, string]>([
		['with a key that is refused', answered(401), 401, 'Acme refused the credential'],
		['with 403, and nobody knows what of the key', answered(403, {}), 500, 'order 7 was not read'],
		['with 503 again and again', answered(503), 200, 'Order 7 could not be read'],
		['with another order', answered(200, { id: '8', status: 'open' }), 200, 'about another one'],
	])(
		'about an order that is answered %s is refused, so that it comes again',
		async (_case, answer, test, why) => {
			const n8n = new FakeN8n();
			const good = n8n.orders;
			n8n.orders = { '7': answer };
			n8n.service.testStatus = test;
			const { message, description } = await refusal(n8n.receives(call()));
			expect(message).toContain(why);
			expect(message).toContain(`${String(description)}.`);
			expect(n8n.stored).toEqual({ events: [] });
			n8n.orders = good;
			expect(await n8n.receives(call())).toMatchObject({ orderId: '7' });
		},
	);

	it('that does not say which event it is leaves nothing behind if it is refused', async () => {
		const n8n = new FakeN8n();
		n8n.orders['7'] = answered(400);
		await refusal(n8n.receives(call({ id: null })));
		expect(n8n.stored).toEqual({});
	});

	it('that nobody can be asked about is refused in the editor, too', async () => {
		const n8n = new FakeN8n();
		n8n.mode = 'manual';
		n8n.orders['7'] = answered(400);
		const { message } = await refusal(n8n.receives(call()));
		expect(message).toContain('Order 7 could not be read');
	});

	it('says what is wrong with the credential', async () => {
		const n8n = new FakeN8n();
		n8n.credential.apiKey = '';
		const { message } = await refusal(n8n.receives(call()));
		expect(message).toContain("the 'API Key' of the credential is blank");
		expect(n8n.log).toEqual([]);
	});

	it.each([200, 404])('sends nothing any more when it is dealt with (%d)', async (status) => {
		const stop = jest.spyOn(VendorClient.prototype, 'stop');
		const n8n = new FakeN8n();
		if (status === 404) n8n.orders = {};
		await n8n.receives(call());
		expect(stop).toHaveBeenCalledTimes(1);
	});
});
