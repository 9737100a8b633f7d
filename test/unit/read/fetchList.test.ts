import fc from 'fast-check';

import { fetchList, fetchPages } from '../../../nodes/orders/read/fetchList';
import type { RequestPlan } from '../../../nodes/orders/vendor/vendor';
import { answered, clientFor, LOST } from '../support/client';
import { FakeClock } from '../support/fakeClock';
import { pagesOf, readPages, thanksIoPage } from '../support/lists';
import { FAST_POD, SNAPPY, SNAPPY_GIFT, THANKS_IO } from '../support/subjects';

const HOUR_MS = 3_600_000;

function snappyOrders(from: number, to: number) {
	return Array.from({ length: to - from }, (_, n) => ({
		id: `G7nR4bD${from + n}`,
		status: 'active',
	}));
}

describe('a list', () => {
	it('is read up to its last page, as the answer counts them', async () => {
		const { ids, asked } = await readPages(pagesOf(250));
		expect(ids.split(' ')).toHaveLength(250);
		expect(asked.map(({ page }) => page)).toEqual([1, 2, 3]);
	});

	it('is read as long as there is a link to a next page', async () => {
		const { ids, asked } = await readPages(({ page }) =>
			thanksIoPage([page], {}, { next: page < 3 ? 'https://elsewhere.example/?page=9' : null }),
		);
		expect(ids).toBe('1 2 3');
		expect(asked.map(({ page }) => page)).toEqual([1, 2, 3]);
	});

	it('is read up to an empty page, where the answer says nothing about the end', async () => {
		const { ids, asked } = await readPages(({ page }) => thanksIoPage(page < 3 ? [page] : []));
		expect(ids).toBe('1 2');
		expect(asked).toHaveLength(3);
	});

	it('is read until its last page comes once more, where the answer says no more than its own number', async () => {
		const { ids } = await readPages(({ page }) =>
			thanksIoPage([Math.min(page, 2)], { current_page: Math.min(page, 2) }),
		);
		expect(ids).toBe('1 2');
	});

	it.each([
		['an empty page', []],
		['its last page once more', snappyOrders(200, 250)],
	])(
		'of Snappy that caps the page at 100 of 300 and sends no links is read to %s: 250 of 250',
		async (_end, end) => {
			const { asked, ids } = await readPages(
				({ page }) => {
					const from = (page - 1) * 100;
					const data = from >= 250 ? end : snappyOrders(from, Math.min(from + 100, 250));
					return answered(200, { data });
				},
				{ entry: SNAPPY },
			);
			expect(new Set(ids.split(' ')).size).toBe(250);
			expect(asked.map(({ page }) => page)).toEqual([1, 2, 3, 4]);
		},
	);

	it.each([300, 100, 30, 1])(
		'of gifts, capped at %d a page, goes on after what was really received',
		async (cap) => {
			const all = Array.from({ length: 130 }, (_, n) => ({
				id: `gift0000${n}`,
				status: 'claimed',
			}));
			const { asked, ids } = await readPages(
				({ skip = 0, size }) =>
					answered(200, { results: all.slice(skip, skip + Math.min(size, cap)) }),
				{ entry: SNAPPY_GIFT },
			);
			expect(ids).toBe(all.map(({ id }) => id).join(' '));
			expect(asked.at(-1)).toMatchObject({ skip: 130, size: 100 });
		},
	);

	it.each([
		['FastPOD', FAST_POD, (page: number, data: object[]) => ({ current_page: page, data })],
		['thanks.io', THANKS_IO, (page: number, data: object[]) => ({ data, meta: { page } })],
	])('of %s that caps the page and says nothing about its end is read whole', async (...row) => {
		const [, entry, body] = row;
		const all = Array.from({ length: 25 }, (_, n) => ({
			id: n + 1,
			status: 'Reviewing',
			order_status: 'draft',
		}));
		const { ids } = await readPages(
			({ page }) => answered(200, body(page, all.slice((page - 1) * 10, page * 10))),
			{ entry },
		);
		expect(ids.split(' ')).toHaveLength(25);
	});

	it('of a service that knows no pages ends with its first one, which comes again', async () => {
		const data = [{ id: 'F-1', order_status: 'draft' }];
		const { ids, asked } = await readPages(() => answered(200, { current_page: 1, data }), {
			entry: FAST_POD,
		});
		expect(ids).toBe('F-1');
		expect(asked).toHaveLength(2);
	});

	it('is read in pages no larger than needed', async () => {
		const { ids, asked } = await readPages(pagesOf(250), { most: 7 });
		expect(ids).toBe('1 2 3 4 5 6 7');
		expect(asked).toEqual([{ page: 1, size: 7 }]);
	});

	it('is read until there are as many as were wanted, also over several pages', async () => {
		const { ids, asked } = await readPages(pagesOf(250), { most: 120 });
		expect(ids.split(' ')).toHaveLength(120);
		expect(asked.map(({ page }) => page)).toEqual([1, 2]);
	});
});

describe('a list that has no filters of ours', () => {
	it('is read in pages no larger than needed, whatever the service filters', async () => {
		const data = snappyOrders(1, 2);
		const { asked } = await readPages(() => answered(200, { data }), {
			entry: SNAPPY,
			filters: { status: 'active' },
			most: 1,
		});
		expect(asked).toEqual([{ page: 1, size: 1 }]);
	});
});

describe('the pages of a list', () => {
	const { list } = THANKS_IO.subject;
	if (list === undefined) throw new Error('thanks.io has a list.');
	const ask = { list, filters: {}, settings: {} };

	it('end with what could not be read, which comes in its place', async () => {
		const clock = new FakeClock();
		const answers = [pagesOf(9)({ page: 1, size: 2 }), answered(418)];
		const client = clientFor(clock, () => answers.shift() ?? LOST);
		const read = async () => {
			const pages: string[] = [];
			for await (const page of fetchPages(client, ask, 2)) {
				pages.push('found' in page ? page.found : page.states.map(({ id }) => id).join());
			}
			return pages;
		};
		expect(await clock.finish(read(), HOUR_MS)).toEqual(['1,2', 'unreadable']);
	});

	it('leave after what finishes something that was begun before', async () => {
		const clock = new FakeClock();
		const arrived: string[] = [];
		const transmit = ({ path }: RequestPlan) => {
			arrived.push(path);
			return pagesOf(1)({ page: 1, size: 1 });
		};
		const limit = { requests: 1, windowMs: 60_000 };
		const client = clientFor(clock, transmit, { limit });
		const send = async (path: string, urgent: boolean) =>
			await client.read({ method: 'GET', path }, { urgent });
		const reads = [
			send('first', false),
			fetchList(client, { ...ask, most: 1 }),
			send('settles', true),
		];
		await clock.finish(Promise.all(reads), HOUR_MS);
		expect(arrived).toEqual(['first', 'settles', '/orders/list']);
	});
});

describe('an order whose ID is too large to be exact', () => {
	const page = (...ids: string[]) => {
		const data = ids.map((id) => `{"id":${id},"status":"Reviewing"}`).join(',');
		return answered(200, JSON.parse(`{"data":[${data}]}`));
	};

	it('comes out without an ID, also in the order as received, and no other gets lost', async () => {
		const pages = [page('1', '9007199254740993', '9007199254740992', '2')];
		const { reading } = await readPages(() => pages.shift() ?? page());
		const states = Array.isArray(reading) ? reading : [];
		expect(states.map(({ id }) => id)).toEqual(['1', null, null, '2']);
		expect(states.map(({ order }) => order.id)).toEqual([1, null, null, 2]);
		expect(JSON.stringify(states)).not.toContain('900719925474');
	});

	it('does not keep the list from ending', async () => {
		const { reading, asked } = await readPages(() => page('9007199254740993'));
		expect(reading).toHaveLength(1);
		expect(asked).toHaveLength(2);
	});
});

describe('an order that moves to the next page while the list is read', () => {
	it('comes out once', async () => {
		const meta = (page: number) => ({ current_page: page, last_page: 2 });
		const { ids } = await readPages(({ page }) =>
			thanksIoPage(page === 1 ? [1, 2, 3] : [3, 4], meta(page)),
		);
		expect(ids).toBe('1 2 3 4');
	});

	it('comes out once also if one page has it twice', async () => {
		const { ids } = await readPages(() => thanksIoPage([1, 2, 1], { last_page: 1 }));
		expect(ids).toBe('1 2');
	});

	it('does not make a last page that holds nothing else look like a repeated one', async () => {
		const meta = (page: number) => ({ current_page: page, last_page: 2 });
		const { ids } = await readPages(({ page }) =>
			thanksIoPage(page === 1 ? [1, 2] : [2], meta(page)),
		);
		expect(ids).toBe('1 2');
	});

	it('is not counted twice towards the number that is wanted', async () => {
		const pages = [
			[1, 2],
			[2, 3],
			[4, 5],
		];
		const { ids } = await readPages(
			({ page }) => thanksIoPage(pages[page - 1] ?? [], { current_page: page, last_page: 3 }),
			{ most: 4 },
		);
		expect(ids).toBe('1 2 3 4');
	});
});

describe('a filter that the service does not have', () => {
	it('leaves out the others, and pages are as large as they can be', async () => {
		const data = [
			{ id: 1, status: 'Reviewing' },
			{ id: 2, status: 'Printing' },
			{ id: 3, status: 'Reviewing' },
		];
		const body = { data, meta: { current_page: 1, last_page: 1 } };
		const filters = { status: 'reviewing' };
		const { ids, asked } = await readPages(() => answered(200, body), { filters, most: 1 });
		expect(ids).toBe('1');
		expect(asked).toEqual([{ page: 1, size: 100 }]);
		expect((await readPages(() => answered(200, body), { filters })).ids).toBe('1 3');
	});

	it('is read on for, over pages that hold none of those wanted', async () => {
		const { ids, asked } = await readPages(
			({ page }) =>
				answered(200, {
					data: [{ id: page, status: page === 3 ? 'Paused' : 'Reviewing' }],
					meta: { current_page: page, last_page: 9 },
				}),
			{ filters: { status: 'paused' }, most: 1 },
		);
		expect(ids).toBe('3');
		expect(asked).toHaveLength(3);
	});

	it('compares a reference of FastPOD exactly, though its search may find more', async () => {
		const found = (id: string, reference_id: string) => ({
			id,
			reference_id,
			order_status: 'draft',
		});
		const data = [found('F-1', '1001'), found('F-2', '10011'), found('F-3', '1001')];
		const { ids } = await readPages(() => answered(200, { current_page: 1, data, last_page: 1 }), {
			entry: FAST_POD,
			filters: { reference: '1001' },
		});
		expect(ids).toBe('F-1 F-3');
	});
});

describe('whatever the pages hold', () => {
	it('every order comes out once, in its order, up to the number wanted, and there is an end', async () => {
		const page = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 });
		const most = fc.oneof(fc.integer({ min: 1, max: 10 }), fc.constant(Infinity));
		await fc.assert(
			fc.asyncProperty(fc.array(page, { maxLength: 6 }), most, async (pages, wanted) => {
				const { reading, ids, asked } = await readPages(
					(ask) => thanksIoPage(pages[ask.page - 1] ?? []),
					{ most: wanted },
				);
				expect(asked.length).toBeLessThanOrEqual(pages.length + 1);
				if (!Array.isArray(reading)) return;
				const distinct = [...new Set(pages.slice(0, asked.length).flat())];
				expect(ids).toBe(distinct.slice(0, wanted).join(' '));
			}),
			{ numRuns: 300 },
		);
	});
});
