import { Problem } from '../../../nodes/orders/problem';
import {
	outcomesOf,
	PAUSED,
	PRINTING,
	REVIEWING,
	sameOrder,
	World,
	type CancelAnswer,
} from '../support/world';

const NO_ACCOUNT = new Problem('the credential could not be opened', 'Choose a credential');
const NO_ID = new Problem("'Order ID' could not be read", 'Correct it', 'invalidOrderId');
const LATER = { run: 1 };

describe('another try of the same run (Retry On Fail)', () => {
	it('asks only for what is not settled', async () => {
		const world = new World({ 1: 'Reviewing', 2: 'Reviewing' }, ['confirms', 'denies', 'confirms']);
		const items = [{ id: '1' }, { id: '2' }];
		expect(outcomesOf(await world.run(items))).toBe('cancelled, unauthorized');
		expect(outcomesOf(await world.run(items))).toBe('cancelled, cancelled');
		expect(world.log).toEqual(['cancel 1', 'cancel 2', 'cancel 2']);
	});

	it('gives what was settled as it was, with the time when the vendor was asked', async () => {
		const world = new World({ 1: 'Reviewing' });
		const [first] = await world.run([{}]);
		await world.clock.advance(3_600_000);
		expect(await world.run([{}])).toEqual([
			{ ...first, verdict: { ...first?.verdict, response: null } },
		]);
	});

	it('does not ask again what the conditions have refused', async () => {
		const world = new World({ 1: 'Paused' });
		await world.run(sameOrder(REVIEWING));
		expect(outcomesOf(await world.run(sameOrder(REVIEWING)))).toBe('rejected');
		expect(world.log).toEqual(['read 1']);
	});

	it('does not take what the conditions of one item refused for the word of the vendor', async () => {
		const world = new World({ 1: 'Reviewing' }, ['limits']);
		const client = { deadline: world.clock.now() + 5_000 };
		expect(outcomesOf(await world.run(sameOrder(REVIEWING), { client }))).toBe('rateLimited');
		world.statuses[1] = 'Printing';
		world.answers = ['confirms'];
		expect(outcomesOf(await world.run(sameOrder(PAUSED, PRINTING)))).toBe('cancelled, cancelled');
	});

	it('reads first what ended unknown, and sends nothing if the conditions no longer hold', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses']);
		const [first] = await world.run(sameOrder(REVIEWING), { maxAttempts: 1 });
		expect(first).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
		world.statuses[1] = 'Paused';
		const [second] = await world.run(sameOrder(REVIEWING));
		expect(second).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
		expect(world.cancels).toBe(1);
	});

	it('sends nothing again under other conditions once reading has told what became of an earlier cancel', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses']);
		expect(outcomesOf(await world.run(sameOrder(REVIEWING), { maxAttempts: 1 }))).toBe('unknown');
		world.statuses[1] = 'Printing';
		world.answers = ['confirms'];
		expect(outcomesOf(await world.run(sameOrder(REVIEWING, PRINTING)))).toBe('tooLate, tooLate');
		expect(world.cancels).toBe(1);
	});

	it('keeps what an item settled where its account or ID cannot be told any more', async () => {
		const world = new World({ 1: 'Reviewing', 2: 'Reviewing', 3: 'Reviewing' }, [
			'confirms',
			'confirms',
			'loses',
		]);
		await world.run([{ id: '1' }, { id: '2' }, { id: '3' }], { maxAttempts: 1 });
		const endings = await world.run([
			{ id: '1', account: NO_ACCOUNT },
			{ id: '', account: NO_ID, problem: NO_ID },
			{ id: '3', account: NO_ACCOUNT },
		]);
		expect(outcomesOf(endings)).toBe('cancelled, cancelled, unknown');
		expect(world.cancels).toBe(3);
	});

	it('says nothing of an order that another item settled, where the account cannot be told', async () => {
		const world = new World({ 1: 'Reviewing' });
		await world.run([{ id: '1' }, { id: '', problem: NO_ID }]);
		const endings = await world.run([{ id: '1' }, { id: '1', account: NO_ACCOUNT }]);
		expect(outcomesOf(endings)).toBe('cancelled, notAttempted');
	});
});

describe('a later run of the node in the same execution (a loop)', () => {
	it('reads an order first that was sent before, and gives no old answer', async () => {
		const world = new World({ 1: 'Reviewing' });
		await world.run([{}]);
		const [ending] = await world.run([{}], LATER);
		expect(ending).toMatchObject({ attempts: 0, verdict: { outcome: 'alreadyCancelled' } });
		expect(world.log).toEqual(['cancel 1', 'read 1']);
	});

	it.each([
		['a guard', 'Paused', REVIEWING],
		['a 404', undefined, { statuses: null, youngerThanMs: null }],
	])('has forgotten %s of the earlier run', async (_what, status, guards) => {
		const world = new World(status === undefined ? {} : { 1: status });
		await world.run([{ guards }]);
		world.statuses[1] = 'Reviewing';
		expect(outcomesOf(await world.run([{ guards }], LATER))).toBe('cancelled');
	});

	it('has forgotten a refusal too: the order is read, and sent again if it is open', async () => {
		const world = new World({ 1: 'Reviewing' }, ['refuses', 'confirms']);
		expect(outcomesOf(await world.run([{}]))).toBe('rejected');
		const [ending] = await world.run([{}], LATER);
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'cancelled' } });
		expect(world.log.slice(-2)).toEqual(['read 1', 'cancel 1']);
	});

	it.each([['Reviewing'], ['Printing'], ['Paused']])(
		'reads an order once more that it stopped and that still reads as %s',
		async (stale) => {
			const world = new World({ 1: 'Reviewing' });
			await world.run([{}]);
			world.stale = [stale];
			const endings = await world.run([{}], LATER);
			expect(outcomesOf(endings)).toBe('alreadyCancelled');
			expect(world.log).toEqual(['cancel 1', 'read 1', 'read 1']);
		},
	);

	it.each([false, true])(
		'does not send an order again that it stopped, whatever it reads as (dry run: %s)',
		async (dryRun) => {
			const world = new World({ 1: 'Reviewing' });
			await world.run([{}]);
			for (const status of ['Reviewing', 'Printing']) {
				world.statuses[1] = status;
				for (const run of [1, 2]) {
					const [ending] = await world.run([{ dryRun }], { run });
					expect(ending).toMatchObject({ attempts: 0, verdict: { outcome: 'unknown' } });
				}
			}
			expect(world.cancels).toBe(1);
		},
	);

	it.each<[string, CancelAnswer]>([
		['stopped', 'confirms'],
		['may have stopped', 'loses'],
	])(
		'does not say that an order was not stopped which it %s, where it is held back',
		async (...row) => {
			const [, answer] = row;
			const world = new World({ 1: 'Reviewing', 2: 'Reviewing' }, [answer]);
			await world.run([{}], { maxAttempts: 1 });
			const broken = new Problem("the option 'Dry Run' is blank", 'Fill it');
			const capped = await world.run([{}, { id: '2' }], { ...LATER, maxOrders: 1 });
			expect(outcomesOf(capped)).toBe('unknown, notAttempted');
			expect(outcomesOf(await world.run([{ problem: broken }], LATER))).toBe('unknown');
		},
	);

	it.each<[CancelAnswer]>([['confirms'], ['loses']])(
		'does not say so either where the account cannot be told any more (the vendor %s)',
		async (answer) => {
			const world = new World({ 1: 'Reviewing' }, [answer]);
			await world.run([{}], { maxAttempts: 1 });
			const [ending] = await world.run([{ account: NO_ACCOUNT }], LATER);
			expect(ending?.verdict).toMatchObject({
				outcome: 'unknown',
				detail:
					'the credential could not be opened; earlier in this execution it was cancelled, or may have been',
			});
		},
	);

	it('says nothing else in a dry run of an order that an earlier run lost', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses']);
		await world.run([{}], { maxAttempts: 1 });
		expect(outcomesOf(await world.run([{ dryRun: true }], LATER))).toBe('unknown');
		expect(world.cancels).toBe(1);
	});

	it('does not say that an order was not stopped which it stopped, where it cannot be read any more', async () => {
		const world = new World({ 1: 'Reviewing' });
		expect(outcomesOf(await world.run([{}]))).toBe('cancelled');
		const client = { deadline: world.clock.now() - 1 };
		const [ending] = await world.run([{}], { ...LATER, client });
		expect(ending?.verdict).toMatchObject({
			outcome: 'unknown',
			detail:
				'it was cancelled earlier in this execution, and it could not be read afterwards: time ran out before its turn came',
		});
	});

	it('is still in doubt about an order that an earlier run lost', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses', 'refuses']);
		await world.run([{}], { maxAttempts: 1 });
		expect(outcomesOf(await world.run([{}], LATER))).toBe('unknown');
		expect(world.log.slice(-4)).toEqual(['read 1', 'cancel 1', 'read 1', 'read 1']);
	});

	it('knows nothing of what the item of the earlier run settled, where the account of another order cannot be told', async () => {
		const world = new World({ 1: 'Reviewing' });
		await world.run([{}]);
		expect(outcomesOf(await world.run([{ id: '2', account: NO_ACCOUNT }], LATER))).toBe(
			'notAttempted',
		);
	});
});
