import { getEventListeners } from 'node:events';

import type { RequestLimit } from '../../../nodes/orders/vendor/vendor';
import { DAY_MS, times, Traffic } from '../support/traffic';

const THANKS_IO: RequestLimit = { requests: 60, windowMs: 60_000 };
const ONE_A_MINUTE: RequestLimit = { requests: 1, windowMs: 60_000 };
const NAP_MS = 200;

describe('the stop button', () => {
	it('ends a wait at once', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		await traffic.complete([{ limit: ONE_A_MINUTE }]);
		const waiting = traffic.request([{ limit: ONE_A_MINUTE, signal: stop.signal }]);
		await traffic.clock.advance(1_000);

		stop.abort();

		expect(await waiting).toEqual(['stopped']);
		expect(traffic.elapsed).toBe(1_000);
	});

	it('lets nothing leave once it was pressed, even where nothing else is under way', async () => {
		const traffic = new Traffic();
		expect(await traffic.request([{ signal: AbortSignal.abort() }])).toEqual(['stopped']);
		expect(traffic.sent).toEqual([]);
	});

	it('leaves the queue to the runs of others', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		await traffic.complete([{ limit: ONE_A_MINUTE }]);
		const stopped = traffic.request(times(20, { limit: ONE_A_MINUTE, signal: stop.signal }));
		const other = traffic.request([{ limit: ONE_A_MINUTE }]);

		stop.abort();

		expect(await stopped).toEqual(Array(20).fill('stopped'));
		expect(await traffic.clock.finish(other, 60_000)).toEqual(['go']);
		expect(traffic.elapsed).toBe(60_000);
	});

	it('is listened to once, however many requests of a run wait (Node warns of a leak from 11 listeners on)', async () => {
		const traffic = new Traffic();
		const { signal } = new AbortController();
		await traffic.complete(times(500, { signal, latencyMs: 10 }));
		traffic.pace.coolDown(1_000);
		void traffic.request(times(64, { signal }));
		await traffic.clock.settle();
		expect(getEventListeners(signal, 'abort')).toHaveLength(1);
	});

	it('lets those requests go at once that only waited behind the stopped ones', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		await traffic.complete([{ limit: THANKS_IO }]);
		const blocking = traffic.request([{ limit: ONE_A_MINUTE, signal: stop.signal }]);
		const behind = traffic.request([{ limit: THANKS_IO }]);
		await traffic.clock.advance(1_000);

		stop.abort();

		expect(await blocking).toEqual(['stopped']);
		expect(await traffic.clock.finish(behind, 59_000)).toEqual(['go']);
		expect(traffic.elapsed).toBe(1_000);
	});
});

describe('the end of the time of a run', () => {
	it('ends a wait at once when the turn would come later', async () => {
		const traffic = new Traffic();
		await traffic.complete(times(60, { limit: THANKS_IO, latencyMs: 10 }));
		const tooSoon = traffic.clock.now() + 30_000;

		const answer = await traffic.request(times(3, { limit: THANKS_IO, deadline: tooSoon }));

		expect(answer).toEqual(['outOfTime', 'outOfTime', 'outOfTime']);
	});

	it('ends a wait at once in a cool-down that lasts longer', async () => {
		const traffic = new Traffic();
		traffic.pace.coolDown(30_000);
		const deadline = traffic.clock.now() + 29_999;
		expect(await traffic.request([{ deadline }])).toEqual(['outOfTime']);
	});

	it('ends a wait as soon as a cool-down begins that lasts longer', async () => {
		const traffic = new Traffic();
		traffic.pace.coolDown(1_000);
		const waiting = traffic.request([{ deadline: traffic.clock.now() + 20_000 }]);
		traffic.pace.coolDown(30_000);
		expect(await waiting).toEqual(['outOfTime']);
		expect(traffic.elapsed).toBe(0);
	});

	it('ends a wait when it has come, if nobody knows when a request under way will end', async () => {
		const traffic = new Traffic();
		void traffic.request(times(4, { latencyMs: 600_000 }));
		const waiting = traffic.request([{ deadline: traffic.clock.now() + 5_000 }]);
		expect(await traffic.clock.finish(waiting, 6_000)).toEqual(['outOfTime']);
		expect(traffic.elapsed).toBeLessThanOrEqual(5_000 + NAP_MS);
	});

	it('does not end a wait for a turn that comes exactly then', async () => {
		const traffic = new Traffic();
		await traffic.complete([{ limit: ONE_A_MINUTE }]);
		const deadline = traffic.clock.now() + 60_000;
		expect(await traffic.complete([{ limit: ONE_A_MINUTE, deadline }])).toEqual(['go']);
	});

	it('ends only the waits of that run', async () => {
		const traffic = new Traffic();
		await traffic.complete([{ limit: ONE_A_MINUTE }]);
		const short = { limit: ONE_A_MINUTE, deadline: traffic.clock.now() + 1_000 };
		const answers = await traffic.complete([{ limit: ONE_A_MINUTE }, short]);
		expect(answers).toEqual(['go', 'outOfTime']);
	});
});

describe('what a pace leaves behind', () => {
	it('is no timer once every request has ended', async () => {
		const traffic = new Traffic();
		await traffic.complete(times(70, { limit: THANKS_IO, latencyMs: 10 }));
		await traffic.clock.advance(NAP_MS);
		expect(traffic.clock.pending).toBe(0);
	});

	it('is no timer once every request has been stopped', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		traffic.pace.coolDown(120_000);
		void traffic.request(times(70, { limit: THANKS_IO, signal: stop.signal }));
		await traffic.clock.advance(1_000);
		stop.abort();
		await traffic.clock.advance(NAP_MS);
		expect(traffic.clock.pending).toBe(0);
	});

	it('is no timer once every request is out of time', async () => {
		const traffic = new Traffic();
		void traffic.request(times(4, { latencyMs: 10_000 }));
		const deadline = traffic.clock.now() + 1_000;
		await traffic.clock.finish(traffic.request(times(70, { deadline })), 2_000);
		await traffic.clock.advance(NAP_MS);
		expect(traffic.clock.pending).toBe(traffic.underWay);
	});

	it('is no pile of timers while two runs share the limit for a minute', async () => {
		const traffic = new Traffic();
		const limit = { requests: 100, windowMs: 1_000 };
		const run = async () => await traffic.workers(times(3_000, { limit, latencyMs: 50 }));
		await traffic.clock.finish(Promise.all([run(), run()]), DAY_MS);
		expect(traffic.mostIdleWaits).toBeLessThanOrEqual(5);
	});

	it('is no pile of timers after many cool-downs', async () => {
		const traffic = new Traffic();
		void traffic.workers(times(10_000, { latencyMs: 100, ends: 'badly' }));
		for (let round = 0; round < 40; round++) {
			traffic.pace.coolDown(500);
			await traffic.clock.advance(1_000);
		}
		expect(traffic.sent.length).toBeGreaterThan(500);
		expect(traffic.mostIdleWaits).toBeLessThanOrEqual(5);
	});

	it('is what it remembers of the last minute, however many requests there were', async () => {
		const traffic = new Traffic();
		const latencyMs = 400;
		const mostPerMinute = (64 * 60_000) / latencyMs;
		const bytesEach = String(traffic.begin).length + 1;
		await traffic.clock.finish(traffic.workers(times(30_000, { latencyMs })), DAY_MS);
		expect(traffic.sent).toHaveLength(30_000);
		expect(JSON.stringify(traffic.pace).length).toBeLessThan(1.1 * mostPerMinute * bytesEach);
	});
});
