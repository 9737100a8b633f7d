import fc from 'fast-check';

import { inParallel } from '../../../nodes/orders/client/inParallel';
import { FakeClock } from '../support/fakeClock';

const MOST = 64;

function noFailure(): never {
	throw new Error('Nothing was to fail.');
}

describe('work on many things at once', () => {
	it('gives one result for each, in their order, also where the work for some of them fails', async () => {
		const anyWork = fc.record({ ms: fc.nat(50), fails: fc.boolean() });
		await fc.assert(
			fc.asyncProperty(fc.array(anyWork, { maxLength: 150 }), async (things) => {
				const clock = new FakeClock();
				const begun: number[] = [];
				const work = async (thing: number) => {
					begun.push(thing);
					await clock.wait(things[thing]?.ms ?? 0);
					if (things[thing]?.fails === true) throw new Error('It failed.');
					return `${thing} done`;
				};
				const onFailure = (thing: number) => `${thing} failed`;

				const results = await clock.finish(inParallel([...things.keys()], work, onFailure), 10_000);

				expect(begun).toEqual([...things.keys()]);
				expect(results).toEqual(
					things.map(({ fails }, thing) => `${thing} ${fails ? 'failed' : 'done'}`),
				);
			}),
			{ numRuns: 50 },
		);
	});

	it('takes as long as the longest where there is room for all, and not their sum', async () => {
		const clock = new FakeClock();
		const start = clock.now();
		const work = async (ms: number) => await clock.wait(ms);
		await clock.finish(inParallel([30, 10, 20], work, noFailure), 10_000);
		expect(clock.now() - start).toBe(30);
	});

	it('is done for 64 at a time, and takes the next thing only when one of them is done', async () => {
		const clock = new FakeClock();
		let begun = 0;
		const work = async () => {
			begun += 1;
			await clock.wait(10);
		};
		const all = inParallel(Array(1_000).fill('thing'), work, noFailure);
		const begunAt: number[] = [];
		for (const ms of [5, 10]) {
			await clock.advance(ms);
			begunAt.push(begun);
		}
		expect(begunAt).toEqual([MOST, 2 * MOST]);
		expect(await clock.finish(all, 100_000)).toHaveLength(1_000);
	});

	it('is over at once where there is nothing to do', async () => {
		await expect(inParallel([], noFailure, noFailure)).resolves.toEqual([]);
	});
});
