import fc from 'fast-check';

import { MAX_IN_FLIGHT, type Ending } from '../../../nodes/orders/pace/inFlightLimit';
import { times, Traffic, type Wish } from '../support/traffic';

const STEP_MS = 100;

/** How many are under way at each step, when every answer takes one step. */
async function underWayPerStep(traffic: Traffic, wishes: Wish[], steps: number): Promise<number[]> {
	void traffic.request(wishes.map((wish) => ({ latencyMs: STEP_MS, ...wish })));
	const seen: number[] = [];
	for (let step = 0; step < steps; step++) {
		await traffic.clock.settle();
		seen.push(traffic.underWay);
		await traffic.clock.advance(STEP_MS);
	}
	return seen;
}

function endings(...parts: Array<[count: number, ending: Ending]>): Wish[] {
	return parts.flatMap(([count, ending]) => times(count, { ending }));
}

describe('how many requests are under way at once', () => {
	it('begins with four (so that a wrong key costs few requests) and doubles while it goes well', async () => {
		const seen = await underWayPerStep(new Traffic(), times(500), 6);
		expect(seen).toEqual([4, 8, 16, 32, 64, 64]);
	});

	it('begins just as small under a published limit, and never exceeds it', async () => {
		const limit = { requests: 30, windowMs: 60_000 };
		const seen = await underWayPerStep(new Traffic(), times(500, { limit }), 5);
		expect(seen).toEqual([4, 8, 16, 2, 0]);
	});

	it('is halved by a 429, and grows by one per round from then on', async () => {
		const wishes = endings([60, 'well'], [1, 'rateLimited'], [63, 'badly'], [200, 'well']);
		const seen = await underWayPerStep(new Traffic(), wishes, 8);
		expect(seen).toEqual([4, 8, 16, 32, 64, 32, 33, 34]);
	});

	it('goes down to one request at a time under steady 429s, not to none', async () => {
		const wishes = endings([10, 'rateLimited'], [10, 'well']);
		const seen = await underWayPerStep(new Traffic(), wishes, 9);
		expect(seen).toEqual([4, 2, 2, 1, 1, 1, 2, 3, 4]);
	});

	it('is halved once by a whole burst of 429s (they are one piece of news)', async () => {
		const wishes = endings([60, 'well'], [64, 'rateLimited'], [200, 'badly']);
		const seen = await underWayPerStep(new Traffic(), wishes, 7);
		expect(seen).toEqual([4, 8, 16, 32, 64, 32, 32]);
	});

	it('stays as it is while requests go badly without a 429 (an outage is no reason to push)', async () => {
		const seen = await underWayPerStep(new Traffic(), endings([40, 'badly']), 4);
		expect(seen).toEqual([4, 4, 4, 4]);
	});

	it('gets smaller with every request denied before one went well (a wrong key is not tried on all)', async () => {
		const wishes = endings([1, 'denied'], [3, 'badly'], [2, 'denied'], [20, 'badly']);
		const seen = await underWayPerStep(new Traffic(), wishes, 4);
		expect(seen).toEqual([4, 3, 1, 1]);
	});

	it('goes down to one request at a time while all are denied, not to none', async () => {
		const seen = await underWayPerStep(new Traffic(), endings([20, 'denied']), 4);
		expect(seen).toEqual([4, 1, 1, 1]);
	});

	it('does not mind a request denied once the key has worked (it is about that order)', async () => {
		const wishes = endings([4, 'well'], [8, 'denied'], [20, 'badly']);
		const seen = await underWayPerStep(new Traffic(), wishes, 3);
		expect(seen).toEqual([4, 8, 8]);
	});

	it('lets what was begun be finished beyond that, but never more than 64 at once', async () => {
		const traffic = new Traffic();
		void traffic.request(times(4, { latencyMs: STEP_MS }));
		void traffic.request(times(100, { latencyMs: STEP_MS, urgent: true }));
		await traffic.clock.settle();
		expect(traffic.underWay).toBe(64);
		await traffic.clock.advance(5 * STEP_MS);
		expect(traffic.mostUnderWay).toBe(64);
	});

	it('stays from 1 to 64 whatever the vendor answers, and every request gets its turn', async () => {
		const anyWish = fc.record({
			latencyMs: fc.nat({ max: 500 }),
			ending: fc.oneof(
				{ weight: 8, arbitrary: fc.constant<Ending>('well') },
				{ weight: 1, arbitrary: fc.constantFrom<Ending>('badly', 'rateLimited', 'denied') },
			),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(null, { requests: 1_000, windowMs: 1_000 }),
				fc.array(anyWish, { minLength: 1, maxLength: 400 }),
				async (limit, wishes) => {
					const traffic = new Traffic();
					await traffic.through(wishes.map((wish) => ({ ...wish, limit })));
					expect(traffic.trips).toHaveLength(wishes.length);
					expect(traffic.mostUnderWay).toBeLessThanOrEqual(MAX_IN_FLIGHT);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('reaches 64 and no more when a thousand orders go well', async () => {
		const traffic = new Traffic();
		await traffic.through(times(1_000, { latencyMs: 50 }));
		expect(traffic.mostUnderWay).toBe(64);
	});
});
