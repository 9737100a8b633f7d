import fc from 'fast-check';

import type { RequestEnd } from '../../../nodes/orders/client/reply';
import { times, Traffic, type PlannedRequest } from '../support/traffic';

const STEP_MS = 300;

type Ends = Array<[count: number, end: RequestEnd]>;

function ending(...parts: Ends): PlannedRequest[] {
	return parts.flatMap(([count, ends]) => times(count, { ends }));
}

/** How many are under way at each step, when every answer takes one step. */
async function underWayPerStep(requests: PlannedRequest[], steps: number): Promise<number[]> {
	const traffic = new Traffic();
	void traffic.request(requests.map((request) => ({ latencyMs: STEP_MS, ...request })));
	const seen: number[] = [];
	for (let step = 0; step < steps; step++) {
		await traffic.clock.settle();
		seen.push(traffic.underWay);
		await traffic.clock.advance(STEP_MS);
	}
	return seen;
}

describe('how many requests are under way at once', () => {
	const published = { requests: 30, windowMs: 60_000 };
	const rows: Array<[behaviour: string, requests: PlannedRequest[], perStep: number[]]> = [
		[
			'begins with four (so that a wrong key costs few requests) and grows by one or two per round, then at once to 64',
			times(800),
			[4, 5, 6, 7, 9, 10, 12, 13, 35, 64, 64],
		],
		[
			'begins just as small under a published limit, and follows it as soon as the key has worked',
			times(500, { limit: published }),
			[4, 26, 0],
		],
		[
			'goes down to one request at a time under steady 429s, not to none',
			ending([10, 'rateLimited'], [10, 'well']),
			[4, 0, 1, 1, 0, 1],
		],
		[
			'stays as it is while requests go badly without a 429 (an outage is no reason to push)',
			ending([40, 'badly']),
			[4, 4, 4, 4],
		],
		[
			'gets smaller with every request denied before one went well (a wrong key is not tried on all)',
			ending([1, 'denied'], [3, 'badly'], [2, 'denied'], [20, 'badly']),
			[4, 3, 1, 1],
		],
		[
			'goes down to one request at a time while all are denied, not to none',
			ending([20, 'denied']),
			[4, 1, 1, 1],
		],
		[
			'is not changed by a request denied once the key has worked (it is about that order)',
			ending([4, 'well'], [8, 'denied'], [20, 'badly']),
			[4, 5, 5],
		],
	];

	it.each(rows)('%s', async (_behaviour, requests, perStep) => {
		expect(await underWayPerStep(requests, perStep.length)).toEqual(perStep);
	});

	it('doubles per round where answers take long, as that is no rate to speak of', async () => {
		const traffic = new Traffic();
		void traffic.request(times(500, { latencyMs: 20_000 }));
		const underWay: number[] = [];
		for (let round = 0; round < 5; round++) {
			await traffic.clock.advance(round === 0 ? 10_000 : 20_000);
			underWay.push(traffic.underWay);
		}
		// The first answers tell that there is somebody; the time before them says nothing.
		expect(underWay).toEqual([4, 5, 11, 23, 43]);
	});

	it('is the same for what finishes something begun (so that a look-up is no way around the limit)', async () => {
		const traffic = new Traffic();
		void traffic.request(times(4, { latencyMs: STEP_MS }));
		void traffic.request(times(100, { latencyMs: STEP_MS, urgent: true }));
		await traffic.clock.settle();
		expect(traffic.underWay).toBe(4);
	});

	it('counts the answers that are still open when the service refuses one: they are no way out either', async () => {
		const traffic = new Traffic();
		void traffic.request([{ latencyMs: 10, ends: 'rateLimited' }, { latencyMs: 60_000 }]);
		void traffic.request(times(10, { latencyMs: 10, ends: 'rateLimited' }));
		await traffic.clock.advance(10_000);
		expect(traffic.mostUnderWay).toBe(4);
		// One after the other tries whether the service takes something again, beside the one that hangs.
		expect(traffic.underWay).toBeLessThanOrEqual(2);
		expect(traffic.sent.length).toBeGreaterThan(5);
	});

	it('counts what nobody waits for any more until its connection is closed', async () => {
		const traffic = new Traffic();
		const turn = { limit: null, signal: new AbortController().signal, deadline: Infinity };
		const start = async () => await traffic.pace.start({ ...turn, urgent: false, requests: 1 });
		const places = await Promise.all([start(), start(), start(), start()]);
		let close = (): void => undefined;
		const connection = new Promise<void>((resolve) => (close = resolve));
		for (const place of places) if (typeof place !== 'string') place.end('badly', connection);

		void traffic.request(times(4, { latencyMs: STEP_MS }));
		await traffic.clock.settle();
		expect(traffic.underWay).toBe(0);

		close();
		await traffic.clock.settle();
		expect(traffic.underWay).toBe(4);
	});

	it('stays from 1 to 64 whatever the vendor answers, and every request gets its turn', async () => {
		const anyRequest = fc.record({
			latencyMs: fc.nat({ max: 500 }),
			ends: fc.oneof(
				{ weight: 8, arbitrary: fc.constant<RequestEnd>('well') },
				{ weight: 1, arbitrary: fc.constantFrom<RequestEnd>('badly', 'rateLimited', 'denied') },
			),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(null, { requests: 1_000, windowMs: 1_000 }),
				fc.array(anyRequest, { minLength: 1, maxLength: 400 }),
				async (limit, requests) => {
					const traffic = new Traffic();
					await traffic.complete(requests.map((request) => ({ ...request, limit })));
					expect(traffic.sent).toHaveLength(requests.length);
					expect(traffic.mostUnderWay).toBeLessThanOrEqual(64);
				},
			),
			{ numRuns: 40 },
		);
	});
});
