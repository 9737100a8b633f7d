import { Pace } from '../../../nodes/orders/client/pace';
import { paceOf } from '../../../nodes/orders/client/paces';
import type { Permission } from '../../../nodes/orders/client/turnQueue';
import type { RequestLimit } from '../../../nodes/orders/vendor/vendor';
import { FakeClock } from '../support/fakeClock';
import { times, Traffic } from '../support/traffic';

const THANKS_IO: RequestLimit = { requests: 60, windowMs: 60_000 };
const SNAPPY: RequestLimit = { requests: 100, windowMs: 1_000 };

/** How many of 100 more requests leave within the first half minute. */
async function burst(traffic: Traffic, limit: RequestLimit | null): Promise<number> {
	const before = traffic.sent.length;
	void traffic.request(times(100, { limit, latencyMs: 10 }));
	await traffic.clock.advance(30_000);
	return traffic.sent.length - before;
}

describe("the vendor's own count of requests", () => {
	it('leaves to others what they used of the limit (another n8n worker, another program)', async () => {
		const traffic = new Traffic();
		traffic.pace.adoptCount({ used: 50, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		expect(await burst(traffic, THANKS_IO)).toBe(10);
	});

	it.each([
		['does not count our own requests twice', 20],
		['does not free anything when it is lower than ours (our window is the stricter one)', 0],
	])('%s', async (_case, used) => {
		const traffic = new Traffic();
		await traffic.complete(times(20, { limit: THANKS_IO, latencyMs: 10 }));
		traffic.pace.adoptCount({ used, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		expect(await burst(traffic, THANKS_IO)).toBe(40);
	});

	it('takes the requests under way for ours', async () => {
		const traffic = new Traffic();
		const underWay = traffic.request(times(4, { limit: THANKS_IO, latencyMs: 20_000 }));
		await traffic.clock.settle();
		traffic.pace.adoptCount({ used: 4, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		await traffic.clock.finish(underWay, 20_000);
		expect(await burst(traffic, THANKS_IO)).toBe(56);
	});

	it.each([
		['a published limit', THANKS_IO],
		['no published limit', null],
	])('keeps every request back for a second when nothing is left (%s)', async (_case, limit) => {
		const traffic = new Traffic();
		traffic.pace.adoptCount({ used: 0, ofHowMany: 0, isExhausted: true }, limit);
		await traffic.complete([{ limit }]);
		expect(traffic.elapsed).toBe(1_000);
	});

	it('changes nothing where there is no limit to compare it with', async () => {
		const traffic = new Traffic();
		traffic.pace.adoptCount({ used: 1_000, ofHowMany: 60, isExhausted: false }, null);
		expect(await burst(traffic, null)).toBe(100);
	});

	it.each([
		['may be to more than is documented', 50, 240, 10],
		['changes nothing when it is to so many more that it is about another window', 50, 241, 60],
		['changes nothing when it is about a day', 5_000, 100_000, 60],
	])('%s', async (_case, used, ofHowMany, left) => {
		const traffic = new Traffic();
		traffic.pace.adoptCount({ used, ofHowMany, isExhausted: false }, THANKS_IO);
		expect(await burst(traffic, THANKS_IO)).toBe(left);
	});

	it('holds for one window, however high it is', async () => {
		const traffic = new Traffic();
		traffic.pace.adoptCount({ used: 1_000_000, ofHowMany: 60, isExhausted: false }, SNAPPY);
		await traffic.complete([{ limit: SNAPPY }]);
		expect(traffic.elapsed).toBe(1_000);
	});

	it('costs no memory, with however many answers it comes', () => {
		const { pace } = new Traffic();
		for (let answer = 0; answer < 5_000; answer++) {
			pace.adoptCount({ used: 240, ofHowMany: 240, isExhausted: false }, THANKS_IO);
		}
		expect(JSON.stringify(pace).length).toBeLessThan(5_000);
	});
});

/** Something that is being found out, and the two ways in which it ends. */
function question() {
	let answer = (): void => undefined;
	let fail = (): void => undefined;
	const answered = new Promise<void>((resolve, reject) => {
		answer = resolve;
		fail = () => reject(new Error('no answer'));
	});
	return { ask: async () => await answered, answer: () => answer(), fail: () => fail() };
}

describe('while a credential is in doubt', () => {
	it('nothing new is begun, and what was begun is finished', async () => {
		const traffic = new Traffic();
		const { ask, answer } = question();
		void traffic.pace.reserveFor(ask);
		void traffic.request([{ urgent: false }, { urgent: true }, { urgent: false }]);

		await traffic.clock.advance(10_000);
		expect(traffic.order).toEqual([1]);

		answer();
		await traffic.clock.settle();
		expect(traffic.order).toEqual([1, 0, 2]);
	});

	it('whoever asks gets the answer', async () => {
		const { pace } = new Traffic();
		expect(await pace.reserveFor(async () => await Promise.resolve('works'))).toBe('works');
	});

	it('everything goes on if asking fails', async () => {
		const traffic = new Traffic();
		const { ask, fail } = question();
		const asked = traffic.pace.reserveFor(ask);
		const waiting = traffic.request(times(3));
		fail();
		await expect(asked).rejects.toThrow('no answer');
		expect(await waiting).toEqual(['go', 'go', 'go']);
	});

	it('everything waits until the last of several questions is answered', async () => {
		const traffic = new Traffic();
		const questions = [question(), question()];
		for (const { ask } of questions) void traffic.pace.reserveFor(ask);
		void traffic.request([{}]);

		const sentAfterEach: number[] = [];
		for (const { answer } of questions) {
			answer();
			await traffic.clock.settle();
			sentAfterEach.push(traffic.sent.length);
		}

		expect(sentAfterEach).toEqual([0, 1]);
	});

	it('the stop button and the end of the time still end a wait', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		void traffic.pace.reserveFor(question().ask);
		const stopped = traffic.request([{ signal: stop.signal }]);
		const late = traffic.request([{ deadline: traffic.clock.now() + 1_000 }]);

		stop.abort();

		expect(await stopped).toEqual(['stopped']);
		expect(await traffic.clock.finish(late, 2_000)).toEqual(['outOfTime']);
	});
});

describe('the pace of an account', () => {
	const turn = {
		limit: null,
		signal: new AbortController().signal,
		deadline: Infinity,
		urgent: false,
		requests: 1,
	} as const;
	function endWell(place: Permission): void {
		if (typeof place !== 'string') place.end('well');
	}

	/** Whoever asked for it uses it no more. */
	const OVER = 0;

	it('is shared by everything in this process that uses the account, and by nothing else', () => {
		expect(paceOf('one account', OVER)).toBe(paceOf('one account', OVER));
		expect(paceOf('one account', OVER)).not.toBe(paceOf('another account', OVER));
	});

	it('is kept while there are few accounts, whether anybody uses it or not', () => {
		const idle = paceOf('one of few', OVER);
		paceOf('another of few', OVER);
		expect(paceOf('one of few', OVER)).toBe(idle);
	});

	it('is forgotten past 500 accounts if nobody uses it any more, and kept if it still matters', async () => {
		const idle = paceOf('idle', OVER);
		const underWay = paceOf('a request under way', OVER);
		await underWay.start(turn);
		const justUsed = paceOf('just used', OVER);
		endWell(await justUsed.start(turn));
		const cooling = paceOf('cooling down', OVER);
		cooling.coolDown(60_000);
		// The time of this run is not over, though it has sent nothing yet.
		const awaited = paceOf('a run that has just begun', Date.now() + 60_000);

		for (let account = 0; account < 500; account++) paceOf(`account ${account}`, OVER);

		expect(paceOf('idle', OVER)).not.toBe(idle);
		expect(paceOf('a request under way', OVER)).toBe(underWay);
		expect(paceOf('just used', OVER)).toBe(justUsed);
		expect(paceOf('cooling down', OVER)).toBe(cooling);
		expect(paceOf('a run that has just begun', OVER)).toBe(awaited);
	});

	it('still matters until its cool-down is over', async () => {
		const clock = new FakeClock();
		const pace = new Pace(clock);
		pace.coolDown(1_000);
		await clock.advance(999);
		expect(pace.isForgettable()).toBe(false);
		await clock.advance(1);
		expect(pace.isForgettable()).toBe(true);
	});

	it('still matters until no limit counts its last request any more', async () => {
		const clock = new FakeClock();
		const pace = new Pace(clock);
		endWell(await pace.start(turn));
		await clock.advance(59_999);
		expect(pace.isForgettable()).toBe(false);
		await clock.advance(1);
		expect(pace.isForgettable()).toBe(true);
	});
});
