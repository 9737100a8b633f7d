import { leastMsAllowed, median, spreadOf, unevenness } from './statistics';

describe('what is said of several samples', () => {
	it.each([
		['the only one', [7], 7],
		['the middle one, however they are sorted', [9, 1, 100, 2, 5], 5],
		['between the two in the middle', [4, 1, 2, 30], 3],
	])('the median is %s', (_, values, expected) => {
		expect(median(values)).toBe(expected);
	});

	it('the spread goes from the smallest to the largest, as numbers and not as text', () => {
		expect(spreadOf([9, 10, 101, 2, 20])).toEqual({ median: 10, least: 2, most: 101 });
	});

	it('there is no median of nothing', () => {
		expect(() => median([])).toThrow('There is no median of nothing');
	});

	it('what grows from 2 to 2.5 is uneven by a quarter, wherever the 2.5 stands', () => {
		expect(unevenness([2, 2.5, 2.2])).toBeCloseTo(0.25);
		expect(unevenness([3, 3])).toBe(0);
	});
});

describe('the least time that a limit allows', () => {
	const minute = { requests: 60, windowMs: 60_000 };

	it.each([
		[1, 0],
		[60, 0],
		[61, 60_000],
		[120, 60_000],
		[300, 240_000],
	])('%d orders at 60 per minute take %d ms, because the first window is free', (orders, ms) => {
		expect(leastMsAllowed(orders, minute)).toBe(ms);
	});
});
