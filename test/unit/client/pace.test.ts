import fc from 'fast-check';

import type { RequestLimit } from '../../../nodes/orders/vendor/vendor';
import { DAY_MS, times, Traffic } from '../support/traffic';

const THANKS_IO: RequestLimit = { requests: 60, windowMs: 60_000 };
const SNAPPY: RequestLimit = { requests: 100, windowMs: 1_000 };

const anyLimit: fc.Arbitrary<RequestLimit> = fc.oneof(
	fc.constant(THANKS_IO),
	fc.constant(SNAPPY),
	fc.record({
		requests: fc.integer({ min: 1, max: 30 }),
		windowMs: fc.integer({ min: 20, max: 1_000 }),
	}),
);

/** Latencies as fractions of the window: mostly small, some longer than the window itself. */
const anyLatency = fc.oneof(
	{ weight: 4, arbitrary: fc.double({ min: 0, max: 0.02, noNaN: true }) },
	{ weight: 1, arbitrary: fc.double({ min: 0, max: 1.5, noNaN: true }) },
);

/** One request: its latency, and where between leaving and answer it arrives at the vendor. */
const anyJourney = fc.record({
	latency: anyLatency,
	arrival: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
});

interface Journey {
	latencyMs: number;
	/** When the vendor counts it, after its start. */
	arrivalMs: number;
}

describe('a published limit', () => {
	/** How close any two arrivals came that must be a window apart, beyond what is allowed; in milliseconds. */
	async function excess(limit: RequestLimit, journeys: readonly Journey[]): Promise<number[]> {
		const { requests, windowMs } = limit;
		const traffic = new Traffic();
		await traffic.complete(journeys.map(({ latencyMs }) => ({ limit, latencyMs })));
		const arrivals = traffic.sent
			.map(({ index, start }) => start + (journeys[index]?.arrivalMs ?? 0))
			.sort((a, b) => a - b);
		expect(arrivals).toHaveLength(journeys.length);
		const gaps = arrivals.slice(requests).map((at, index) => at - (arrivals[index] ?? NaN));
		return gaps.filter((gap) => gap < windowMs);
	}

	it('is never exceeded where the vendor counts, however long requests are on their way', async () => {
		await fc.assert(
			fc.asyncProperty(
				anyLimit,
				fc.array(anyJourney, { minLength: 110, maxLength: 160 }),
				async (limit, parts) => {
					const journeys = parts.map(({ latency, arrival }) => {
						const latencyMs = Math.round(latency * limit.windowMs);
						return { latencyMs, arrivalMs: latencyMs * arrival };
					});
					// An answer that was there at once shows that nothing is sure about the way of a request.
					const atOnce = { latencyMs: 0, arrivalMs: 0 };
					expect(await excess(limit, [atOnce, ...journeys])).toEqual([]);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('is never exceeded either where every way takes its time, and a part of it is used', async () => {
		const anyWay = fc.record({ there: fc.nat(40), back: fc.nat(40) });
		await fc.assert(
			fc.asyncProperty(
				anyLimit,
				anyWay,
				fc.array(anyJourney, { minLength: 110, maxLength: 160 }),
				async (limit, { there, back }, parts) => {
					const shortest = { latencyMs: there + back, arrivalMs: there };
					const journeys = parts.map(({ latency, arrival }) => {
						const delayMs = Math.round(latency * limit.windowMs);
						return {
							latencyMs: there + delayMs + back,
							arrivalMs: there + delayMs * arrival,
						};
					});
					expect(await excess(limit, [shortest, ...journeys])).toEqual([]);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('allows a burst of as many requests as the limit, and the next one a window after the first has arrived', async () => {
		const traffic = new Traffic();

		await traffic.complete(times(61, { limit: THANKS_IO, latencyMs: 10 }));

		expect(Math.max(...traffic.starts.slice(0, 60))).toBeLessThan(1_000);
		// It arrived within the 10 ms of its journey.
		expect(traffic.starts[60]).toBeGreaterThanOrEqual(60_000);
		expect(traffic.starts[60]).toBeLessThanOrEqual(60_000 + 10);
	});

	it.each([
		['60 per minute: 300 orders take 4 minutes', THANKS_IO, 300, 240_000],
		['100 per second: 1,000 orders take 9 seconds', SNAPPY, 1_000, 9_000],
	])('is used to the full (%s)', async (_case, limit, count, expectedMs) => {
		const traffic = new Traffic();

		await traffic.complete(times(count, { limit, latencyMs: 20 }));

		expect(traffic.sent).toHaveLength(count);
		expect(traffic.elapsed).toBeGreaterThanOrEqual(expectedMs);
		expect(traffic.elapsed).toBeLessThan(expectedMs * 1.05);
	});

	it('holds for users with different limits: each counts the requests of the other', async () => {
		const traffic = new Traffic();
		const strict: RequestLimit = { requests: 10, windowMs: 60_000 };

		await traffic.complete(times(10, { limit: THANKS_IO, latencyMs: 10 }));
		await traffic.complete([{ limit: strict, latencyMs: 10 }]);
		await traffic.complete(times(59, { limit: THANKS_IO, latencyMs: 10 }));

		expect(traffic.starts[10]).toBeGreaterThanOrEqual(60_000);
		// 59 of 60 beside the strict one: nothing had to wait for another window.
		expect(traffic.elapsed).toBeLessThan(62_000);
	});
});

describe('a limit that was told', () => {
	const FIFTY_PER_SECOND: RequestLimit = { requests: 3_000, windowMs: 60_000, isSpread: true };

	it('is used to the full by a busy process, too: what it holds up is caught up with', async () => {
		const traffic = new Traffic();
		const work = traffic.workers(times(500, { limit: FIFTY_PER_SECOND, latencyMs: 50 }));
		// At another place of each second.
		for (let held = 0; held < 13; held++) {
			await traffic.clock.advance(670);
			traffic.clock.holdUp(30);
		}
		await traffic.clock.finish(work, DAY_MS);

		// One after another, the first 50 ms before the second; without catching up, 13 times up to 30 ms more.
		const spreadMs = 50 + 498 * 1.006 * 20;
		expect(traffic.starts.at(-1)).toBeGreaterThanOrEqual(spreadMs);
		expect(traffic.starts.at(-1)).toBeLessThanOrEqual(spreadMs + 60);
		const gaps = traffic.starts.slice(50).map((at, index) => at - (traffic.starts[index] ?? NaN));
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
	});
});

describe('the order of requests', () => {
	it('is first come, first served, however long the answers take (so that no order starves)', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.option(anyLimit, { nil: null }),
				fc.array(fc.nat({ max: 3_000 }), { minLength: 1, maxLength: 100 }),
				async (limit, latencies) => {
					const traffic = new Traffic();
					await traffic.complete(latencies.map((latencyMs) => ({ limit, latencyMs })));
					expect(traffic.order).toEqual([...latencies.keys()]);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('puts what finishes something begun before what has not begun yet', async () => {
		const traffic = new Traffic();
		const limit = { requests: 1, windowMs: 100 };
		const urgencies = [false, false, true, false, true];

		await traffic.complete(urgencies.map((urgent) => ({ limit, urgent, latencyMs: 10 })));

		expect(traffic.order).toEqual([0, 2, 4, 1, 3]);
	});
});

describe('a cool-down', () => {
	it.each([
		['with a published limit', THANKS_IO],
		['without one', null],
	])('keeps every request back %s, also those that come later', async (_case, limit) => {
		const traffic = new Traffic();
		traffic.pace.coolDown(5_000);
		const early = traffic.request(times(3, { limit }));
		await traffic.clock.advance(4_999);
		const late = traffic.request([{ limit }]);
		await traffic.clock.settle();
		expect(traffic.sent).toEqual([]);

		await traffic.clock.advance(1);
		await Promise.all([early, late]);

		expect(traffic.starts).toEqual([5_000, 5_000, 5_000, 5_000]);
	});

	it('is never made shorter by a second one', async () => {
		const traffic = new Traffic();
		traffic.pace.coolDown(5_000);
		traffic.pace.coolDown(1_000);
		await traffic.complete([{}]);
		expect(traffic.starts).toEqual([5_000]);
	});

	it('can be made longer while a request waits for its end', async () => {
		const traffic = new Traffic();
		traffic.pace.coolDown(1_000);
		const waiting = traffic.request([{}]);
		await traffic.clock.advance(500);
		traffic.pace.coolDown(2_000);
		await traffic.clock.finish(waiting, 10_000);
		expect(traffic.starts).toEqual([2_500]);
	});
});
