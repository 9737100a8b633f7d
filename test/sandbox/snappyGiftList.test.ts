import { SANDBOX_RECIPIENT } from '../../sandbox';
import { call, useSandbox } from './helpers';

const sandbox = useSandbox();

async function list(query: string) {
	return await call(sandbox(), 'snappy', `/v2/gifts?${query}`);
}

/** Five gifts, `GIFT000000` the oldest. */
function seedGifts(): void {
	['unopened', 'opened', 'claimed', 'expired', 'claimed'].forEach((status, number) => {
		sandbox().seedGift({
			id: `GIFT00000${number}`,
			status,
			createdAt: new Date(Date.UTC(2026, 0, 1 + number)).toISOString(),
			orders: status === 'claimed' ? [{ id: `ORDER0000${number}`, status: 'active' }] : [],
		});
	});
}

function idsIn(json: unknown): string[] {
	const { results } = json as { results: Array<{ id: string }> };
	return results.map(({ id }) => id);
}

test('gives id, link and status unless other fields are asked for', async () => {
	seedGifts();

	const { json } = await list('limit=1');

	expect(json).toEqual({
		results: [
			{
				id: 'GIFT000000',
				status: 'unopened',
				link: 'https://gift.example.com/choose/GIFT000000',
			},
		],
	});
});

test('gives only the fields asked for, and all of them for "full"', async () => {
	seedGifts();
	expect((await list('fields=id,status,createdAt&limit=1')).json).toEqual({
		results: [{ id: 'GIFT000000', status: 'unopened', createdAt: '2026-01-01T00:00:00.000Z' }],
	});

	expect((await list('fields=full&limit=1')).json).toMatchObject({
		results: [{ id: 'GIFT000000', campaignId: expect.any(String), link: expect.any(String) }],
	});
});

test('gives orders and the recipient only on request', async () => {
	seedGifts();

	const { json } = await list('fields=id&statuses=claimed&limit=1&expand=orders,recipient');

	expect(json).toMatchObject({
		results: [
			{
				id: 'GIFT000002',
				orders: [{ id: 'ORDER00002', status: 'active' }],
				recipient: { email: SANDBOX_RECIPIENT.email },
			},
		],
	});
	expect((await list('statuses=claimed')).text).not.toContain(SANDBOX_RECIPIENT.lastName);
});

test('filters by one or several statuses', async () => {
	seedGifts();
	expect(idsIn((await list('statuses=claimed')).json)).toEqual(['GIFT000002', 'GIFT000004']);
	expect(idsIn((await list('statuses=unopened,expired')).json)).toEqual([
		'GIFT000000',
		'GIFT000003',
	]);
});

test('skips and limits, with 100 as default and as the most', async () => {
	const ids = Array.from({ length: 120 }, (_, number) => `GIFT${100_000 + number}`);
	for (const id of ids) sandbox().seedGift({ id, status: 'unopened', orders: [] });

	expect(idsIn((await list('skip=3&limit=2')).json)).toEqual(['GIFT100003', 'GIFT100004']);
	expect(idsIn((await list('')).json)).toEqual(ids.slice(0, 100));
	expect(idsIn((await list('skip=100')).json)).toEqual(ids.slice(100));
	for (const query of ['limit=0', 'limit=101', 'limit=all', 'skip=-1']) {
		expect(await list(query)).toMatchObject({
			status: 400,
			json: { errorCode: 'INVALID_REQUEST' },
		});
	}
});

test("leaves out another company's gifts, which cannot be read or expired either", async () => {
	sandbox().seedGift({ id: 'GIFTMINE01', status: 'opened', orders: [] });
	sandbox().seedGift({ id: 'GIFTALIEN1', status: 'opened', tenant: 'another', orders: [] });
	const alien = '/v2/gifts/GIFTALIEN1';

	expect(idsIn((await list('')).json)).toEqual(['GIFTMINE01']);
	expect((await call(sandbox(), 'snappy', alien)).status).toBe(404);
	expect((await call(sandbox(), 'snappy', `${alien}/expire`, { method: 'POST' })).status).toBe(404);
});

test('two tenants may hold the same gift number, each with a gift of its own', async () => {
	const other = { key: 'key-of-the-other' };
	sandbox().addKey('snappy', other.key, ['cancel', 'read'], 'other');
	for (const tenant of [undefined, 'other']) {
		sandbox().seedGift({ id: 'GIFTSAME01', tenant, status: 'opened', orders: [] });
	}
	const path = '/v2/gifts/GIFTSAME01';

	await call(sandbox(), 'snappy', `${path}/expire`, { method: 'POST', ...other });

	expect((await call(sandbox(), 'snappy', path)).json).toMatchObject({ status: 'opened' });
	expect((await call(sandbox(), 'snappy', path, other)).json).toMatchObject({ status: 'expired' });
});

test('the list is logged as list, expiring as expire, and only an expiry that happened as processed', async () => {
	sandbox().seedGift({ id: 'GIFTMINE01', status: 'opened', orders: [] });
	const expire = '/v2/gifts/GIFTMINE01/expire';
	await list('');
	await call(sandbox(), 'snappy', expire, { method: 'POST' });
	await call(sandbox(), 'snappy', expire, { method: 'POST' });

	expect(
		sandbox()
			.requests()
			.map(({ operation, status, processed }) => [operation, status, processed]),
	).toEqual([
		['list', 200, false],
		['expire', 200, true],
		['expire', 409, false],
	]);
});

test('faults can be set for expiring alone', async () => {
	sandbox().seedGift({ id: 'GIFTMINE01', status: 'opened', orders: [] });
	sandbox().addFault({ operation: 'expire', kind: 'statusBefore' });

	expect((await call(sandbox(), 'snappy', '/v2/gifts/GIFTMINE01')).status).toBe(200);
	const spoilt = await call(sandbox(), 'snappy', '/v2/gifts/GIFTMINE01/expire', { method: 'POST' });
	expect(spoilt.status).toBe(503);
	expect(await call(sandbox(), 'snappy', '/v2/gifts/GIFTMINE01')).toMatchObject({
		json: { status: 'opened' },
	});
});
