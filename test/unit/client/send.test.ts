import { getEventListeners } from 'node:events';

import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import { OpenCredential } from '../../../nodes/orders/client/openCredential';
import { send, type Target } from '../../../nodes/orders/client/send';
import type { RequestPlan } from '../../../nodes/orders/vendor/vendor';
import { FakeClock } from '../support/fakeClock';
import { THANKS_IO } from '../support/subjects';

const TIMEOUT_MS = 30_000;
const LIMIT_MS = TIMEOUT_MS + 1_000;

/** What n8n's helper sees of one call, and how it ends it. */
interface Helper {
	/** As n8n finds it: in its context. */
	signal: AbortSignal | undefined;
	/** What it is to send. */
	options: IHttpRequestOptions;
	answer(status: number): void;
	/** Ends it with whatever. */
	give(response: unknown): void;
	fail(code: string): void;
}

/** A call through a helper that does nothing by itself. */
function start(more: Partial<Target> = {}, plan: RequestPlan = { method: 'GET', path: '/orders' }) {
	const clock = new FakeClock();
	let helper: Helper | undefined;
	async function request(this: IExecuteFunctions, _type: string, options: IHttpRequestOptions) {
		return await new Promise((resolve, reject) => {
			helper = {
				options,
				signal: 'getExecutionCancelSignal' in this ? this.getExecutionCancelSignal() : undefined,
				answer: (statusCode) => resolve({ statusCode, headers: { A: 1 }, body: {} }),
				give: resolve,
				fail: (code) => reject(Object.assign(new Error(code), { code })),
			};
		});
	}
	const context = { helpers: { httpRequestWithAuthentication: request } };
	const target: Target = {
		context: Object.assign({} as ILoadOptionsFunctions, context),
		credential: new OpenCredential(
			THANKS_IO.vendor.credential,
			{},
			async () => await Promise.resolve({}),
		),
		baseUrl: 'https://api.example.com',
		timeoutMs: TIMEOUT_MS,
		clock,
		stopSignal: undefined,
		...more,
	};
	const sent = send(target, plan);
	if (helper === undefined) throw new Error('The helper was not called.');
	return { clock, helper, sent };
}

describe('a call that is not answered in time', () => {
	it('is ended, also where n8n gives no stop button (From List)', async () => {
		const { clock, helper, sent } = start();

		await clock.advance(LIMIT_MS - 1);
		expect(helper.signal?.aborted).toBe(false);
		await clock.advance(1);

		expect(helper.signal?.aborted).toBe(true);
		expect(await sent).toMatchObject({ end: 'lost', cause: 'no answer came in time' });
	});

	it('is unfinished until n8n has really let go of it', async () => {
		const { clock, helper, sent } = start();
		await clock.advance(LIMIT_MS);
		const reply = await sent;
		let isOver = false;
		const over = () => {
			isOver = true;
		};
		void ('unfinished' in reply ? reply.unfinished?.then(over) : undefined);

		await clock.advance(LIMIT_MS);
		expect(isOver).toBe(false);
		helper.fail('ERR_CANCELED');
		await clock.settle();

		expect(isOver).toBe(true);
	});
});

describe("n8n's stop button", () => {
	it('ends a call at once', async () => {
		const stop = new AbortController();
		const { clock, helper, sent } = start({ stopSignal: stop.signal });

		stop.abort();
		expect(helper.signal?.aborted).toBe(true);
		helper.fail('ERR_CANCELED');

		const cause = 'the request was interrupted (ERR_CANCELED)';
		expect(await sent).toEqual({ end: 'lost', cause });
		await clock.settle();
		expect(clock.pending).toBe(0);
	});

	it('that was pressed before ends a call before it begins', () => {
		const stop = new AbortController();
		stop.abort();
		expect(start({ stopSignal: stop.signal }).helper.signal?.aborted).toBe(true);
	});
});

/** Nothing that n8n would repeat or follow by itself: an answer 401 and a redirect come back as they are. */
const ONE_REQUEST = {
	json: true,
	timeout: TIMEOUT_MS,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
};

describe('a call', () => {
	it('without a body is one request, for an answer in JSON', () => {
		expect(start().helper.options).toStrictEqual({
			method: 'GET',
			url: 'https://api.example.com/orders',
			headers: { Accept: 'application/json' },
			...ONE_REQUEST,
		});
	});

	it('with a body, filters and headers takes them along', () => {
		const body = { order_ids: ['1'] };
		const { helper } = start(
			{},
			{ method: 'POST', path: '/cancel', body, qs: { page: 2 }, headers: { 'X-Shop': 'a' } },
		);

		expect(helper.options).toStrictEqual({
			method: 'POST',
			url: 'https://api.example.com/cancel',
			headers: { Accept: 'application/json', 'X-Shop': 'a' },
			body,
			qs: { page: 2 },
			...ONE_REQUEST,
		});
	});

	it('that has ended does not wait for the stop button any more', async () => {
		const { signal } = new AbortController();
		const { helper, sent } = start({ stopSignal: signal });
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
		helper.answer(200);
		await sent;
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});

describe('a call that ends in an exception', () => {
	it('was not refused by the service where only its access token could not be renewed', async () => {
		const { helper, sent } = start();
		helper.fail('EAUTH');
		expect(await sent).toMatchObject({ end: 'lost' });
	});
});

describe('a call that is answered', () => {
	it('leaves no timer behind', async () => {
		const { clock, helper, sent } = start();
		helper.answer(200);
		expect(await sent).toMatchObject({ end: 'answered', status: 200, headers: { a: '1' } });
		await clock.settle();
		expect(clock.pending).toBe(0);
	});

	it.each([undefined, null, 'none'])('may come without headers (%p)', async (headers) => {
		const { helper, sent } = start();
		helper.give({ statusCode: 200, headers, body: { id: 1 } });
		expect(await sent).toEqual({ end: 'answered', status: 200, headers: {}, body: { id: 1 } });
	});

	it('has its headers by lower-case names, and as text', async () => {
		const { helper, sent } = start();
		helper.give({ statusCode: 200, headers: { 'Retry-After': 7, Vary: ['a', 'b'] }, body: '' });
		expect(await sent).toMatchObject({ headers: { 'retry-after': '7', vary: 'a,b' } });
	});

	it.each([null, undefined, 'text', {}, { statusCode: '200' }])(
		'cannot be read if n8n gives %j for it',
		async (response) => {
			const { helper, sent } = start();
			helper.give(response);
			expect(await sent).toEqual({ end: 'lost', cause: 'the answer could not be read' });
		},
	);

	it('with 407 was answered by a proxy, which passed nothing on', async () => {
		const { helper, sent } = start();
		helper.answer(407);
		expect(await sent).toEqual({
			end: 'notDelivered',
			cause: 'the proxy wants somebody to sign in (HTTP 407)',
			temporary: false,
		});
	});
});
