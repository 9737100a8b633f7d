import fc from 'fast-check';

import { SlidingWindow } from '../../../nodes/orders/client/slidingWindow';

const LIMIT = { requests: 3, windowMs: 1_000 };

/** A window after requests that ended at these times. */
function after(...ends: number[]): SlidingWindow {
	const window = new SlidingWindow();
	for (const end of ends) window.add(end);
	return window;
}

describe('when a limit allows the next request', () => {
	it.each([
		['now, if nothing was sent', after(), 0, 500],
		['now, as long as fewer ended or are under way than the limit', after(0, 400), 0, 500],
		['a window after the first that fills the limit has ended', after(0, 100, 400), 0, 1_000],
		['a window after the second, if one is under way beside them', after(0, 100, 400), 1, 1_100],
		['not before one under way has ended, if those alone fill the limit', after(400), 3, Infinity],
		['now, if what fills the limit has left the window', after(-500, 100, 400), 0, 500],
	])('is %s', (_when, window, inFlight, expected) => {
		expect(window.nextFree(LIMIT, inFlight, 500)).toBe(expected);
	});

	it('is at a time when the limit is free, and never earlier than that', () => {
		const anyLimit = fc.record({
			requests: fc.integer({ min: 1, max: 10 }),
			windowMs: fc.integer({ min: 1, max: 60_000 }),
		});
		const anyEnds = fc
			.array(fc.nat(60_000), { maxLength: 30 })
			.map((ends) => ends.sort((a, b) => a - b));
		fc.assert(
			fc.property(anyLimit, anyEnds, fc.nat(12), (limit, ends, inFlight) => {
				const now = ends.at(-1) ?? 0;
				const window = after(...ends);
				const takenAt = (time: number) => inFlight + window.countIn(limit.windowMs, time);

				const free = window.nextFree(limit, inFlight, now);

				if (free === Infinity) return expect(inFlight).toBeGreaterThanOrEqual(limit.requests);
				expect(takenAt(free)).toBeLessThan(limit.requests);
				if (free > now) expect(takenAt(free - 1)).toBeGreaterThanOrEqual(limit.requests);
			}),
		);
	});
});

describe('what a limit remembers', () => {
	it('is the last minute, counted from the end of a request', () => {
		const window = after(1_000);
		expect([window.isEmpty(60_999), window.isEmpty(61_000)]).toEqual([false, true]);
	});
});
