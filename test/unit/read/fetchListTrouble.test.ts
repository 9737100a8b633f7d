import type { CallEnd } from '../../../nodes/orders/client/reply';
import { answered, LOST } from '../support/client';
import { pagesOf, readPages, thanksIoPage } from '../support/lists';

describe('a list that goes wrong', () => {
	const DETAIL = 'page 2 of the list was the same as one before';

	it('and repeats a page without end is not read for ever: nothing says that more is to come', async () => {
		const { ids, asked } = await readPages(() => thanksIoPage([1, 2]));
		expect(ids).toBe('1 2');
		expect(asked).toHaveLength(2);
	});

	it.each([
		['counts on', { last_page: 9 }, {}],
		['links on', {}, { next: 'https://api.thanks.io/api/v2/orders/list?page=3' }],
	])('and repeats a page although it %s is not complete', async (_says, meta, links) => {
		const { reading, asked } = await readPages(({ page }) =>
			thanksIoPage([1, 2], { current_page: page, ...meta }, links),
		);
		expect(reading).toEqual({ found: 'unreadable', httpStatus: 200, detail: DETAIL });
		expect(asked).toHaveLength(2);
	});

	it('and is empty although it counts on is not complete', async () => {
		const { reading } = await readPages(({ page }) =>
			thanksIoPage(page === 1 ? [1] : [], { current_page: page, last_page: 9 }),
		);
		const detail = 'page 2 of the list was empty, although more was to come';
		expect(reading).toMatchObject({ found: 'unreadable', detail });
	});

	it('and gives another page than was asked for is not understood', async () => {
		const { reading } = await readPages(() => thanksIoPage([1], { current_page: 1, last_page: 9 }));
		expect(reading).toEqual({
			found: 'unreadable',
			httpStatus: 200,
			detail: 'the answer could not be understood',
		});
	});

	it.each<[string, CallEnd, object]>([
		['is refused', answered(403, {}), { found: 'denied', httpStatus: 403 }],
		['is not there', answered(404, {}), { found: 'unreadable', httpStatus: 404 }],
		['never comes', LOST, { found: 'unreadable', detail: 'no answer came in time' }],
		['is a web page', answered(200, '<html>'), { found: 'elsewhere', httpStatus: 200 }],
		['has an entry that is no order', answered(200, { data: [7] }), { found: 'unreadable' }],
	])(
		'in the middle gives nothing: a shorter list would look complete (page 2 %s)',
		async (...row) => {
			const [, answer, expected] = row;
			const first = thanksIoPage([1, 2], { current_page: 1, last_page: 3 });
			const { reading } = await readPages(({ page }) => (page === 1 ? first : answer));
			expect(reading).toMatchObject(expected);
		},
	);

	it('for a moment is asked again for the same page', async () => {
		const answers = [answered(500, ''), LOST, answered(429, '')];
		const pages = pagesOf(150);
		const { ids, asked } = await readPages((ask) =>
			ask.page === 2 ? (answers.shift() ?? pages(ask)) : pages(ask),
		);
		expect(ids.split(' ')).toHaveLength(150);
		expect(asked.map(({ page }) => page)).toEqual([1, 2, 2, 2, 2]);
	});

	it('because time is over is not read on', async () => {
		const { reading, asked } = await readPages(pagesOf(250), { client: { deadline: 0 } });
		expect(reading).toEqual({ found: 'notSent', httpStatus: null, why: 'outOfTime' });
		expect(asked).toEqual([]);
	});
});
