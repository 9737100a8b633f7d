import { vendorOf } from '../../sandbox/routing';
import { call, cancel, errorOf, get, idOf, seedOpen, SERVICES, useSandbox } from './helpers';

const sandbox = useSandbox();

describe.each(SERVICES)('%s', (service) => {
	test('answers 429 when the window is full, and lets go when it has slid on', async () => {
		seedOpen(sandbox(), service);
		sandbox().setRateLimit({ service, requests: 2, windowMs: 800, remainingHeader: true });
		const answers = [];
		for (let round = 0; round < 4; round += 1) answers.push(await get(sandbox(), service));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
		const left = answers.map(({ headers }) => headers.get('x-ratelimit-remaining'));
		expect(left).toEqual(['1', '0', '0', '0']);
		expect(answers[2]?.headers.get('x-ratelimit-limit')).toBe('2');
		expect(answers[2]?.headers.get('retry-after')).toBe('1');
		await new Promise((resolve) => setTimeout(resolve, 850));
		// The rejected requests did not count.
		expect((await get(sandbox(), service)).status).toBe(200);
		expect((await get(sandbox(), service)).status).toBe(200);
	});

	test('keys have their own windows and their own scopes', async () => {
		seedOpen(sandbox(), service);
		sandbox().addKey(service, 'canceller', ['cancel']);
		sandbox().addKey(service, 'reader', ['read']);
		sandbox().setRateLimit({ service, requests: 1, windowMs: 60_000 });
		expect((await get(sandbox(), service)).status).toBe(200);
		const forbidden = await cancel(sandbox(), service, idOf(service), { key: 'reader' });
		expect(forbidden).toMatchObject({ status: 403, json: errorOf(service, 403) });
		const done = await cancel(sandbox(), service, idOf(service), { key: 'canceller' });
		expect(done.status).toBe(200);
		expect((await get(sandbox(), service, idOf(service), { key: 'canceller' })).status).toBe(429);
	});

	test('a cancel-only key cannot read, a revoked key can do nothing', async () => {
		seedOpen(sandbox(), service);
		sandbox().addKey(service, 'canceller', ['cancel']);
		expect((await get(sandbox(), service, idOf(service), { key: 'canceller' })).status).toBe(403);
		sandbox().revokeKey(service, 'canceller');
		sandbox().revokeKey(service, sandbox().keyOf(service));
		for (const key of ['canceller', sandbox().keyOf(service)]) {
			expect((await cancel(sandbox(), service, idOf(service), { key })).status).toBe(401);
		}
		sandbox().reset();
		expect((await get(sandbox(), service)).status).toBe(404);
	});

	test('the refusal style can be replaced', async () => {
		const order = { service, id: idOf(service), status: vendorOf(service).sampleOrder.status };
		sandbox().seed([{ ...order, cancellable: false }]);
		const usual = await cancel(sandbox(), service);
		expect(usual.status).toBeGreaterThanOrEqual(400);
		sandbox().setRefusal(service, { status: 409, body: { detail: 'no' } });
		expect(await cancel(sandbox(), service)).toMatchObject({ status: 409, json: { detail: 'no' } });
		// Without a body: a 200 that shows the order as it is.
		sandbox().setRefusal(service, { status: 200, body: undefined });
		const shown = await cancel(sandbox(), service);
		expect(shown.status).toBe(200);
		expect(shown.text).toContain(`"${order.status}"`);
		sandbox().setRefusal(service, 'default');
		expect(await cancel(sandbox(), service)).toMatchObject({
			status: usual.status,
			json: usual.json,
		});
	});
});

test('Retry-After can be a date or absent', async () => {
	sandbox().setRateLimit({ service: 'snappy', requests: 0, windowMs: 2000, retryAfter: 'date' });
	const date = (await get(sandbox(), 'snappy')).headers.get('retry-after');
	expect(Date.parse(date ?? '')).toBeGreaterThanOrEqual(Date.now() + 1500);
	sandbox().setRateLimit({ service: 'snappy', requests: 0, windowMs: 2000, retryAfter: 'none' });
	const answer = await get(sandbox(), 'snappy');
	expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, null]);
});

test('the credential probe of Snappy passes with any valid key', async () => {
	sandbox().addKey('snappy', 'canceller', ['cancel']);
	const probe = async (key: string) =>
		await call(sandbox(), 'snappy', '/v2/authentication/apiKeys', { key });
	expect(await probe('canceller')).toMatchObject({
		status: 200,
		json: { results: [{ id: 'key1' }, { id: 'key2' }] },
	});
	expect((await probe('wrong')).status).toBe(401);
	expect(
		sandbox()
			.requests()
			.map(({ operation }) => operation),
	).toEqual(['probe', 'probe']);
});

test('a list of one is logged as a probe', async () => {
	await call(sandbox(), 'thanksIo', '/orders/list?items_per_page=1');
	await call(sandbox(), 'fastPod', '/v1/orders?page=1&limit=1');
	await call(sandbox(), 'fastPod', '/v1/orders?page=1&limit=10');
	expect(
		sandbox()
			.requests()
			.map(({ operation }) => operation),
	).toEqual(['probe', 'probe', 'list']);
});

test('the log holds what arrived, without the keys', async () => {
	seedOpen(sandbox(), 'snappy');
	await cancel(sandbox(), 'snappy', idOf('snappy'), { body: '{"reason":"late"}' });
	await get(sandbox(), 'snappy', idOf('snappy'), { key: 'not-a-key' });
	await get(sandbox(), 'snappy', idOf('snappy'), { key: null });
	const [first, second, third] = sandbox().requests({ service: 'snappy', orderId: idOf('snappy') });
	expect(first).toMatchObject({
		operation: 'cancel',
		method: 'POST',
		path: `/snappy/public-api/v3/orders/${idOf('snappy')}/cancel`,
		bodyBytes: 17,
		tenant: 'default',
		processed: true,
		status: 200,
		fault: null,
	});
	const keys = [first, second, third].map((entry) => entry?.headers['x-api-key']);
	expect(keys).toEqual(['valid', 'wrong', 'missing']);
	expect(JSON.stringify(sandbox().requests())).not.toContain(sandbox().keyOf('snappy'));
	expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
});
