import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { RequestEnd } from '../../../nodes/orders/client/reply';
import {
	changing,
	fixedWindows,
	LimitedService,
	slidingWindows,
	tokenBucket,
	type Limiter,
} from '../support/limitedService';
import { DAY_MS, times, Traffic, type PlannedRequest } from '../support/traffic';

/** `WRITE=yes npx jest test/unit/client/departures` writes the book anew; what is different in it is what has changed. */
const isWriting = process.env.WRITE === 'yes';

const BOOK = resolve(__dirname, 'departures.md');

const HOUR_MS = 3_600_000;
const SECOND = 1_000;

const TWO_PER_SECOND = { requests: 2, windowMs: SECOND };

/** When requests left, in milliseconds since the first could, and whether the service took them. */
type Departures = ReadonlyArray<{ at: number; isRefused: boolean }>;

/** Orders at a service that has a limit nobody has told, run after run: how many orders, and the break before. */
async function atService(
	limiter: Limiter | null,
	{ retryAfter = null as number | null, latencyMs = 50, atOnce = Infinity, chance = 0.5 },
	...runs: Array<[orders: number, breakMs?: number]>
): Promise<Departures> {
	const service = new LimitedService(limiter, retryAfter, latencyMs, atOnce);
	service.clock.chance = chance;
	for (const [orders, breakMs = 0] of runs) {
		await service.clock.advance(breakMs);
		await service.clock.finish(service.run(orders), HOUR_MS);
	}
	return departuresOf(service);
}

function departuresOf({ arrivals }: LimitedService): Departures {
	return arrivals.map(({ at, status }) => ({ at, isRefused: status === 429 }));
}

/** Requests that take whatever time they are said to, all of them asked for at once, after others or after a break. */
async function ofPlan(...rounds: Array<PlannedRequest[] | number>): Promise<Departures> {
	const traffic = new Traffic();
	for (const round of rounds) {
		if (typeof round === 'number') await traffic.clock.advance(round);
		else await traffic.clock.finish(traffic.request(round), DAY_MS);
	}
	return traffic.sent.map(({ start }) => ({ at: start - traffic.begin, isRefused: false }));
}

function spread(requests: number, windowMs: number, count: number, latencyMs = 50) {
	return times(count, { limit: { requests, windowMs, isSpread: true }, latencyMs });
}

function published(requests: number, windowMs: number, count: number, latencyMs: number) {
	return times(count, { limit: { requests, windowMs }, latencyMs });
}

/** Latencies that are not all the same. */
function uneven(count: number, request: PlannedRequest = {}): PlannedRequest[] {
	return times(count, request).map((one, index) => ({
		...one,
		latencyMs: 20 + ((index * 37) % 90),
	}));
}

function ending(...ends: RequestEnd[]): PlannedRequest[] {
	return ends.flatMap((end) => times(6, { ends: end, latencyMs: 100 }));
}

/** A reading and its cancel, each of which takes 40 ms. */
function pairs(count: number, then: RequestEnd): PlannedRequest[] {
	return times(count, { requests: 2, latencyMs: 40, then });
}

const refusesFor =
	(ms: number): Limiter =>
	(now) =>
		now >= ms;

const CHAPTERS: Readonly<Record<string, () => Promise<Departures>>> = {
	'5 per second in fixed windows': async () => await atService(fixedWindows(5, SECOND), {}, [60]),
	'5 per second in fixed windows that began 370 ms before, with Retry-After': async () =>
		await atService(fixedWindows(5, SECOND, 370), { retryAfter: 1 }, [60]),
	'5 per second in fixed windows, with a Retry-After of 20 ms': async () =>
		await atService(fixedWindows(5, SECOND), { retryAfter: 0.02 }, [40]),
	'20 per second in any second, answered in 20 ms': async () =>
		await atService(slidingWindows(20, SECOND), { latencyMs: 20 }, [120]),
	'20 per second from a bucket': async () =>
		await atService(tokenBucket(20, SECOND), { latencyMs: 30 }, [160]),
	'50 per 10 seconds in fixed windows': async () =>
		await atService(fixedWindows(50, 10 * SECOND), {}, [120]),
	'40 per minute in fixed windows': async () =>
		await atService(fixedWindows(40, 60 * SECOND), { latencyMs: 47 }, [100]),
	'30 per second, and 10 from the third second on': async () => {
		const limiter = changing(3 * SECOND, fixedWindows(30, SECOND), fixedWindows(10, SECOND));
		return await atService(limiter, {}, [150]);
	},
	'10 per second, and 40 from the third second on': async () => {
		const limiter = changing(3 * SECOND, fixedWindows(10, SECOND), fixedWindows(40, SECOND));
		return await atService(limiter, {}, [150]);
	},
	'3 at once': async () => await atService(null, { atOnce: 3 }, [60]),
	'10 at once': async () => await atService(null, { atOnce: 10 }, [160]),
	'everything refused for 20 seconds': async () =>
		await atService(refusesFor(20 * SECOND), {}, [20]),
	'everything refused for 100 seconds, with the shortest waits': async () =>
		await atService(refusesFor(100 * SECOND), { chance: 0 }, [8]),
	'everything refused for 100 seconds, with the longest waits': async () =>
		await atService(refusesFor(100 * SECOND), { chance: 1 }, [8]),
	'20 per second in fixed windows, with breaks of half a second, of a second and of a minute':
		async () =>
			await atService(
				fixedWindows(20, SECOND),
				{},
				[60],
				[20, SECOND / 2],
				[20, SECOND],
				[20, 60 * SECOND],
			),
	'no limit': async () => await atService(null, {}, [260]),
	'no limit, answered in 20 seconds': async () =>
		await atService(null, { latencyMs: 20 * SECOND }, [150]),
	'no limit, answered at uneven times, with a break of two seconds': async () =>
		await ofPlan(uneven(90), 2 * SECOND, uneven(40)),
	'no limit, some denied, some answered badly': async () =>
		await ofPlan(ending('denied', 'badly', 'denied', 'well', 'denied', 'badly', 'well')),
	'no limit, some refused': async () =>
		await ofPlan(ending('well', 'rateLimited', 'well', 'well', 'denied', 'rateLimited', 'well')),
	'no limit, some denied between others, then some refused': async () =>
		await ofPlan(
			ending('well', 'denied', 'badly', 'denied', 'well', 'badly'),
			ending('rateLimited', 'well', 'denied', 'well', 'well'),
		),
	'no limit, few under way when one is refused, then many': async () =>
		await ofPlan(
			times(80, { latencyMs: 50 }),
			[...times(3, { latencyMs: 50 }), { latencyMs: 60, ends: 'rateLimited' }],
			times(60, { latencyMs: 50 }),
		),
	'20 per second, published, some refused all the same': async () => {
		const limit = { requests: 20, windowMs: SECOND };
		return await ofPlan(
			ending('well', 'rateLimited', 'well', 'well', 'well').map((one) => ({ ...one, limit })),
		);
	},
	'2 per second, published, a reading and its cancel in one turn': async () =>
		await ofPlan(pairs(6, 'well').map((pair) => ({ ...pair, limit: TWO_PER_SECOND }))),
	'no limit, a reading and its cancel in one turn, some refused': async () =>
		await ofPlan([
			...pairs(30, 'well'),
			...pairs(1, 'rateLimited'),
			...pairs(30, 'well'),
			...times(20, { requests: 2, latencyMs: 40 }),
		]),
	'10 per second, told, spread, answered in 150 ms': async () =>
		await ofPlan(spread(10, SECOND, 20, 150)),
	'10 per second, told, spread': async () =>
		await ofPlan(spread(10, SECOND, 30), 3 * SECOND, spread(10, SECOND, 5)),
	'120 per minute, told, spread, a reading and its cancel in one turn': async () =>
		await ofPlan(times(8, { ...spread(120, 60 * SECOND, 1)[0], requests: 2 })),
	'10 per second, told, of a service that takes 5': async () => {
		const service = new LimitedService(fixedWindows(5, SECOND));
		const client = service.client({ limit: { requests: 10, windowMs: SECOND, isSpread: true } });
		await service.clock.finish(service.run(30, client), HOUR_MS);
		return departuresOf(service);
	},
	'10 per second, published, answered in 40 ms': async () =>
		await ofPlan(published(10, SECOND, 230, 40)),
	'10 per second, published, answered in 60 ms, some badly in 45': async () => {
		const orders = published(10, SECOND, 230, 60);
		const quickly: PlannedRequest = { latencyMs: 45, ends: 'badly' };
		return await ofPlan(
			orders.map((order, at) => ({ ...order, ...(at % 9 === 5 ? quickly : {}) })),
		);
	},
	'10 per second, published, answered in 30 ms': async () =>
		await ofPlan(published(10, SECOND, 180, 30)),
	'10 per second, published, answered in 3 seconds': async () =>
		await ofPlan(published(10, SECOND, 40, 3 * SECOND)),
	'1 per second, published, a reading and its cancel in one turn': async () =>
		await ofPlan(times(5, { ...published(1, SECOND, 1, 30)[0], requests: 2 })),
};

/** To a tenth of a millisecond; what lies just between two is not left to the last digit of a sum. */
function rounded(ms: number): number {
	return Math.floor(ms * 10 + 0.5 + 1e-6) / 10;
}

/** A line for each second, with the milliseconds in it; an exclamation mark for a 429. */
function pageOf(departures: Departures): string {
	const lines = new Map<number, string[]>();
	for (const { at, isRefused } of departures) {
		const second = Math.floor(rounded(at) / SECOND);
		const line = lines.get(second) ?? [];
		lines.set(second, [...line, `${rounded(at - second * SECOND)}${isRefused ? '!' : ''}`]);
	}
	return [...lines].map(([second, line]) => `- ${second} s: ${line.join(' ')}`).join('\n');
}

const PREFACE = `# When requests leave

What the pace of an account lets out, in milliseconds of each second; an exclamation mark for what was answered 429.
Written by the test beside it, with WRITE=yes.`;

it('what leaves when, at services with all kinds of limits, stands in the book', async () => {
	const chapters: string[] = [];
	for (const [title, play] of Object.entries(CHAPTERS)) {
		chapters.push(`## ${title}\n\n${pageOf(await play())}`);
	}
	const book = `${[PREFACE, ...chapters].join('\n\n')}\n`;
	if (isWriting) writeFileSync(BOOK, book);

	expect(book.split('\n')).toEqual(readFileSync(BOOK, 'utf8').split('\n'));
});
