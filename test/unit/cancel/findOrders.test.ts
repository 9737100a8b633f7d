import { Problem } from '../../../nodes/orders/problem';
import { outcomesOf, PAUSED, PRINTING, World, type Item } from '../support/world';

const NO_ACCOUNT = new Problem('the credential could not be opened', 'Choose a credential');

/** An item that gives its order by reference. */
function called(reference: string, more: Item = {}): Item {
	return { id: '', reference, ...more };
}

const A = called('ref=A');

/** Orders 1, 2... with these references. */
function worldWith(...references: string[]): World {
	const ids = references.map((_, index) => String(index + 1));
	const world = new World(Object.fromEntries(ids.map((id) => [id, 'Reviewing'])));
	ids.forEach((id, index) => (world.references[id] = references[index] ?? ''));
	return world;
}

/** A cancel of order 1, which has reference A, was sent and nobody knows what became of it. */
async function inDoubtAboutA(): Promise<World> {
	const world = worldWith('ref=A');
	world.answers = ['loses'];
	expect(outcomesOf(await world.run([A], { maxAttempts: 1 }))).toBe('unknown');
	world.answers = ['confirms'];
	world.statuses[2] = 'Reviewing';
	world.references[2] = 'ref=A';
	world.log.length = 0;
	return world;
}

describe('a reference in another try of the same run', () => {
	it('stands for the order that a cancel was sent for, whatever else has it by now', async () => {
		const world = await inDoubtAboutA();
		const [ending] = await world.run([A]);
		expect(world.log).toEqual(['read 1', 'cancel 1']);
		expect(ending?.verdict).toMatchObject({ outcome: 'cancelled', orderId: '1' });
	});

	it('is looked up again if nothing was sent', async () => {
		const world = worldWith('ref=A');
		world.answers = ['limits'];
		const giveUp = { client: { deadline: world.clock.now() + 100 } };
		expect(outcomesOf(await world.run([A], giveUp))).toBe('rateLimited');
		world.answers = ['confirms'];
		world.log.length = 0;
		await world.run([A]);
		expect(world.log).toEqual(['list', 'cancel 1']);
	});

	it.each([
		['none has it', []],
		['two have it', ['ref=A', 'ref=A']],
	])('is not looked up again if it is settled: %s', async (_case, references) => {
		const world = worldWith(...references);
		const first = await world.run([A]);
		const again = await world.run([A]);
		expect(world.log).toEqual(['list']);
		expect(again).toEqual(first);
	});

	it('stays settled when the account cannot be told any more', async () => {
		const world = worldWith('ref=B');
		await world.run([A, called('ref=B')]);
		const again = await world.run([
			{ ...A, account: NO_ACCOUNT },
			called('ref=B', { account: NO_ACCOUNT }),
		]);
		expect(outcomesOf(again)).toBe('notFound, cancelled');
	});

	it('is looked up for a dry run, which settles nothing', async () => {
		const world = worldWith();
		await world.run([called('ref=A', { dryRun: true })]);
		world.statuses[1] = 'Reviewing';
		world.references[1] = 'ref=A';
		const endings = await world.run([A, called('ref=A', { dryRun: true })]);
		expect(outcomesOf(endings)).toBe('cancelled, alreadyCancelled');
	});

	it('under another condition still stands for the order that an earlier item settled', async () => {
		const world = worldWith('ref=A');
		expect(outcomesOf(await world.run([called('ref=A', { guards: PRINTING })]))).toBe('rejected');
		world.log.length = 0;
		expect(outcomesOf(await world.run([A]))).toBe('cancelled');
		expect(world.log).toEqual(['cancel 1']);
	});
});

describe('a reference in a later run of the node', () => {
	it('is looked up again, and a doubt about what it stood for outlives what it stands for', async () => {
		const world = await inDoubtAboutA();
		const [ending] = await world.run([A], { run: 1 });
		expect(world.log).toEqual(['list']);
		expect(ending?.verdict).toMatchObject({ outcome: 'unknown', orderId: '1' });
	});

	it.each([
		['none has it any more', {}, 'no order has it now'],
		['two have it', { 3: 'ref=A', 4: 'ref=A' }, '2 orders that are not cancelled have it: 3, 4'],
	])(
		'says that it was cancelled earlier, and not what to do about the reference: %s',
		async (_case, references, why) => {
			const world = worldWith('ref=A', 'ref=B');
			await world.run([A, { id: '2' }]);
			world.references = references;
			for (const id of Object.keys(references)) world.statuses[id] = 'Reviewing';
			const [ending] = await world.run([A], { run: 1 });
			expect(ending?.verdict).toMatchObject({ outcome: 'unknown', orderId: '1' });
			expect(ending?.verdict.detail).toContain(why);
			expect(ending?.verdict.detail).toMatch(
				/; earlier in this execution it was cancelled, or may have been$/,
			);
			expect(ending?.verdict).toMatchObject({ nextStep: undefined, retryable: undefined });
		},
	);

	it('finds the order that is in doubt cancelled, which this execution did', async () => {
		const world = await inDoubtAboutA();
		world.references = { 1: 'ref=A' };
		world.statuses[1] = 'Cancelled';
		expect(outcomesOf(await world.run([A], { run: 1 }))).toBe('cancelled');
		expect(world.log).toEqual(['list', 'read 1']);
	});

	it('finds the order that is in doubt, which is read before anything is sent', async () => {
		const world = await inDoubtAboutA();
		world.references[2] = 'ref=B';
		await world.run([A], { run: 1 });
		expect(world.log).toEqual(['list', 'read 1', 'cancel 1']);
	});

	it('is not held back by what it did not stand for earlier', async () => {
		const world = worldWith();
		expect(outcomesOf(await world.run([A]))).toBe('notFound');
		world.statuses[1] = 'Reviewing';
		world.references[1] = 'ref=A';
		expect(outcomesOf(await world.run([A], { run: 1 }))).toBe('cancelled');
	});

	it.each([
		['an option is broken', { problem: NO_ACCOUNT }],
		['the account cannot be told', { account: NO_ACCOUNT }],
	])('is never called not stopped if it was cancelled earlier, and now %s', async (_case, more) => {
		const world = worldWith('ref=A');
		await world.run([A]);
		const [ending] = await world.run([called('ref=A', more)], { run: 1 });
		expect(ending?.verdict.outcome).toBe('unknown');
	});
});

describe('a reference of an order that the list shows as cancelled', () => {
	const byReference = called('ref=A');
	it.each<[string, Item[]]>([
		['alone', [byReference]],
		['beside its ID', [{ id: '1' }, byReference]],
		['before its ID', [byReference, { id: '1' }]],
	])('has it read, and nothing sent: %s', async (_case, items) => {
		const world = worldWith('ref=A');
		world.statuses[1] = 'Cancelled';
		const endings = await world.run(items);
		expect(new Set(endings.map(({ verdict }) => verdict.outcome))).toEqual(
			new Set(['alreadyCancelled']),
		);
		expect(world.log).toEqual(['list', 'read 1']);
	});
});

describe('a reference that cannot be looked up', () => {
	const inAMoment = (world: World) => ({ client: { deadline: world.clock.now() + 100 } });

	it('is rate limited, like an ID', async () => {
		const world = worldWith('ref=A');
		world.limitedLists = Infinity;
		const [ending] = await world.run([A], inAMoment(world));
		expect(ending).toMatchObject({ verdict: { outcome: 'rateLimited' }, attempts: 0 });
		expect(ending?.checkedAt).not.toBeNull();
		expect(world.cancels).toBe(0);
	});

	it('may be the order that was cancelled by its ID: it is not called not cancelled then', async () => {
		const world = worldWith('ref=A', 'ref=B');
		expect(outcomesOf(await world.run([{ id: '1' }]))).toBe('cancelled');
		world.limitedLists = Infinity;
		const [ending] = await world.run([A], { run: 1, ...inAMoment(world) });
		expect(ending?.verdict).toMatchObject({ outcome: 'unknown', orderId: '' });
		expect(ending?.verdict.detail).toMatch(
			/; an order that was cancelled by its ID may be the one$/,
		);
	});

	it('is not the order that was cancelled by its ID if it was read that two others have it', async () => {
		const world = worldWith('ref=B', 'ref=A', 'ref=A');
		expect(outcomesOf(await world.run([{ id: '1' }, A]))).toBe('cancelled, rejected');
	});

	it('because of a broken option is not remembered to have been looked up', async () => {
		const world = worldWith('ref=A');
		const broken = called('ref=X', { problem: NO_ACCOUNT });
		expect(outcomesOf(await world.run([{ id: '1', guards: PAUSED }, broken]))).toBe(
			'rejected, notAttempted',
		);
	});

	it('leaves what is said of an order that has an ID alone', async () => {
		const world = worldWith('ref=A', 'ref=B');
		expect(outcomesOf(await world.run([{ id: '1' }]))).toBe('cancelled');
		world.answers = ['limits'];
		for (const item of [called('ref=B'), { id: '2' }]) {
			const endings = await world.run([item], { run: 1, ...inAMoment(world) });
			expect(outcomesOf(endings)).toBe('rateLimited');
		}
	});

	it('is not one that was cancelled by another reference', async () => {
		const world = worldWith('ref=A', 'ref=B');
		expect(outcomesOf(await world.run([called('ref=B')]))).toBe('cancelled');
		world.limitedLists = Infinity;
		expect(outcomesOf(await world.run([A], { run: 1, ...inAMoment(world) }))).toBe('rateLimited');
	});

	it('because of a broken option is looked up if others of its account are to be cancelled', async () => {
		const world = worldWith('ref=A');
		const broken = called('ref=A', { problem: NO_ACCOUNT });
		expect(outcomesOf(await world.run([broken]))).toBe('notAttempted');
		expect(world.log).toEqual([]);
		expect(outcomesOf(await world.run([{ id: '1' }, broken]))).toBe('cancelled, cancelled');
	});
});
