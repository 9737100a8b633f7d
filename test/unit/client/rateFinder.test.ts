import { RateFinder, type Journey } from '../../../nodes/orders/client/rateFinder';
import type { RequestEnd } from '../../../nodes/orders/client/reply';

/** A request from one time to another. */
function journey(start: number, end: number, more: Partial<Journey> = {}): Journey {
	return { start, end, others: 0, isProbe: false, ...more };
}

/** A service has let something through, which was answered at 50 ms. */
function letThrough(finder: RateFinder, count = 1, others = 0): void {
	for (let request = 0; request < count; request++) finder.pass('well', journey(0, 50, { others }));
}

describe('when to try again after a 429', () => {
	/** Of a first 429 at a time, with the middle of all waits, which is 100 ms. */
	function waitAt(end: number): number {
		const finder = new RateFinder();
		letThrough(finder);
		return finder.refuse(journey(end - 50, end), 0.5);
	}

	it('is after a while', () => {
		expect(waitAt(500)).toBe(100);
	});

	it.each([
		[904, 100],
		[905, 100],
		[906, 149],
		[1_000, 55],
		[1_054, 1],
		[1_055, 100],
		[1_056, 100],
	])(
		'is when a window of a second ends that began with the first answer, if that is about then: at %d ms, in %d ms',
		(end, wait) => {
			expect(waitAt(end)).toBe(wait);
		},
	);

	it.each([
		[10_000, 55],
		[60_000, 55],
	])('or a longer one: at %d ms, in %d ms', (end, wait) => {
		expect(waitAt(end)).toBe(wait);
	});
});

describe('what a service lets through', () => {
	/** Milliseconds from one request to the next, where 20 were let through, the last was refused and then one was again. */
	function intervalAfter(
		{ lastRefused, again }: { lastRefused: number; again: number },
		others: readonly RequestEnd[] = [],
	): number {
		const finder = new RateFinder();
		letThrough(finder, 20);
		for (const end of others) finder.pass(end, journey(0, 50));
		finder.refuse(journey(lastRefused, lastRefused + 1), 0.5);
		finder.leave();
		finder.pass('well', journey(again, again + 1, { isProbe: true }));
		return finder.interval(again + 1) * 0.96;
	}

	it.each([
		['a second', 900, 1_100, 1_000 / 20],
		['a second, to its very end', 900, 1_000, 1_000 / 20],
		['ten seconds', 9_000, 11_000, 10_000 / 20],
		['a minute', 50_000, 70_000, 60_000 / 20],
	])('is counted over %s, if that lies between the last refusal and the end of them', (...row) => {
		const [, lastRefused, again, interval] = row;
		expect(intervalAfter({ lastRefused, again })).toBeCloseTo(interval, 6);
	});

	it.each<[string, RequestEnd, number]>([
		['that denies a key has let it through', 'denied', 40],
		['that says nothing is not known to be', 'badly', 20],
	])('an answer %s', (_what, end, count) => {
		const interval = intervalAfter({ lastRefused: 900, again: 1_100 }, Array(20).fill(end));
		expect(interval).toBeCloseTo(1_000 / count, 6);
	});

	it('is counted over what lies between both, if no usual time does', () => {
		expect(intervalAfter({ lastRefused: 2_000, again: 8_000 })).toBeCloseTo(4_000 / 20, 6);
		expect(intervalAfter({ lastRefused: 1_000, again: 4_000 })).toBeCloseTo(2_000 / 20, 6);
	});
});

describe('how many may be under way after a 429', () => {
	/** How many may be after each of some more that are let through, all of them used. */
	function growth(finder: RateFinder, count: number): number[] {
		return Array.from({ length: count }, (_, request) => {
			const end = 10_000 + request;
			finder.pass('well', journey(end - 50, end, { others: 63 }));
			return finder.mostInFlight(false, false);
		});
	}

	it('grows fast up to what was refused, and carefully from there', () => {
		const finder = new RateFinder();
		letThrough(finder, 70, 63);
		finder.refuse(journey(60, 110, { others: 6 }), 0.5);
		finder.leave();
		finder.pass('well', journey(200, 250, { isProbe: true, others: 63 }));
		expect(growth(finder, 11)).toEqual([4, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7]);
	});
});
