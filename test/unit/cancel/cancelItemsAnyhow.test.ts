import fc from 'fast-check';

import { NO_GUARDS } from '../../../nodes/orders/form/guards';
import { OUTCOMES } from '../../../nodes/orders/result/outcomes';
import { PRINTING, REVIEWING, sameOrder, World, YOUNG, type CancelAnswer } from '../support/world';

describe('whatever the conditions, the vendor and the tries', () => {
	const guards = fc.constantFrom(NO_GUARDS, REVIEWING, PRINTING, YOUNG);
	const items = fc.array(fc.record({ guards, dryRun: fc.boolean() }), {
		minLength: 1,
		maxLength: 5,
	});
	const answers = fc.array(
		fc.constantFrom<CancelAnswer>('confirms', 'refuses', 'doesSilently', 'loses'),
		{ minLength: 1, maxLength: 4 },
	);
	const status = fc.constantFrom('Reviewing', 'Printing', 'Paused', 'Cancelled');
	const laterRun = fc.nat(1);

	it('an order is never sent a cancel after one that stopped it, nor twice without a look', async () => {
		await fc.assert(
			fc.asyncProperty(items, answers, status, laterRun, async (wishes, script, word, run) => {
				const world = new World({ 1: word }, [...script]);
				await world.run(wishes);
				const wasCancelled = world.statuses[1] === 'Cancelled';
				const before = world.cancels;
				const endings = await world.run(wishes, { run });
				expect(endings).toHaveLength(wishes.length);
				expect(world.log.join()).not.toContain('cancel 1,cancel 1');
				if (wasCancelled) expect(world.cancels).toBe(before);
				const claims = endings
					.filter((_, item) => wishes[item]?.dryRun === false)
					.map(({ verdict }) => OUTCOMES[verdict.outcome].stopped === true);
				expect(new Set(claims).size).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 300 },
		);
	});

	it('an item never says of its order what is not so, and sends nothing against its conditions', async () => {
		await fc.assert(
			fc.asyncProperty(guards, answers, status, async (wish, script, word) => {
				const world = new World({ 1: word }, script);
				const [ending] = await world.run(sameOrder(wish));
				const { stopped } = OUTCOMES[ending?.verdict.outcome ?? 'unknown'];
				if (stopped !== null) expect(stopped).toBe(world.statuses[1] === 'Cancelled');
				const isNamed = wish.statuses?.includes(word.toLowerCase()) ?? true;
				if (!isNamed) expect(world.cancels).toBe(0);
			}),
			{ numRuns: 300 },
		);
	});
});
