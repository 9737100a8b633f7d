import { times, Traffic } from '../support/traffic';

/** Something that is being found out, and a way to end it. */
function question(): { answered: Promise<void>; answer(): void; fail(): void } {
	let answer: () => void = () => undefined;
	let fail: () => void = () => undefined;
	const answered = new Promise<void>((resolve, reject) => {
		answer = resolve;
		fail = () => reject(new Error('no answer'));
	});
	return { answered, answer: () => answer(), fail: () => fail() };
}

describe('while a credential is in doubt', () => {
	it('nothing new is begun, and what was begun is finished', async () => {
		const traffic = new Traffic();
		const { answered, answer } = question();
		void traffic.pace.hold(async () => await answered);
		void traffic.request([{ urgent: false }, { urgent: true }, { urgent: false }]);

		await traffic.clock.advance(10_000);
		expect(traffic.trips.map(({ name }) => name)).toEqual([1]);

		answer();
		await traffic.clock.settle();
		expect(traffic.trips.map(({ name }) => name)).toEqual([1, 0, 2]);
	});

	it('the question itself gives its answer back', async () => {
		const traffic = new Traffic();
		expect(await traffic.pace.hold(async () => await Promise.resolve('works'))).toBe('works');
	});

	it('everything goes on when the question fails', async () => {
		const traffic = new Traffic();
		const { answered, fail } = question();
		const held = traffic.pace.hold(async () => await answered);
		const waiting = traffic.request(times(3));
		fail();
		await expect(held).rejects.toThrow('no answer');
		expect(await waiting).toEqual(['go', 'go', 'go']);
	});

	it('everybody waits until the last of several questions is answered', async () => {
		const traffic = new Traffic();
		const first = question();
		const second = question();
		void traffic.pace.hold(async () => await first.answered);
		void traffic.pace.hold(async () => await second.answered);
		void traffic.request([{}]);

		first.answer();
		await traffic.clock.settle();
		expect(traffic.trips).toEqual([]);

		second.answer();
		await traffic.clock.settle();
		expect(traffic.trips).toHaveLength(1);
	});

	it('the stop button and the end of the time work as ever', async () => {
		const traffic = new Traffic();
		const stop = new AbortController();
		void traffic.pace.hold(async () => await question().answered);
		const stopped = traffic.request([{ signal: stop.signal }]);
		const late = traffic.request([{ deadline: traffic.clock.now() + 1_000 }]);

		stop.abort();

		expect(await stopped).toEqual(['stopped']);
		expect(await traffic.clock.finish(late, 2_000)).toEqual(['outOfTime']);
	});
});
