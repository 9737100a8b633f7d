import { call, get, cancel, idOf, useSandbox } from './helpers';

const sandbox = useSandbox();

async function post(path: string, body?: unknown): Promise<Response> {
	return await fetch(`${sandbox().url}/_sandbox/${path}`, {
		method: 'POST',
		...(body !== undefined && {
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		}),
	});
}

async function read(path: string): Promise<unknown> {
	return await (await fetch(`${sandbox().url}/_sandbox/${path}`)).json();
}

test('seeds orders and gifts, and shows them', async () => {
	const order = { service: 'thanksIo', id: '1', status: 'reviewing' };
	expect((await post('seed', [order])).status).toBe(200);
	expect((await post('seed', { orders: [{ ...order, id: '2' }] })).status).toBe(200);
	const gift = { id: 'GIFT123456', orders: [{ id: idOf('snappy'), status: 'active' }] };
	expect((await post('seed-gift', gift)).status).toBe(200);
	expect(await read('orders')).toEqual(sandbox().orders());
	expect(sandbox().orders()).toHaveLength(3);
	expect((await cancel(sandbox(), 'thanksIo', '2')).status).toBe(200);
	expect(await read('requests?service=thanksIo&operation=cancel')).toMatchObject([
		{ orderId: '2', processed: true },
	]);
	expect(await read('requests?orderId=7')).toEqual([]);
});

test('sets faults, limits, refusals and keys', async () => {
	await post('faults', { kind: 'statusBefore', status: 500, times: -1, operation: 'get' });
	expect((await get(sandbox(), 'thanksIo')).status).toBe(500);
	expect((await get(sandbox(), 'thanksIo')).status).toBe(500);
	await post('reset');
	await post('faults', [{ kind: 'rateLimited' }, { kind: 'statusBefore' }]);
	expect((await get(sandbox(), 'thanksIo')).status).toBe(429);
	expect((await get(sandbox(), 'thanksIo')).status).toBe(503);
	await post('rate-limit', { service: 'thanksIo', requests: 0, windowMs: 1000 });
	expect((await get(sandbox(), 'thanksIo')).status).toBe(429);
	await post('reset');
	await post('seed', [{ service: 'fastPod', id: idOf('fastPod'), status: 'shipped' }]);
	await post('refusal', { service: 'fastPod', style: { status: 410, body: { gone: true } } });
	expect((await cancel(sandbox(), 'fastPod')).status).toBe(410);
	await post('refusal', { service: 'fastPod', style: 'default' });
	expect((await cancel(sandbox(), 'fastPod')).status).toBe(422);
	await post('keys', { service: 'fastPod', key: 'k', scopes: ['read'] });
	expect((await get(sandbox(), 'fastPod', idOf('fastPod'), { key: 'k' })).status).toBe(200);
	await post('keys', { service: 'fastPod', key: 'o', scopes: ['read'], tenant: 'other' });
	expect((await get(sandbox(), 'fastPod', idOf('fastPod'), { key: 'o' })).status).toBe(404);
	await post('revoke-key', { service: 'fastPod', key: 'k' });
	expect((await get(sandbox(), 'fastPod', idOf('fastPod'), { key: 'k' })).status).toBe(401);
});

test('seeds gifts with age and owner, and faults for expiring alone', async () => {
	const createdAt = '2026-01-02T03:04:05.000Z';
	const gifts = ['GIFTMINE01', 'GIFTALIEN1'].map((id, number) => ({
		id,
		status: 'opened',
		createdAt,
		...(number === 1 && { tenant: 'another' }),
		orders: [],
	}));
	for (const gift of gifts) expect((await post('seed-gift', gift)).status).toBe(200);
	await post('faults', { kind: 'statusBefore', operation: 'expire' });
	expect((await call(sandbox(), 'snappy', '/v2/gifts?fields=id,createdAt')).json).toEqual({
		results: [{ id: 'GIFTMINE01', createdAt }],
	});
	const expire = { method: 'POST' };
	expect((await call(sandbox(), 'snappy', '/v2/gifts/GIFTMINE01/expire', expire)).status).toBe(503);
	expect(await read('requests?operation=expire')).toHaveLength(1);
});

test('info tells where to go and with which keys', async () => {
	const { url, services, baseUrlOf, keyOf } = sandbox();
	expect(await read('info')).toMatchObject({
		url,
		services: services.map((name) => ({ name, baseUrl: baseUrlOf(name), key: keyOf(name) })),
	});
});

test('tells whose an order and a request are', async () => {
	await post('seed', [{ service: 'thanksIo', tenant: 'other', id: '1', status: 'reviewing' }]);
	await get(sandbox(), 'thanksIo', '1');
	expect(await read('orders')).toMatchObject([{ id: '1', tenant: 'other' }]);
	expect(await read('requests?tenant=default')).toMatchObject([{ tenant: 'default', status: 401 }]);
	expect(await read('requests?tenant=other')).toEqual([]);
});

test('can be waited for until everything late has happened', async () => {
	await post('seed', [{ service: 'thanksIo', id: '1', status: 'reviewing' }]);
	await post('faults', { kind: 'cutBefore', delayMs: 80 });
	await cancel(sandbox(), 'thanksIo', '1').catch(() => undefined);
	expect(await read('orders')).toMatchObject([{ cancelled: false }]);
	expect(await read('settled')).toEqual({ ok: true });
	expect(await read('orders')).toMatchObject([{ cancelled: true }]);
});

test('a service that nobody plays is a mistake, over HTTP and in the same process', async () => {
	const order = { service: 'thanksio', id: '1', status: 'reviewing' };
	expect((await post('seed', [order])).status).toBe(400);
	expect((await post('faults', { service: 'thanksio', kind: 'redirect' })).status).toBe(400);
	expect((await fetch(`${sandbox().url}/_sandbox/requests?service=thanksio`)).status).toBe(400);
	expect(() => sandbox().baseUrlOf('thanksio')).toThrow('no service thanksio');
	expect(() => sandbox().order('thanksio', '1')).toThrow('no service thanksio');
});

test('an order is seeded with the fields of its own service only, or not at all', async () => {
	const order = { id: '1', status: 'new_order', testOrder: true };
	expect((await post('seed', [{ ...order, service: 'fastPod' }])).status).toBe(200);
	const both = [
		{ service: 'thanksIo', id: '1', status: 'reviewing' },
		{ ...order, service: 'thanksIo' },
	];
	expect((await post('seed', both)).status).toBe(400);
	expect(() => sandbox().seed(both)).toThrow('testOrder');
	expect(
		sandbox()
			.orders()
			.map(({ service }) => service),
	).toEqual(['fastPod']);
});

test('refuses what it does not understand', async () => {
	expect((await post('faults', { kind: 'explode' })).status).toBe(400);
	expect((await post('seed', [{ id: 1 }])).status).toBe(400);
	expect((await post('nothing')).status).toBe(404);
	expect((await fetch(`${sandbox().url}/elsewhere`)).status).toBe(404);
	const broken = await fetch(`${sandbox().url}/_sandbox/seed`, {
		method: 'POST',
		body: '[',
		headers: { 'content-type': 'application/json' },
	});
	expect(broken.status).toBe(400);
	expect(sandbox().requests()).toEqual([]);
});
