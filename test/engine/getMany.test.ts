import { ORDERS } from '../samples';
import { conversation, getMany, idsOf, seedByAge } from '../support/againstSandbox';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();

describe.each(ORDERS)('$label: Get Many', (order) => {
	const { vendor } = order;
	const { largestPage, listRequest, listPage, listEntry, filters, blankFilter } = vendor.orders;
	const idsFrom = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, index) => order.idOf(from + index));

	/** Answers the next requests for the list with these pages, each with the entries of an open order per ID. */
	function answer(pages: Array<[page: number, last: number, ids: string[]]>, times = 1): void {
		for (const [page, last, ids] of pages) {
			const body = listPage(page, last, ids.map(listEntry));
			sandbox().addFault({ operation: 'list', kind: 'statusBefore', status: 200, body, times });
		}
	}

	it('Return All: reads page after page at the documented size, newest first, each order once', async () => {
		const ids = seedByAge(sandbox(), order, 2 * largestPage + 10);

		const { items, thrown } = await getMany(sandbox(), vendor, { returnAll: true });

		expect(thrown).toBeUndefined();
		expect(conversation(sandbox(), vendor)).toEqual([
			listRequest(1, largestPage),
			listRequest(2, largestPage),
			listRequest(3, largestPage),
		]);
		expect(idsOf(items)).toEqual(ids);
	});

	it('Return All: a last page that is exactly full is not asked beyond', async () => {
		const ids = seedByAge(sandbox(), order, 2 * largestPage);

		const { items } = await getMany(sandbox(), vendor, { returnAll: true });

		expect(conversation(sandbox(), vendor)).toEqual([
			listRequest(1, largestPage),
			listRequest(2, largestPage),
		]);
		expect(idsOf(items)).toEqual(ids);
	});

	it('Limit 7: one request for seven orders, the newest', async () => {
		const ids = seedByAge(sandbox(), order, 3 * largestPage);

		const { items } = await getMany(sandbox(), vendor, { limit: 7 });

		expect(conversation(sandbox(), vendor)).toEqual([listRequest(1, 7)]);
		expect(idsOf(items)).toEqual(ids.slice(0, 7));
	});

	it('Limit 50 if nothing is set', async () => {
		seedByAge(sandbox(), order, 60);

		const { items } = await getMany(sandbox(), vendor, {});

		expect(items).toHaveLength(50);
	});

	it('a limit beyond one page: as many pages as it takes, and not one order more', async () => {
		const ids = seedByAge(sandbox(), order, 3 * largestPage);

		const { items } = await getMany(sandbox(), vendor, { limit: largestPage + 3 });

		expect(conversation(sandbox(), vendor)).toEqual([
			listRequest(1, largestPage),
			listRequest(2, largestPage),
		]);
		expect(idsOf(items)).toEqual(ids.slice(0, largestPage + 3));
	});

	it('returns no items for no orders, after one request', async () => {
		const { items, thrown } = await getMany(sandbox(), vendor, { returnAll: true });

		expect(thrown).toBeUndefined();
		expect(items).toEqual([]);
		expect(conversation(sandbox(), vendor)).toEqual([listRequest(1, largestPage)]);
	});

	it('each input item is a list of its own, paired with it', async () => {
		seedByAge(sandbox(), order, 5);

		const { items } = await getMany(
			sandbox(),
			vendor,
			{ limit: '={{ $json.most }}' },
			{ fields: [{ most: 2 }, { most: 3 }] },
		);

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1, 1].map((item) => ({ item })),
		);
		expect(idsOf(items)).toEqual([0, 1, 0, 1, 2].map(order.idOf));
	});

	it.each([0, -1, 1.5, 'many', ''])('a limit of %j: the list is not read', async (limit) => {
		seedByAge(sandbox(), order, 2);

		const { items } = await getMany(
			sandbox(),
			vendor,
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
		const [id = ''] = seedByAge(sandbox(), order, 1);

		const simple = await getMany(sandbox(), vendor, { limit: 5 });
		const raw = await getMany(sandbox(), vendor, { limit: 5, simplify: false });

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
			service: vendor.service,
			cancellable: true,
			createdAt: '2026-06-01T12:00:00.000Z',
		});
		expect(String(raw.items[0]?.json.id)).toBe(id);
		expect(raw.items[0]?.json).not.toHaveProperty('service');
		const onlyRaw = Object.keys(raw.items[0]?.json ?? {}).filter(
			(field) => !(field in (simple.items[0]?.json ?? {})),
		);
		expect(onlyRaw.length).toBeGreaterThan(2);
	});

	it('an order that moves to the next page while the list is read comes once', async () => {
		const [a = '', b = '', c = ''] = idsFrom(0, 3);
		answer([
			[1, 2, [a, b]],
			[2, 2, [b, c]],
		]);

		const { items } = await getMany(sandbox(), vendor, { returnAll: true });

		expect(idsOf(items)).toEqual([a, b, c]);
	});

	it('the first page over and over, under its own number, ends with a message', async () => {
		answer([[1, 3, idsFrom(0, largestPage)]], Infinity);

		const { items } = await getMany(sandbox(), vendor, { returnAll: true });

		expect(conversation(sandbox(), vendor)).toHaveLength(2);
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.objectContaining({ outcome: 'unknown' }),
		]);
	});

	it('the first page over and over, under the number that was asked for, ends with a message', async () => {
		const ids = idsFrom(0, largestPage);
		answer([
			[1, 3, ids],
			[2, 3, ids],
			[3, 3, ids],
		]);

		const { items } = await getMany(sandbox(), vendor, { returnAll: true });

		expect(conversation(sandbox(), vendor)).toHaveLength(2);
		expect(items).toHaveLength(1);
		expect(items[0]?.json.error).toMatchObject({
			outcome: 'unknown',
			message: expect.stringContaining('page 2 of the list was the same as one before'),
		});
	});

	describe.each(filters)('filters: $title', ({ filters: chosen, timezone, query }) => {
		const partsOf = (request: string) => request.slice(request.indexOf('?') + 1).split('&');
		const nameOf = (part: string) => part.slice(0, part.indexOf('='));
		const paging = partsOf(listRequest(1, 1)).map(nameOf);

		/** What a request asks beside its page. */
		function asked(request: string): string[] {
			return partsOf(request)
				.filter((part) => !paging.includes(nameOf(part)))
				.sort();
		}

		it('go along under their documented names, on every page', async () => {
			const ids = idsFrom(0, 3 * largestPage);
			answer(
				[1, 2, 3].map((page) => [
					page,
					3,
					ids.slice((page - 1) * largestPage).slice(0, largestPage),
				]),
			);

			const { thrown } = await getMany(
				sandbox(),
				vendor,
				{ returnAll: true, filters: chosen },
				{ timezone },
			);

			expect(thrown).toBeUndefined();
			expect(conversation(sandbox(), vendor).map(asked)).toEqual(Array(3).fill(query));
		});
	});

	it.each([undefined, null, '', '  '])(
		'a filter that an expression leaves blank (%j) sends nothing for that item, and the other items get their lists',
		async (value) => {
			seedByAge(sandbox(), order, 2);
			const { name, good } = blankFilter;

			const { items } = await getMany(
				sandbox(),
				vendor,
				{ filters: { [name]: '={{ $json.value }}' } },
				{ fields: [{ value }, { value: good }] },
			);

			expect(items[0]?.json.error).toMatchObject({
				service: vendor.service,
				outcome: 'notAttempted',
				message: expect.stringMatching(
					/^The list of orders was not read: the filter '[\w ]+' is (blank|not a date) for this item$/,
				),
				nextStep: expect.stringMatching(/^Fill '[\w ]+' for every item, or remove the filter$/),
			});
			expect(sandbox().requests()).toHaveLength(1);
		},
	);
});
