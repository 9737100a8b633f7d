import { conversation, getMany, idsOf, seedByAge, serviceCase } from '../support/reads';
import { SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

/** The one request that asks for a page, and the largest page of each service. */
const LISTS: Record<
	ServiceCase['sandboxService'],
	{ largest: number; request: (page: number, size: number) => string }
> = {
	thanksIo: {
		largest: 100,
		request: (page, size) => `GET /orders/list?items_per_page=${size}&page=${page}`,
	},
	snappy: {
		largest: 300,
		request: (page, size) =>
			`GET /v3/orders?page[number]=${page}&page[size]=${size}&sort=-createdAt`,
	},
	fastPod: {
		largest: 25,
		request: (page, size) => `GET /v1/orders?page=${page}&limit=${size}`,
	},
};

describe.each(SERVICES)('$service: Get Many', (service) => {
	const sandbox = useSandbox();
	const { largest, request } = LISTS[service.sandboxService];

	it('Return All: reads page after page at the documented size, newest first, each order once', async () => {
		const ids = seedByAge(sandbox(), service, 2 * largest + 10);

		const { items, thrown } = await getMany(sandbox(), service, { returnAll: true });

		expect(thrown).toBeUndefined();
		expect(conversation(sandbox(), service)).toEqual([
			request(1, largest),
			request(2, largest),
			request(3, largest),
		]);
		expect(idsOf(items)).toEqual(ids);
	});

	it('Return All: a last page that is exactly full is not asked beyond', async () => {
		const ids = seedByAge(sandbox(), service, 2 * largest);

		const { items } = await getMany(sandbox(), service, { returnAll: true });

		expect(conversation(sandbox(), service)).toEqual([request(1, largest), request(2, largest)]);
		expect(idsOf(items)).toEqual(ids);
	});

	it('Limit 7: one request for seven orders, the newest', async () => {
		const ids = seedByAge(sandbox(), service, 3 * largest);

		const { items } = await getMany(sandbox(), service, { limit: 7 });

		expect(conversation(sandbox(), service)).toEqual([request(1, 7)]);
		expect(idsOf(items)).toEqual(ids.slice(0, 7));
	});

	it('Limit 50 if nothing is set', async () => {
		seedByAge(sandbox(), service, 60);

		const { items } = await getMany(sandbox(), service, {});

		expect(items).toHaveLength(50);
	});

	it('a limit beyond one page: as many pages as it takes, and not one order more', async () => {
		const ids = seedByAge(sandbox(), service, 3 * largest);

		const { items } = await getMany(sandbox(), service, { limit: largest + 3 });

		expect(conversation(sandbox(), service)).toEqual([request(1, largest), request(2, largest)]);
		expect(idsOf(items)).toEqual(ids.slice(0, largest + 3));
	});

	it('no orders: no items, and one request', async () => {
		const { items, thrown } = await getMany(sandbox(), service, { returnAll: true });

		expect(thrown).toBeUndefined();
		expect(items).toEqual([]);
		expect(conversation(sandbox(), service)).toEqual([request(1, largest)]);
	});

	it('each input item is a list of its own, paired with it', async () => {
		seedByAge(sandbox(), service, 5);

		const { items } = await getMany(
			sandbox(),
			service,
			{ limit: '={{ $json.most }}' },
			{ fields: [{ most: 2 }, { most: 3 }] },
		);

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 1].map((item) => ({ item })),
		);
		expect(idsOf(items)).toEqual([0, 1, 0, 1, 2].map(service.idOf));
	});

	it.each([0, -1, 1.5, 'many', ''])('a limit of %j is not guessed at', async (limit) => {
		seedByAge(sandbox(), service, 2);

		const { items } = await getMany(
			sandbox(),
			service,
			{ limit: '={{ $json.most }}' },
			{ fields: [{ most: limit }] },
		);

		expect(items).toHaveLength(1);
		expect(items[0]?.json.error).toMatchObject({
			outcome: 'notAttempted',
			message: "The list of orders was not read: 'Limit' must be a whole number from 1",
		});
		expect(sandbox().requests()).toEqual([]);
	});

	it('gives the same nine facts as Get, and with Simplify off the order as the API gives it', async () => {
		const [id = ''] = seedByAge(sandbox(), service, 1);

		const simple = await getMany(sandbox(), service, { limit: 5 });
		const raw = await getMany(sandbox(), service, { limit: 5, simplify: false });

		expect(Object.keys(simple.items[0]?.json ?? {})).toEqual([
			'orderId',
			'service',
			'status',
			'cancellable',
			'createdAt',
			'updatedAt',
			'total',
			'currency',
			'recipient',
		]);
		expect(simple.items[0]?.json).toMatchObject({
			orderId: id,
			service: service.service,
			cancellable: true,
			createdAt: '2026-06-01T12:00:00.000Z',
		});
		expect(String(raw.items[0]?.json.id)).toBe(id);
		expect(Object.keys(raw.items[0]?.json ?? {}).length).toBeGreaterThan(10);
	});
});

describe('an order that moves to the next page while the list is read', () => {
	const sandbox = useSandbox();

	it('comes once', async () => {
		const fastPod = serviceCase('fastPod');
		const page = (number: number, ids: string[]) => ({
			current_page: number,
			last_page: 2,
			data: ids.map((id) => ({ id, order_status: 'new_order' })),
		});
		for (const body of [page(1, ['A-1', 'A-2']), page(2, ['A-2', 'A-3'])]) {
			sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 200, body });
		}

		const { items } = await getMany(sandbox(), fastPod, { returnAll: true });

		expect(idsOf(items)).toEqual(['A-1', 'A-2', 'A-3']);
	});
});
