import { Memory } from '../../../nodes/orders/cancel/memory';
import { NO_GUARDS } from '../../../nodes/orders/form/guards';
import { Problem } from '../../../nodes/orders/problem';
import {
	outcomesOf,
	PRINTING,
	REVIEWING,
	sameOrder,
	World,
	YOUNG,
	type CancelAnswer,
	type Item,
} from '../support/world';

const MINUTE_MS = 60_000;
const NO_ACCOUNT = new Problem('the credential could not be opened', 'Choose a credential');
const NO_OPTION = new Problem("the option 'Dry Run' is neither true nor false", 'Correct it');
const NO_ID = new Problem("'Order ID' is blank", 'Correct it', 'invalidOrderId');

/** Orders 1 to so many, each asked for by an item. */
function orders(count: number): { statuses: Record<string, string>; items: Item[] } {
	const ids = Array.from({ length: count }, (_, n) => String(n + 1));
	return {
		statuses: Object.fromEntries(ids.map((id) => [id, 'Reviewing'])),
		items: ids.map((id) => ({ id })),
	};
}

describe('the orders of a run', () => {
	it('are all cancelled, also if they are many more than may be under way', async () => {
		const { statuses, items } = orders(300);
		const world = new World(statuses);
		const endings = await world.run(items);
		expect(new Set(outcomesOf(endings).split(', '))).toEqual(new Set(['cancelled']));
		expect(endings.map(({ verdict }) => verdict.orderId)).toEqual(items.map(({ id }) => id));
		expect(world.cancels).toBe(300);
	});

	it.each([true, false])(
		'are kept, in the run and for a later try, with their recipients only where the raw data was asked for (%s)',
		async (keepsOrder) => {
			const world = new World({ 1: 'Reviewing' });
			const endings = await world.run([{ id: '1' }], { keepsOrder });
			for (const kept of [endings, world.store]) {
				expect(JSON.stringify(kept).includes('Renate')).toBe(keepsOrder);
			}
		},
	);

	it('are left alone where their ID, options or account cannot be used, which costs the others nothing', async () => {
		const world = new World({ 1: 'Reviewing', 2: 'Reviewing', 3: 'Reviewing' });
		const endings = await world.run([
			{ id: '', problem: NO_ID },
			{ id: '1', problem: NO_OPTION },
			{ id: '2', account: NO_ACCOUNT },
			{ id: '3' },
		]);
		expect(outcomesOf(endings)).toBe('invalidOrderId, notAttempted, notAttempted, cancelled');
		const details = endings.map(({ verdict }) => verdict.detail);
		expect(details).toEqual([NO_ID.reason, NO_OPTION.reason, NO_ACCOUNT.reason, undefined]);
		expect(world.log).toEqual(['cancel 3']);
	});

	it('are not sent at all if there are more than Max Orders; the same one twice counts once', async () => {
		const { statuses, items } = orders(3);
		const world = new World(statuses);
		const endings = await world.run(items, { maxOrders: 2 });
		expect(outcomesOf(endings)).toBe('notAttempted, notAttempted, notAttempted');
		expect(endings[0]?.verdict).toMatchObject({
			detail: "3 orders came in and 'Max Orders' allows 2, so none was sent",
			nextStep: "Check the list; if it is right, raise 'Max Orders'",
		});
		expect(world.log).toEqual([]);
		const allowed = await world.run([{ id: '1' }, { id: '1' }, { id: '2' }], { maxOrders: 2 });
		expect(outcomesOf(allowed)).toBe('cancelled, cancelled, cancelled');
	});

	it('of another account are other orders, although they have the same ID', async () => {
		const world = new World({ 1: 'Reviewing' });
		await world.run([{ account: 'first' }, { account: 'second' }]);
		expect(world.log).toEqual(['cancel 1', 'cancel 1']);
		expect(outcomesOf(await world.run([{ account: 'first' }, { account: 'third' }]))).toBe(
			'cancelled, cancelled',
		);
		expect(world.cancels).toBe(3);
	});

	it('are unknown where our own code stumbles, which costs the others nothing', async () => {
		const world = new World({ 1: 'Reviewing', 2: 'Reviewing' });
		const { remember } = Memory.prototype;
		const stumbling = jest.spyOn(Memory.prototype, 'remember');
		stumbling.mockImplementation(function (this: Memory, ...about) {
			const [{ id }, { attempts }] = about;
			if (id === '1' && attempts > 0) throw new TypeError('Cannot read properties of undefined');
			remember.apply(this, about);
		});
		const endings = await world.run([...sameOrder(PRINTING, NO_GUARDS), { id: '2' }]);
		stumbling.mockRestore();
		expect(outcomesOf(endings)).toBe('rejected, unknown, cancelled');
		expect(endings[1]).toMatchObject({
			verdict: { detail: 'the node could not finish its work on it' },
			attempts: 0,
			checkedAt: null,
		});
	});

	it('are not sent any more once the key was refused', async () => {
		const { statuses, items } = orders(20);
		const world = new World(statuses, ['denies']);
		const endings = await world.run(items);
		const outcomes = new Set(outcomesOf(endings).split(', '));
		expect(outcomes).toEqual(new Set(['unauthorized', 'notAttempted']));
		expect(world.cancels).toBeLessThan(10);
	});
});

describe('an order under conditions', () => {
	it('is read before a cancel is sent', async () => {
		const world = new World({ 1: 'Reviewing' });
		expect(outcomesOf(await world.run(sameOrder(REVIEWING)))).toBe('cancelled');
		expect(world.log).toEqual(['read 1', 'cancel 1']);
	});

	it('is left alone if they do not hold', async () => {
		const world = new World({ 1: 'Paused' });
		const [ending] = await world.run(sameOrder(REVIEWING));
		expect(ending).toMatchObject({
			attempts: 0,
			verdict: { outcome: 'rejected', status: 'Paused' },
		});
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
		const [ending] = await world.run(sameOrder({ statuses: null, youngerThanMs: 1 }));
		expect(ending).toMatchObject({ attempts: 1, verdict: { outcome: 'unknown' } });
		expect(world.cancels).toBe(1);
	});

	it('is only read in a dry run, which says what the conditions would do', async () => {
		const world = new World({ 1: 'Reviewing', 2: 'Printing', 3: 'Reviewing' });
		const endings = await world.run([
			{ id: '1', dryRun: true, guards: REVIEWING },
			{ id: '2', dryRun: true, guards: REVIEWING },
			{ id: '3', dryRun: true, guards: PRINTING },
		]);
		expect(outcomesOf(endings)).toBe('cancellable, tooLate, rejected');
		expect(world.cancels).toBe(0);
	});
});

describe('the same order twice in a run', () => {
	it.each<[string, CancelAnswer, number]>([
		['cancelled', 'confirms', 1],
		['asked for', 'refuses', 1],
		['sent as often as one item would have it sent', 'loses', 2],
		['sent with a key that is refused', 'denies', 1],
	])('is %s once, and both items get the same', async (_what, answer, cancels) => {
		const world = new World({ 1: 'Reviewing' }, [answer]);
		const [first, second] = await world.run([{}, {}], { maxAttempts: 2 });
		expect(second).toEqual(first);
		expect(world.cancels).toBe(cancels);
	});

	it('is cancelled once under different conditions, and all items say so', async () => {
		const world = new World({ 1: 'Reviewing' });
		const endings = await world.run(sameOrder(REVIEWING, YOUNG, NO_GUARDS));
		expect(outcomesOf(endings)).toBe('cancelled, cancelled, cancelled');
		expect(world.cancels).toBe(1);
	});

	it.each([
		['before', [PRINTING, REVIEWING], ['read 1', 'read 1', 'cancel 1']],
		['after', [REVIEWING, PRINTING], ['read 1', 'cancel 1']],
	])(
		'is cancelled if one condition holds, and the item %s it says so too',
		async (_, guards, log) => {
			const world = new World({ 1: 'Reviewing' });
			expect(outcomesOf(await world.run(sameOrder(...guards)))).toBe('cancelled, cancelled');
			expect(world.log).toEqual(log);
		},
	);

	it('is cancelled although the options of the other item cannot be used, and both say so', async () => {
		const world = new World({ 1: 'Reviewing' });
		expect(outcomesOf(await world.run([{ problem: NO_OPTION }, {}]))).toBe('cancelled, cancelled');
	});

	it('is refused to each by its own conditions, as long as nothing is sent', async () => {
		const world = new World({ 1: 'Paused' });
		const endings = await world.run(sameOrder(REVIEWING, PRINTING));
		expect(outcomesOf(endings)).toBe('rejected, rejected');
		expect(endings.map(({ verdict }) => verdict.detail)).toEqual([
			"'Only If Status' allows only reviewing",
			"'Only If Status' allows only printing",
		]);
	});

	it('is not called "not stopped" in one item while the other one does not know', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses']);
		const endings = await world.run(sameOrder(PRINTING, REVIEWING), { maxAttempts: 1 });
		expect(outcomesOf(endings)).toBe('unknown, unknown');
		expect(world.cancels).toBe(1);
	});

	it('is asked for once if the vendor refuses it: that holds under any condition', async () => {
		const world = new World({ 1: 'Reviewing' }, ['refuses']);
		const endings = await world.run(sameOrder(REVIEWING, YOUNG, NO_GUARDS));
		expect(outcomesOf(endings)).toBe('rejected, rejected, rejected');
		expect(world.cancels).toBe(1);
		expect(endings.map(({ verdict }) => verdict.words)).toEqual(Array(3).fill('Order is locked'));
	});

	it('may be a dry run in one item and a cancellation in another: then the dry run says that it is cancelled', async () => {
		const world = new World({ 1: 'Reviewing' });
		const dry: Item = { dryRun: true, guards: REVIEWING };
		const endings = await world.run([dry, { guards: REVIEWING }, dry]);
		expect(outcomesOf(endings)).toBe('alreadyCancelled, cancelled, alreadyCancelled');
		expect(endings[0]).toMatchObject({
			attempts: 0,
			verdict: { detail: 'another item of this run did so' },
		});
		expect(world.cancels).toBe(1);
	});

	it('may be a dry run in one item and of unknown fate in another: then the dry run does not know either', async () => {
		const world = new World({ 1: 'Reviewing' }, ['loses']);
		const endings = await world.run([{ dryRun: true }, {}], { maxAttempts: 1 });
		expect(outcomesOf(endings)).toBe('unknown, unknown');
		expect(endings.map(({ attempts }) => attempts)).toEqual([0, 1]);
	});

	it('may be found to have been cancelled before: the dry run does not say that another item did so', async () => {
		const world = new World({ 1: 'Cancelled' }, ['refuses']);
		const endings = await world.run([{ dryRun: true }, {}]);
		expect(outcomesOf(endings)).toBe('alreadyCancelled, alreadyCancelled');
		expect(endings[0]?.verdict.detail).toBeUndefined();
	});
});

describe('an order in another try of the same run', () => {
	it('is cancelled although a dry run found that it is too late, which is no word of the vendor to a cancel', async () => {
		const world = new World({ 1: 'Printing' });
		expect(outcomesOf(await world.run([{ dryRun: true }]))).toBe('tooLate');
		world.statuses[1] = 'Reviewing';
		expect(outcomesOf(await world.run([{}]))).toBe('cancelled');
	});

	it('stays what it was found to be when its options cannot be used any more', async () => {
		const world = new World({ 1: 'Printing' }, ['refuses']);
		expect(outcomesOf(await world.run([{}]))).toBe('tooLate');
		expect(outcomesOf(await world.run([{ problem: NO_OPTION }]))).toBe('tooLate');
	});
});

describe('an order that an earlier run of the node cancelled, and now nothing can be sent', () => {
	it.each<[string, Item, string]>([
		['its options cannot be used', { problem: NO_OPTION }, 'unknown'],
		['its account cannot be told', { account: NO_ACCOUNT }, 'unknown'],
		['it is one of another account', { problem: NO_OPTION, account: 'other' }, 'notAttempted'],
		['no order is named at all', { id: '', problem: NO_ID }, 'invalidOrderId'],
		[
			'neither an order nor an account is named',
			{ id: '', problem: NO_ID, account: NO_ACCOUNT },
			'invalidOrderId',
		],
	])('is called what can be said of it: %s', async (_why, item, outcome) => {
		const world = new World({ 1: 'Reviewing' });
		await world.run([{}]);
		expect(outcomesOf(await world.run([item], { run: 1 }))).toBe(outcome);
		expect(world.cancels).toBe(1);
	});
});
