import { cancel, cancelledIn, get, idOf, list, seedOpen, SERVICES, useSandbox } from './helpers';

const sandbox = useSandbox();

const OTHER = { key: 'key-of-the-other' };

describe.each(SERVICES)('%s: two tenants with the same order number', (service) => {
	const id = idOf(service);

	beforeEach(() => {
		sandbox().addKey(service, OTHER.key, ['cancel', 'read'], 'other');
	});

	test('a cancel stops the order of the tenant whose key it came with, and no other', async () => {
		seedOpen(sandbox(), service);
		seedOpen(sandbox(), service, 'other');

		expect((await cancel(sandbox(), service, id, OTHER)).status).toBe(200);

		expect(sandbox().order(service, id)).toMatchObject({ tenant: 'default', cancelCount: 0 });
		expect(sandbox().order(service, id, 'other')).toMatchObject({
			tenant: 'other',
			cancelCount: 1,
		});
		expect(
			sandbox()
				.orders()
				.map(({ tenant, cancelled }) => [tenant, cancelled]),
		).toEqual([
			['default', false],
			['other', true],
		]);
		expect((await get(sandbox(), service)).text).not.toMatch(cancelledIn(service));
		expect((await get(sandbox(), service, id, OTHER)).text).toMatch(cancelledIn(service));
	});

	test('nobody reads, lists or cancels the order of another tenant', async () => {
		seedOpen(sandbox(), service, 'other');

		expect((await get(sandbox(), service)).status).toBeGreaterThanOrEqual(400);
		expect((await cancel(sandbox(), service)).status).toBeGreaterThanOrEqual(400);
		expect((await list(sandbox(), service)).text).not.toContain(id);
		expect((await list(sandbox(), service, OTHER)).text).toContain(id);
		expect(sandbox().order(service, id)).toBeUndefined();
		expect(sandbox().order(service, id, 'other')?.cancelled).toBe(false);
	});

	test('a request is logged with the tenant of its key, and with none if the key is not valid', async () => {
		await get(sandbox(), service);
		await get(sandbox(), service, id, OTHER);
		await get(sandbox(), service, id, { key: 'wrong' });
		await get(sandbox(), service, id, { key: null });

		const tenants = sandbox()
			.requests()
			.map(({ tenant }) => tenant);
		expect(tenants).toEqual(['default', 'other', null, null]);
		expect(sandbox().requests({ tenant: 'other' })).toHaveLength(1);
	});

	test('a fault can be for the requests of one tenant', async () => {
		sandbox().addFault({ kind: 'statusBefore', tenant: 'other' });

		expect((await get(sandbox(), service)).status).not.toBe(503);
		expect((await get(sandbox(), service, id, OTHER)).status).toBe(503);
	});
});
