import fc from 'fast-check';

import { NO_GUARDS } from '../../../nodes/orders/contract/guards';
import { isStopped } from '../../../nodes/orders/run/settledOrders';
import {
	PRINTING,
	request,
	REVIEWING,
	sameOrder,
	World,
	YOUNG,
	type CancelAnswer,
} from '../support/world';

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

	it('an order is never sent a cancel after one that was answered, nor twice without a look', async () => {
		await fc.assert(
			fc.asyncProperty(items, answers, status, async (wishes, script, word) => {
				const given = [...script];
				const world = new World({ 1: word }, script);
				const requests = wishes.map((wish, item) => request('1', { item, ...wish }));
				await world.run(requests);
				const ends = await world.run(requests);
				expect(ends).toHaveLength(requests.length);
				expect(world.log.join()).not.toContain('cancel 1,cancel 1');
				const isAnswer = (answer: CancelAnswer) => answer === 'confirms' || answer === 'refuses';
				const sent = Array.from({ length: world.cancels }, (_, n) => given[n] ?? given.at(-1));
				expect(sent.slice(0, -1).filter((answer) => isAnswer(answer ?? 'loses'))).toEqual([]);
				const claims = ends.filter(({ request: { dryRun } }) => !dryRun).map(isStopped);
				expect(new Set(claims).size).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 300 },
		);
	});

	it('an item says that its order is stopped only if it is, and sends nothing against its conditions', async () => {
		await fc.assert(
			fc.asyncProperty(guards, answers, status, async (wish, script, word) => {
				const world = new World({ 1: word }, script);
				const [end] = await world.run(sameOrder(wish));
				const isStopped = world.statuses[1] === 'Cancelled';
				const outcome = end?.verdict.outcome ?? '';
				if (['cancelled', 'alreadyCancelled'].includes(outcome)) expect(isStopped).toBe(true);
				if (['rejected', 'tooLate'].includes(outcome)) expect(isStopped).toBe(false);
				const named = wish.statuses?.includes(word.toLowerCase()) ?? true;
				if (!named) expect(world.cancels).toBe(0);
			}),
			{ numRuns: 300 },
		);
	});
});
