import fc from 'fast-check';

import { inParallel } from '../../../nodes/orders/run/inParallel';
import { FakeClock } from '../support/fakeClock';

describe('work on many things at once', () => {
	it('is done for each of them once, begun in order, and never for more at a time than allowed', async () => {
		const times = fc.array(fc.nat(50), { maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(times, fc.integer({ min: 1, max: 8 }), async (durations, most) => {
				const clock = new FakeClock();
				const begun: number[] = [];
				const done: number[] = [];
				let underWay = 0;
				let mostUnderWay = 0;
				const work = async (thing: number) => {
					begun.push(thing);
					underWay += 1;
					mostUnderWay = Math.max(mostUnderWay, underWay);
					await clock.wait(durations[thing] ?? 0);
					underWay -= 1;
					done.push(thing);
				};
				await clock.finish(inParallel(durations.keys(), most, work), 10_000);
				const all = durations.map((_, thing) => thing);
				expect(begun).toEqual(all);
				expect(done.sort((a, b) => a - b)).toEqual(all);
				expect(mostUnderWay).toBeLessThanOrEqual(most);
				if (durations.every((time) => time > 0)) {
					expect(mostUnderWay).toBe(Math.min(most, durations.length));
				}
			}),
		);
	});

	it('takes as long as the longest where there is room for all, and not their sum', async () => {
		const clock = new FakeClock();
		const start = clock.now();
		await clock.finish(
			inParallel([30, 10, 20], 3, async (ms) => await clock.wait(ms)),
			10_000,
		);
		expect(clock.now() - start).toBe(30);
	});

	it('takes the next thing only when there is a free hand: things may be many', async () => {
		const clock = new FakeClock();
		let taken = 0;
		function* things() {
			for (let thing = 0; thing < 1_000; thing++) {
				taken += 1;
				yield thing;
			}
		}
		const all = inParallel(things(), 4, async () => await clock.wait(10));
		await clock.advance(5);
		expect(taken).toBe(4);
		await clock.advance(10);
		expect(taken).toBe(8);
		await clock.finish(all, 100_000);
		expect(taken).toBe(1_000);
	});

	it('is over at once where there is nothing to do', async () => {
		await expect(inParallel([], 5, async () => await Promise.reject(new Error()))).resolves.toBe(
			undefined,
		);
	});
});
