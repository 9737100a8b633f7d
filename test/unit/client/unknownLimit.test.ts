import {
	changing,
	fixedWindows,
	LimitedService,
	slidingWindows,
	tokenBucket,
	type Limiter,
} from '../support/limitedService';

const SECOND = 1_000;
const MINUTE = 60_000;

type Kind = (requests: number, windowMs: number) => Limiter;

const midway: Kind = (requests, windowMs) => fixedWindows(requests, windowMs, 0.37 * windowMs);

interface Row {
	limit: [requests: number, windowMs: number];
	orders: number;
	/** At most this share more time than orders / rate. */
	ratio: number;
	/** At most so many answers 429, and this share of them. */
	refused: number;
}

/** Twelve to thirty seconds of work, three minutes where the limit counts by the minute. What is found out at first weighs in so short a time. */
const ROWS: Row[] = [
	{ limit: [2, SECOND], orders: 60, ratio: 1.02, refused: 11 },
	{ limit: [5, SECOND], orders: 105, ratio: 1.02, refused: 12 },
	{ limit: [20, SECOND], orders: 402, ratio: 1.04, refused: 20 },
	{ limit: [50, SECOND], orders: 1_002, ratio: 1.05, refused: 20 },
	{ limit: [200, SECOND], orders: 2_402, ratio: 1.3, refused: 120 },
	{ limit: [600, MINUTE], orders: 1_800, ratio: 1.05, refused: 100 },
];

/** How a service counts, and how many runs share the account. */
const KINDS: Array<[name: string, kind: Kind, runs: number]> = [
	['fixed windows', fixedWindows, 1],
	['fixed windows, begun in the middle of one', midway, 3],
	['sliding windows', slidingWindows, 3],
	['a token bucket', tokenBucket, 1],
];

const CELLS = ROWS.flatMap((row) =>
	KINDS.flatMap(([name, kind, runs]) =>
		[null, 1].map((retryAfter) => {
			const [requests, windowMs] = row.limit;
			const each = `${requests} per ${windowMs / SECOND} s in ${name}`;
			const told = retryAfter === null ? 'without' : 'with';
			const what = `${each}, ${told} Retry-After, ${runs} at once`;
			// A bucket that has filled lets a burst pass, so that its limit is met with all 64 under way.
			const refused = row.refused + (kind === tokenBucket ? 64 : 0);
			return { ...row, kind, retryAfter, runs, what, refused };
		}),
	),
);

/** Several runs of one account at once, with so many orders together. */
async function runAll(service: LimitedService, orders: number, runs = 1): Promise<number> {
	const each = Array.from(
		{ length: runs },
		async () => await service.run(Math.ceil(orders / runs)),
	);
	return Math.max(...(await service.clock.finish(Promise.all(each), 60 * MINUTE)));
}

describe('a limit that nobody has told is found, and kept', () => {
	it.each(CELLS)('$what', async ({ limit, orders, ratio, refused, kind, retryAfter, runs }) => {
		const [requests, windowMs] = limit;
		// A service that counts by the minute does not say "in a second".
		const seconds = retryAfter === null ? null : Math.max(retryAfter, windowMs / 12_000);
		const service = new LimitedService(kind(requests, windowMs), seconds);

		const tookMs = await runAll(service, orders, runs);

		expect(tookMs / ((orders * windowMs) / requests)).toBeLessThanOrEqual(ratio);
		expect(service.refused).toBeLessThanOrEqual(refused);
	});

	it.each([
		['without Retry-After', null, 22],
		['with Retry-After', 1, 21.5],
	])(
		'1,000 orders at 50 per second: hardly longer than they must take (%s)',
		async (_, retryAfter, most) => {
			const service = new LimitedService(fixedWindows(50, SECOND), retryAfter);
			expect(await runAll(service, 1_000)).toBeLessThanOrEqual(most * SECOND);
			expect(service.refused / service.arrivals.length).toBeLessThanOrEqual(0.02);
		},
	);

	it.each([
		['is halved', 25, null, 1_000, 33],
		['is halved, with Retry-After', 25, 1, 1_000, 37],
		['is doubled', 100, null, 4_000, 70],
		['is doubled, with Retry-After', 100, 1, 4_000, 70],
	])('also one that %s after ten seconds', async (_, then, retryAfter, orders, seconds) => {
		const limiter = changing(10 * SECOND, fixedWindows(50, SECOND), fixedWindows(then, SECOND));
		const service = new LimitedService(limiter, retryAfter);
		expect(await runAll(service, orders)).toBeLessThanOrEqual(seconds * SECOND);
		expect(service.refused).toBeLessThanOrEqual(30);
	});

	it.each([
		[8, 100, 2],
		[2, 100, 5],
	])('also one of %i at once', async (atOnce, orders, refused) => {
		const service = new LimitedService(null, null, 50, atOnce);
		const leastMs = (orders * 50) / atOnce;
		expect(await runAll(service, orders)).toBeLessThanOrEqual(2 * leastMs);
		expect(service.refused).toBeLessThanOrEqual(refused);
	});

	it('is still known after a night without a request', async () => {
		const service = new LimitedService(fixedWindows(50, SECOND));
		await runAll(service, 500);
		const before = service.refused;
		await service.clock.advance(10 * 60 * MINUTE);
		await runAll(service, 200);
		expect(service.refused - before).toBeLessThanOrEqual(3);
	});
});

describe('a limit that is known', () => {
	it.each([0, 333])(
		'Requests per Minute is spread evenly from the first request on (windows begun %i ms before)',
		async (begunMs) => {
			const limit = { requests: 3_000, windowMs: MINUTE, isSpread: true } as const;
			const service = new LimitedService(fixedWindows(50, SECOND, begunMs));
			const work = service.run(1_000, service.client({ limit }));
			expect(await service.clock.finish(work, MINUTE)).toBeLessThanOrEqual(20_500);
			expect(service.refused).toBe(0);
			const times = service.arrivals.map(({ at }) => at);
			const inASecond = times.map((from) => times.filter((at) => at >= from && at < from + 1_000));
			expect(Math.max(...inASecond.map(({ length }) => length))).toBe(50);
		},
	);

	it.each([
		['thanks.io: 300 orders at 60 per minute', 60, MINUTE, 300, 240_000, 1.02],
		['Snappy: 1,000 orders at 100 per second', 100, SECOND, 1_000, 9_000, 1.05],
	])('%s take what the limit allows', async (_, requests, windowMs, orders, leastMs, ratio) => {
		const service = new LimitedService(slidingWindows(requests, windowMs));
		const work = service.run(orders, service.client({ limit: { requests, windowMs } }));
		expect(await service.clock.finish(work, 60 * MINUTE)).toBeLessThanOrEqual(ratio * leastMs);
		expect(service.refused).toBe(0);
	});
});

describe('runs that share an account', () => {
	it.each([
		['a limit of 50 per second', null, fixedWindows(50, SECOND)],
		['60 per minute', { requests: 60, windowMs: MINUTE }, null],
	])(
		'take turns: two orders do not wait for two hundred others (%s)',
		async (_, limit, limiter) => {
			const service = new LimitedService(limiter);
			const large = service.run(200, service.client({ limit }));
			await service.clock.advance(500);
			const began = service.elapsed;
			const small = await service.clock.finish(
				service.run(2, service.client({ limit })),
				10 * MINUTE,
			);
			// With a limit by the minute: in the next minute, as its first two.
			expect(small - began).toBeLessThanOrEqual(limit === null ? 2 * SECOND : 61 * SECOND);
			expect(service.arrivals.filter(({ status }) => status === 200).length).toBeLessThan(130);
			await service.clock.finish(large, 10 * MINUTE);
		},
	);
});
