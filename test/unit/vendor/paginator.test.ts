import fc from 'fast-check';

import type { OrderState } from '../../../nodes/orders';
import { placedPage, placeOf, type PageNumbers } from '../../../nodes/orders/vendor/paginator';

const STATES: OrderState[] = [
	{ id: '1', status: 'Reviewing', phase: 'cancellable', cancelledAt: null, order: {} },
];

/** An answer that says nothing of its place. */
const SILENT: PageNumbers = { current: undefined, last: undefined, next: undefined };

function place(numbers: Partial<PageNumbers>, asked: number) {
	return placeOf({ ...SILENT, ...numbers }, asked);
}

/** JSON has no undefined. */
const anyValue = fc.oneof(fc.jsonValue(), fc.constant(undefined));

describe('a page of a list', () => {
	it.each<[place: string, page: string, Partial<PageNumbers>, asked: number]>([
		['last', 'has the last number', { current: 2, last: 2 }, 2],
		['more', 'comes before the last number', { current: 1, last: 2 }, 1],
		['last', 'has the last number, as text', { current: '2', last: '2' }, 2],
		['more', 'comes before the last number, as text', { current: '9', last: '10' }, 9],
		['last', 'lies past the last number', { current: 3, last: 2 }, 3],
		['last', 'has no number of its own', { last: 2 }, 2],
		['last', 'has no link to a next one', { current: 2, next: null }, 2],
		['more', 'links to a next one', { current: 1, next: 'https://x.example/?page=2' }, 1],
		['more', 'has a number that says more than its link', { last: 2, next: null }, 1],
		['unknown', 'has an empty link', { current: 1, next: '' }, 1],
		['unknown', 'has a last number that is none', { current: 1, last: 'many' }, 1],
		['unknown', 'has a blank last number', { current: 1, last: ' ' }, 1],
		['unknown', 'has a fraction for a last number', { current: 1, last: 1.5 }, 1],
		['unknown', 'says nothing', {}, 1],
	])('is followed by: %s, if it %s', (expected, _page, numbers, asked) => {
		expect(place(numbers, asked)).toBe(expected);
	});

	it.each<[string, Partial<PageNumbers>, asked: number]>([
		['a later one', { current: 3, last: 9 }, 2],
		['an earlier one of a list that says how long it is', { current: 1, last: 9 }, 2],
		['an earlier one that links to the next', { current: 1, next: 'x' }, 2],
		['an earlier one that links to none', { current: 1, next: null }, 2],
		['a later one of a list that says nothing else', { current: 3 }, 2],
		['page 0', { current: 0, last: 9 }, 1],
	])('is not taken for the one asked for if it is %s', (_page, numbers, asked) => {
		expect(place(numbers, asked)).toBe('wrongPage');
	});

	it('may be the last one once more if nothing else tells the end: its orders show it', () => {
		expect(place({ current: 2 }, 3)).toBe('unknown');
		expect(place({ current: '2' }, 3)).toBe('unknown');
	});

	it('means the same whether its numbers come as numbers or as text', () => {
		const count = fc.option(fc.nat(50), { nil: undefined });
		fc.assert(
			fc.property(count, count, fc.integer({ min: 1, max: 50 }), (current, last, asked) => {
				const text = (value: number | undefined) => (value === undefined ? value : ` ${value} `);
				expect(place({ current: text(current), last: text(last) }, asked)).toBe(
					place({ current, last }, asked),
				);
			}),
		);
	});

	it('never throws, and is never believed under another number than the one asked for', () => {
		fc.assert(
			fc.property(anyValue, anyValue, anyValue, (current, last, next) => {
				expect(['last', 'more', 'unknown', 'wrongPage']).toContain(
					placeOf({ current, last, next }, 2),
				);
				expect(['unknown', 'wrongPage']).toContain(placeOf({ current: 5, last, next }, 6));
				expect(placeOf({ current: 7, last, next }, 6)).toBe('wrongPage');
			}),
		);
	});
});

describe('the orders of a page', () => {
	it.each([
		['last', true],
		['more', false],
		['unknown', null],
	] as const)('are kept with what is known about the end (%s: %s)', (where, isLast) => {
		expect(placedPage(STATES, where)).toEqual({ states: STATES, isLast });
	});

	it('are not taken from another page, which would lose or repeat orders', () => {
		expect(placedPage(STATES, 'wrongPage')).toBeNull();
	});
});
