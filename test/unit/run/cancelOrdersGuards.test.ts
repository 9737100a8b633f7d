import { NO_GUARDS } from '../../../nodes/orders/contract/guards';
import {
	outcomesOf,
	PAUSED,
	PRINTING,
	request,
	REVIEWING,
	sameOrder,
	World,
	YOUNG,
} from '../support/world';

const MINUTE_MS = 60_000;

describe('an order under conditions', () => {
	it('is read before a cancel is sent, and not asked for otherwise', async () => {
		const world = new World({ 1: 'Reviewing' });
		expect(outcomesOf(await world.run(sameOrder(REVIEWING)))).toBe('cancelled');
		expect(world.log).toEqual(['read 1', 'cancel 1']);
	});

	it('is left alone if they do not hold', async () => {
		const world = new World({ 1: 'Paused' });
		const [end] = await world.run(sameOrder(REVIEWING));
		expect(end).toMatchObject({ attempts: 0, verdict: { outcome: 'rejected', status: 'Paused' } });
		expect(world.log).toEqual(['read 1']);
	});

	it('is left alone once it is too old', async () => {
		const world = new World({ 1: 'Reviewing' });
		await world.clock.advance(MINUTE_MS);
		expect(outcomesOf(await world.run(sameOrder(YOUNG)))).toBe('rejected');
		expect(world.cancels).toBe(0);
	});

	it('is left to the vendor in a status that was named, although we take it for too late', async () => {
		const world = new World({ 1: 'Printing' });
		expect(outcomesOf(await world.run(sameOrder(PRINTING)))).toBe('cancelled');
	});

	it('is looked at again after a lost answer, and not cancelled once it is too old', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses', 'confirms']);
		const guards = { statuses: null, youngerThanMs: 1 };
		const [end] = await world.run(sameOrder(guards));
		expect(end).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
		expect(world.cancels).toBe(1);
	});

	it('is only read in a dry run, which says what the conditions would do', async () => {
		const world = new World({ 1: 'Reviewing', 2: 'Printing', 3: 'Reviewing' });
		const ends = await world.run([
			request('1', { dryRun: true, guards: REVIEWING }),
			request('2', { dryRun: true, guards: REVIEWING }),
			request('3', { dryRun: true, guards: PRINTING }),
		]);
		expect(outcomesOf(ends)).toBe('cancellable, tooLate, rejected');
		expect(world.cancels).toBe(0);
	});
});

describe('the same order twice in a run, under different conditions', () => {
	it('is cancelled once, and both items say so', async () => {
		const world = new World({ 1: 'Reviewing' });
		const ends = await world.run(sameOrder(REVIEWING, YOUNG, NO_GUARDS));
		expect(outcomesOf(ends)).toBe('cancelled, cancelled, cancelled');
		expect(world.cancels).toBe(1);
	});

	it.each([
		['before', [PRINTING, REVIEWING], ['read 1', 'read 1', 'cancel 1']],
		['after', [REVIEWING, PRINTING], ['read 1', 'cancel 1']],
	])(
		'is cancelled if one of them holds, and the other item, %s it, says so too',
		async (_place, guards, log) => {
			const world = new World({ 1: 'Reviewing' });
			expect(outcomesOf(await world.run(sameOrder(...guards)))).toBe('cancelled, cancelled');
			expect(world.log).toEqual(log);
		},
	);

	it('is cancelled although the options of the other item cannot be read, and both say so', async () => {
		const world = new World({ 1: 'Reviewing' });
		const obstacle = { reason: "the option 'Dry Run' is neither true nor false", nextStep: 'x' };
		const ends = await world.run([request('1', { obstacle }), request('1')]);
		expect(outcomesOf(ends)).toBe('cancelled, cancelled');
		const [alone] = await new World({ 1: 'Reviewing' }).run([request('1', { obstacle })]);
		expect(alone).toMatchObject({ attempts: 0, verdict: { outcome: 'notAttempted' } });
	});

	it('is refused to each by its own conditions, as long as none of them sends anything', async () => {
		const world = new World({ 1: 'Paused' });
		const ends = await world.run(sameOrder(REVIEWING, PRINTING));
		expect(outcomesOf(ends)).toBe('rejected, rejected');
		expect(ends.map(({ verdict }) => verdict.detail)).toEqual([
			"'Only If Status' allows only reviewing",
			"'Only If Status' allows only printing",
		]);
	});

	it('is not "not stopped" in one item while the other one does not know', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses']);
		const ends = await world.run(sameOrder(PRINTING, REVIEWING), { maxAttempts: 1 });
		expect(outcomesOf(ends)).toBe('unknown, unknown');
		expect(world.cancels).toBe(1);
	});

	it('is asked for once if the vendor refuses it: that holds under any condition', async () => {
		const world = new World({ 1: 'Reviewing' }, ['refuses']);
		const ends = await world.run(sameOrder(REVIEWING, YOUNG, NO_GUARDS));
		expect(outcomesOf(ends)).toBe('rejected, rejected, rejected');
		expect(world.cancels).toBe(1);
		expect(ends.map(({ verdict }) => verdict.words)).toEqual(Array(3).fill('Order is locked'));
	});

	it('may be a dry run in one item and a cancellation in another', async () => {
		const world = new World({ 1: 'Reviewing' });
		const dry = request('1', { dryRun: true, guards: REVIEWING });
		const ends = await world.run([dry, request('1', { guards: REVIEWING }), dry]);
		expect(outcomesOf(ends)).toBe('cancellable, cancelled, cancellable');
		expect(world.cancels).toBe(1);
	});
});

describe('Retry On Fail', () => {
	it('does not ask again what the conditions have refused', async () => {
		const world = new World({ 1: 'Paused' });
		await world.run(sameOrder(REVIEWING));
		expect(outcomesOf(await world.run(sameOrder(REVIEWING)))).toBe('rejected');
		expect(world.log).toEqual(['read 1']);
	});

	it('does not take what the conditions of one item refused for the word of the vendor, after a 429 either', async () => {
		const world = new World({ 1: 'Reviewing' }, ['limits']);
		const deadline = world.clock.now() + 5_000;
		const [first] = await world.run(sameOrder(REVIEWING), { deadline });
		expect(first).toMatchObject({ verdict: { outcome: 'rateLimited' } });
		world.statuses[1] = 'Printing';
		world.answers = ['confirms'];
		const ends = await world.run(sameOrder(PAUSED, PRINTING));
		expect(outcomesOf(ends)).toBe('cancelled, cancelled');
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
});
