import { SANDBOX_RECIPIENT } from '../../sandbox';
import { call, cancel, get, list, useSandbox } from './helpers';

const sandbox = useSandbox();
const id = 'G7nR4bD9mK';

test('v3 cancels an active order and answers the full order', async () => {
	sandbox().seed([{ service: 'snappy', id, status: 'active' }]);
	const answer = await cancel(sandbox(), 'snappy');
	expect(answer).toMatchObject({
		status: 200,
		json: {
			data: {
				id,
				status: 'cancelled',
				fulfillmentStatus: 'cancelled',
				cancellationDetails: {
					cancelledAt: sandbox().order('snappy', id)?.cancelledAt,
					cancellationReason: 'customer_requested',
				},
				recipient: { email: SANDBOX_RECIPIENT.email },
			},
		},
	});
	expect(sandbox().order('snappy', id)?.cancelCount).toBe(1);
});

test.each([
	[{ status: 'active', fulfillment: 'inTransit' as const }, /in transit/],
	[{ status: 'active', fulfillment: 'delivered' as const }, /delivered/],
	[{ status: 'completed' }, /delivered/],
	[{ status: 'refunded' }, /refunded/],
	[{ status: 'cancelled' }, /already cancelled/],
	[{ status: 'active', cancellable: false }, /picked up/],
])('v3 refuses %j and names the case', async (state, words) => {
	sandbox().seed([{ service: 'snappy', id, ...state }]);
	expect(await cancel(sandbox(), 'snappy')).toMatchObject({
		status: 422,
		json: { message: expect.stringMatching(words), errors: [] },
	});
	expect(sandbox().order('snappy', id)?.cancelCount).toBe(0);
});

test('v3 errors: malformed id 400, unknown and foreign 404, wrong key 401', async () => {
	sandbox().seed([{ service: 'snappy', id, status: 'active', tenant: 'another' }]);
	const v3 = { message: expect.any(String), errorCode: expect.anything(), errors: [] };
	expect(await cancel(sandbox(), 'snappy', 'short')).toMatchObject({ status: 400, json: v3 });
	expect(await cancel(sandbox(), 'snappy')).toMatchObject({ status: 404, json: v3 });
	expect(await get(sandbox(), 'snappy', 'UNKNOWN123')).toMatchObject({ status: 404, json: v3 });
	expect(await get(sandbox(), 'snappy', id, { key: '0'.repeat(24) })).toMatchObject({
		status: 401,
		json: { errorCode: 10001 },
	});
	expect(await call(sandbox(), 'snappy', '/v2/gifts/GIFT12345', { key: null })).toMatchObject({
		status: 401,
		json: { status: 401, errorCode: 10001 },
	});
});

test('v3 lists in pages with relative links', async () => {
	const seeds = Array.from({ length: 5 }, (_, index) => ({
		service: 'snappy' as const,
		id: `ORDER0000${index}`,
		status: ['active', 'completed', 'cancelled', 'active', 'refunded'][index] ?? '',
		createdAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
		idempotencyKey: `key${index}`,
	}));
	sandbox().seed(seeds);
	const list = async (query: string) =>
		(await call(sandbox(), 'snappy', `/v3/orders?${query}`)).json;
	expect(await list('page[size]=2&page[number]=2')).toMatchObject({
		data: [{ id: 'ORDER00002' }, { id: 'ORDER00001' }],
		links: {
			first: '/v3/orders?page[size]=2&page[number]=1',
			next: '/v3/orders?page[size]=2&page[number]=3',
			prev: '/v3/orders?page[size]=2&page[number]=1',
		},
	});
	expect(await list('page%5Bsize%5D=2&page%5Bnumber%5D=3')).toMatchObject({
		data: [{ id: 'ORDER00000' }],
		links: { next: null },
	});
	expect(await list('sort=createdAt&page[size]=1')).toMatchObject({ data: [{ id: 'ORDER00000' }] });
	expect(await list('filter[status]=cancelled')).toMatchObject({ data: [{ id: 'ORDER00002' }] });
	expect(await list('filter[status]=active')).toHaveProperty('data.length', 3);
	expect(await list('filter[idempotencyKey]=key1,key4')).toHaveProperty('data.length', 2);
	expect(
		await list(
			'filter[createdAt][gte]=2026-01-02T00:00:00Z&filter[createdAt][lte]=2026-01-03T00:00:00Z',
		),
	).toHaveProperty('data.length', 2);
	for (const query of ['filter[status]=completed', 'page[size]=301', 'page[number]=0']) {
		expect((await call(sandbox(), 'snappy', `/v3/orders?${query}`)).status).toBe(400);
	}
});

describe('companies of one key', () => {
	const giftId = 'GIFT123456';
	const COMPANY = { 'snappy-company-id': 'company01' };
	const ANOTHER = { 'snappy-company-id': 'company02' };

	test("v3: another company's order is unknown, in the header's company or without a header it is there", async () => {
		sandbox().seed([{ service: 'snappy', id, status: 'active', companyId: 'company01' }]);

		const unknown = { status: 404, json: { errorCode: 10004 } };
		expect(await get(sandbox(), 'snappy', id, { headers: ANOTHER })).toMatchObject(unknown);
		expect(await cancel(sandbox(), 'snappy', id, { headers: ANOTHER })).toMatchObject(unknown);
		expect((await list(sandbox(), 'snappy', { headers: ANOTHER })).json).toMatchObject({
			data: [],
		});
		expect((await get(sandbox(), 'snappy')).status).toBe(200);
		expect((await list(sandbox(), 'snappy', { headers: COMPANY })).text).toContain(id);
		expect((await cancel(sandbox(), 'snappy', id, { headers: COMPANY })).status).toBe(200);
	});

	test("v2: another company's gift is unknown, in the company of the query it is there", async () => {
		const orders = [{ id, status: 'active' }];
		sandbox().seedGift({ id: giftId, companyId: 'company01', orders });
		const ask = async (path: string, method = 'GET') =>
			await call(sandbox(), 'snappy', path, { method });

		expect((await ask(`/v2/gifts/${giftId}?companyId=company02`)).status).toBe(404);
		expect((await ask(`/v2/gifts/${giftId}/cancel?companyId=company02`, 'POST')).status).toBe(404);
		expect((await ask('/v2/gifts?companyId=company02')).json).toEqual({ results: [] });
		expect(await ask(`/v2/gifts/${giftId}?companyId=company01`)).toMatchObject({
			status: 200,
			json: { companyId: 'company01' },
		});
		expect((await get(sandbox(), 'snappy', id, { headers: ANOTHER })).status).toBe(404);
		expect((await ask(`/v2/gifts/${giftId}/cancel?companyId=company01`, 'POST')).status).toBe(200);
	});

	test('what has no company is there for every company that a request names', async () => {
		sandbox().seed([{ service: 'snappy', id, status: 'active' }]);

		expect((await cancel(sandbox(), 'snappy', id, { headers: COMPANY })).status).toBe(200);
	});
});

describe('v2 gifts', () => {
	const giftId = 'GIFT123456';
	const post = async (action: string) =>
		await call(sandbox(), 'snappy', `/v2/gifts/${giftId}/${action}`, { method: 'POST' });

	function seedGift(): void {
		sandbox().seedGift({
			id: giftId,
			orders: [
				{ id: 'OLDORDER01', status: 'cancelled' },
				{ id: 'NEWORDER02', status: 'active' },
			],
		});
	}

	test('cancel acts on the active order', async () => {
		seedGift();
		expect(await post('cancel')).toMatchObject({
			status: 200,
			json: { orderId: 'NEWORDER02', status: 'cancelled' },
		});
		expect(sandbox().order('snappy', 'NEWORDER02')).toMatchObject({ cancelCount: 1, giftId });
		expect(await post('cancel')).toMatchObject({ status: 409, json: { status: 409 } });
		expect(sandbox().requests({ operation: 'cancel', orderId: giftId })).toHaveLength(2);
	});

	test('cancel is refused in transit and without orders', async () => {
		sandbox().seedGift({
			id: giftId,
			orders: [{ id: 'NEWORDER02', status: 'active', fulfillment: 'inTransit' }],
		});
		expect(await post('cancel')).toMatchObject({
			status: 409,
			json: { message: expect.stringMatching(/in transit/) },
		});
		sandbox().seedGift({ id: giftId, status: 'unopened', orders: [] });
		expect((await post('cancel')).status).toBe(409);
	});

	test('get answers the bare gift, with orders on request', async () => {
		seedGift();
		const plain = await call(sandbox(), 'snappy', `/v2/gifts/${giftId}`);
		expect(plain.json).toMatchObject({ id: giftId, status: 'claimed' });
		expect(plain.json).not.toHaveProperty('orders');
		const full = await call(sandbox(), 'snappy', `/v2/gifts/${giftId}?expand=orders,recipient`);
		expect(full.json).toMatchObject({
			recipient: { firstname: SANDBOX_RECIPIENT.firstName },
			orders: [
				{ id: 'OLDORDER01', status: 'cancelled' },
				{ id: 'NEWORDER02', status: 'active', orderRecipient: { lastName: 'Beispiel' } },
			],
		});
	});

	test('expire is for unclaimed gifts', async () => {
		seedGift();
		expect(await post('expire')).toMatchObject({
			status: 409,
			json: { errorCode: '409_PBLC_001' },
		});
		sandbox().seedGift({ id: giftId, status: 'opened', orders: [] });
		expect(await post('expire')).toMatchObject({ status: 200, json: { status: 'expired' } });
	});

	test('a gift is claimed the moment that it is to be expired', async () => {
		const claimedMeanwhile = { id: 'NEWORDER02', status: 'active' };
		sandbox().seedGift({ id: giftId, status: 'opened', orders: [], claimedMeanwhile });
		expect(await post('expire')).toMatchObject({ status: 409 });
		expect((await post('cancel')).json).toEqual({ orderId: 'NEWORDER02', status: 'cancelled' });
	});

	test('unknown, foreign and malformed gifts', async () => {
		expect((await post('cancel')).status).toBe(404);
		sandbox().seedGift({
			id: giftId,
			tenant: 'another',
			orders: [{ id: 'NEWORDER02', status: 'active' }],
		});
		expect((await post('cancel')).status).toBe(404);
		const malformed = await call(sandbox(), 'snappy', '/v2/gifts/x/cancel', { method: 'POST' });
		expect(malformed).toMatchObject({ status: 400, json: { errorCode: 'INVALID_REQUEST' } });
	});

	test('an order seeded with a gift id belongs to that gift', async () => {
		sandbox().seed([{ service: 'snappy', id, status: 'active', giftId }]);
		expect((await post('cancel')).json).toEqual({ orderId: id, status: 'cancelled' });
	});
});
