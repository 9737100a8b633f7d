import fc from 'fast-check';

import type { OrderState } from '../../../nodes/orders/contract/orderState';
import { placedPage, placeOf, type PageNumbers } from '../../../nodes/orders/contract/paginator';

const STATES: OrderState[] = [
	{ orderId: '1', status: 'Reviewing', phase: 'cancellable', cancelledAt: null, order: {} },
];

/** An answer that says nothing of its place. */
const SILENT: PageNumbers = { current: undefined, last: undefined, next: undefined };

function place(numbers: Partial<PageNumbers>, asked: number, isFull = true) {
	return placeOf({ ...SILENT, ...numbers }, asked, isFull);
}

/** JSON has no undefined. */
const anyValue = fc.oneof(fc.jsonValue(), fc.constant(undefined));

describe('a page of a list', () => {
	it.each<[string, Partial<PageNumbers>, number, boolean | null]>([
		['of the last number', { current: 2, last: 2 }, 2, true],
		['before the last number', { current: 1, last: 2 }, 1, false],
		['of the last number, as text', { current: '2', last: '2' }, 2, true],
		['before the last number, as text', { current: '9', last: '10' }, 9, false],
		['past the last number', { current: 3, last: 2 }, 3, true],
		['without a number of its own', { last: 2 }, 2, true],
		['with no link to the next one', { current: 2, next: null }, 2, true],
		['with a link to the next one', { current: 1, next: 'https://x.example/?page=2' }, 1, false],
		['whose number counts more than its link', { last: 2, next: null }, 1, false],
		['whose link is empty', { current: 1, next: '' }, 1, null],
		['whose last number is no number', { current: 1, last: 'many' }, 1, null],
		['whose last number is blank', { current: 1, last: ' ' }, 1, null],
		['whose last number is a fraction', { current: 1, last: 1.5 }, 1, null],
		['that says nothing', {}, 1, null],
	])('%s: is the last one?', (_case, numbers, asked, expected) => {
		expect(place(numbers, asked)).toBe(expected);
		expect(place(numbers, asked, false)).toBe(expected);
	});

	it.each<[string, Partial<PageNumbers>, number, boolean]>([
		['is a later one', { current: 3, last: 9 }, 2, true],
		['is an earlier one of a list that says how long it is', { current: 1, last: 9 }, 2, false],
		['is an earlier one that links to the next', { current: 1, next: 'x' }, 2, false],
		['is an earlier one that links to none', { current: 1, next: null }, 2, false],
		['is an earlier one, full, so more could follow', { current: 1 }, 2, true],
		['is a later one of a list that says nothing else', { current: 3 }, 2, false],
		['is page 0', { current: 0, last: 9 }, 1, true],
	])('that %s is not taken for the one that was asked for', (_case, numbers, asked, isFull) => {
		expect(place(numbers, asked, isFull)).toBe('other');
	});

	it('that is the last one given once more ends the list (nothing else was said about its end)', () => {
		expect(place({ current: 2 }, 3, false)).toBe('beyond');
		expect(place({ current: '2' }, 3, false)).toBe('beyond');
	});

	it('is understood the same whether its numbers come as numbers or as text', () => {
		const count = fc.option(fc.nat(50), { nil: undefined });
		fc.assert(
			fc.property(count, count, fc.integer({ min: 1, max: 50 }), fc.boolean(), (...row) => {
				const [current, last, asked, isFull] = row;
				const text = (value: number | undefined) => (value === undefined ? value : ` ${value} `);
				expect(place({ current: text(current), last: text(last) }, asked, isFull)).toBe(
					place({ current, last }, asked, isFull),
				);
			}),
		);
	});

	it('never throws, and is never believed under another number than the one asked for', () => {
		fc.assert(
			fc.property(anyValue, anyValue, anyValue, fc.boolean(), (current, last, next, isFull) => {
				expect([true, false, null, 'other', 'beyond']).toContain(
					placeOf({ current, last, next }, 2, isFull),
				);
				expect(['other', 'beyond']).toContain(placeOf({ current: 5, last, next }, 6, isFull));
				expect(placeOf({ current: 7, last, next }, 6, isFull)).toBe('other');
			}),
		);
	});
});

describe('the orders of a page', () => {
	it.each([true, false, null])('are kept with what is known about the end (%s)', (isLast) => {
		expect(placedPage(STATES, isLast)).toEqual({ states: STATES, isLast });
	});

	it('are not repeated past the end', () => {
		expect(placedPage(STATES, 'beyond')).toEqual({ states: [], isLast: true });
	});

	it('of another page are no answer: taking them would lose or repeat orders', () => {
		expect(placedPage(STATES, 'other')).toBeNull();
	});
});
