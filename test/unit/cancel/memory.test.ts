import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { mayHoldOrders, Memory, type OrderKey } from '../../../nodes/orders/cancel/memory';
import { isSettled } from '../../../nodes/orders/cancel/memoryEntry';
import { NO_GUARDS, type Guards } from '../../../nodes/orders/form/guards';
import { unproven, type Ending, type Outcome } from '../../../nodes/orders/result/verdict';
import { NAMES } from '../support/results';
import { REVIEWING } from '../support/world';

const ORDER: OrderKey = { account: 'a', id: '1', expectedOrderId: null };
const STOPPED: Outcome[] = ['cancelled', 'alreadyCancelled'];
const REFUSED: Outcome[] = ['tooLate', 'notFound', 'rejected', 'invalidOrderId'];

function ending(outcome: Outcome, more: Partial<Ending> = {}): Ending {
	return {
		verdict: unproven(outcome, 200),
		attempts: 1,
		checkedAt: '2026-01-01T00:00:00.000Z',
		...more,
	};
}

/** What n8n keeps of a node in an execution: only what survives as JSON. */
class Execution {
	store: IDataObject = {};

	readonly context = Object.assign({} as IExecuteFunctions, {
		// What is kept for the whole workflow would be shared with other nodes.
		getContext: (type: string) => (type === 'node' ? this.store : {}),
	});

	memory(run = 0, scope = 'order cancel'): Memory {
		this.store = JSON.parse(JSON.stringify(this.store)) as IDataObject;
		return new Memory(this.context, scope, run);
	}
}

/** What is known of the order after it ended so, in a try after that. */
function recalled(end: Ending, kept: Guards | null, asked: Guards, run = 0) {
	const execution = new Execution();
	execution.memory().remember(ORDER, end, [0], kept);
	return execution.memory(run).recall(ORDER, asked);
}

describe('what an earlier try of the run found out', () => {
	it('is remembered with its cancels and the time when the vendor was asked', () => {
		const end = ending('cancelled', { attempts: 2 });
		expect(recalled(end, NO_GUARDS, NO_GUARDS)).toEqual({
			ending: end,
			attempts: 2,
			before: 'nothing',
			wasStopped: false,
		});
	});

	it.each<[string, Partial<OrderKey>]>([
		['ID', { id: '2' }],
		['account', { account: 'b' }],
		['expected order', { expectedOrderId: '9' }],
	])('is not mixed up with another %s', (_what, other) => {
		const execution = new Execution();
		execution.memory().remember(ORDER, ending('cancelled'), [0], null);
		const known = execution.memory().recall({ ...ORDER, ...other }, NO_GUARDS);
		expect(known).toEqual({ ending: null, attempts: 0, before: 'nothing', wasStopped: false });
	});

	it('is not mixed up with another resource or operation', () => {
		const execution = new Execution();
		execution.memory(0, 'gift cancelOrder').remember(ORDER, ending('cancelled'), [0], null);
		const memory = execution.memory(0, 'gift expire');
		expect(memory.recall(ORDER, NO_GUARDS).ending).toBeNull();
		expect(memory.recallItem(0, '1')).toBeNull();
	});

	it.each([null, 'x', [], { 'order cancel a ["1",null]': { verdict: 'x' } }])(
		'is nothing if something else stands in its place (%j)',
		(orders) => {
			const execution = new Execution();
			execution.store = { orders } as IDataObject;
			expect(execution.memory().recall(ORDER, NO_GUARDS).ending).toBeNull();
			execution.memory().remember(ORDER, ending('cancelled'), [0], null);
			expect(execution.memory().recall(ORDER, NO_GUARDS).ending).not.toBeNull();
		},
	);
});

describe.each(NAMES)('an order that ended as %s', (name) => {
	const isStopped = STOPPED.includes(name);
	const isRefused = REFUSED.includes(name);

	it('is not asked again under the same conditions if it is settled', () => {
		expect(isSettled(ending(name))).toBe(isStopped || isRefused);
		const known = recalled(ending(name), REVIEWING, REVIEWING);
		expect(known.ending !== null).toBe(isStopped || isRefused);
	});

	it('is not asked again under other conditions if it is stopped, or if the vendor said so', () => {
		expect(recalled(ending(name), REVIEWING, NO_GUARDS).ending !== null).toBe(isStopped);
		expect(recalled(ending(name), null, REVIEWING).ending !== null).toBe(isStopped || isRefused);
	});

	it('may be stopped by now, or not', () => {
		const stopped = (attempts: number) => {
			const execution = new Execution();
			execution.memory().remember(ORDER, ending(name, { attempts }), [0], null);
			return execution.memory().recallStopped(ORDER);
		};
		expect(stopped(1) !== null).toBe(isStopped || name === 'unknown' || name === 'notFound');
		expect(stopped(0) !== null).toBe(isStopped);
	});

	it('is no answer in a later run of the node, but a reason to read it first', () => {
		expect(recalled(ending(name), null, NO_GUARDS, 1)).toEqual({
			ending: null,
			attempts: 0,
			before: name === 'unknown' ? 'inDoubt' : 'sent',
			wasStopped: isStopped,
		});
	});

	it('is no reason to read it first if nothing was sent for it', () => {
		const known = recalled(ending(name, { attempts: 0 }), NO_GUARDS, NO_GUARDS, 1);
		expect(known).toEqual({
			ending: null,
			attempts: 0,
			before: 'nothing',
			wasStopped: isStopped,
		});
	});
});

describe('the cancels of an order', () => {
	it('are counted per run, and those of earlier runs are not forgotten', () => {
		const execution = new Execution();
		execution.memory(0).remember(ORDER, ending('unknown', { attempts: 1 }), [0], null);
		execution.memory(1).remember(ORDER, ending('rateLimited', { attempts: 0 }), [0], null);
		expect(execution.memory(1).recall(ORDER, NO_GUARDS)).toMatchObject({
			attempts: 0,
			before: 'sent',
		});
		execution.memory(1).remember(ORDER, ending('unknown', { attempts: 1 }), [0], null);
		expect(execution.memory(1).recall(ORDER, NO_GUARDS)).toMatchObject({
			attempts: 1,
			before: 'inDoubt',
		});
		expect(execution.memory(2).recall(ORDER, NO_GUARDS)).toMatchObject({
			attempts: 0,
			before: 'inDoubt',
		});
	});
});

describe('what an item settled', () => {
	it.each<[Outcome, boolean]>([
		['cancelled', true],
		['tooLate', true],
		['unknown', true],
		['forbidden', false],
		['rateLimited', false],
	])('is found by item and ID (%s: %s)', (outcome, isFound) => {
		const execution = new Execution();
		execution.memory().remember(ORDER, ending(outcome), [3], null);
		expect(execution.memory().recallItem(3, '1') !== null).toBe(isFound);
		expect(execution.memory().recallItem(3, '') !== null).toBe(isFound);
		expect(execution.memory().recallItem(3, '2')).toBeNull();
		expect(execution.memory().recallItem(4, '1')).toBeNull();
		expect(execution.memory(1).recallItem(3, '1')).toBeNull();
	});

	it('is found for every item that asked for the same order', () => {
		const execution = new Execution();
		execution.memory().remember(ORDER, ending('rejected'), [0], REVIEWING);
		execution.memory().remember(ORDER, ending('cancelled'), [1], null);
		expect(execution.memory().recallItem(0, '1')?.verdict.outcome).toBe('cancelled');
	});
});

/** As another version of the nodes may have kept an order, with some of it changed. */
function keptEntry(more: IDataObject = {}): IDataObject {
	const verdict = { ...unproven('unknown', null) };
	const checkedAt = '2026-01-01T00:00:00.000Z';
	const entry = { verdict, attempts: 1, checkedAt, id: '1', run: 0, items: [0], guards: null };
	return { ...entry, sentBefore: 0, ...more };
}

/** A memory in which this is all that was kept. */
function memoryOf(kept: IDataObject, scope?: string, run = 0): Memory {
	const execution = new Execution();
	execution.store = { orders: kept };
	return execution.memory(run, scope);
}

const KEPT_AS = 'order cancel a ["1",null]';

describe('what another version of the nodes kept', () => {
	it.each<[string, IDataObject, 'nothing' | 'inDoubt']>([
		['an order of unknown fate', {}, 'inDoubt'],
		['one that was sent in an earlier run only', { attempts: 0, sentBefore: 1 }, 'inDoubt'],
		['one that was never sent', { attempts: 0 }, 'nothing'],
		['one without a judgement', { verdict: null }, 'nothing'],
		['a judgement that is no name', { verdict: { outcome: ['unknown'] } }, 'nothing'],
		['a judgement that we do not know', { verdict: { outcome: 'toString' } }, 'nothing'],
		['sends that are no number', { attempts: '1' }, 'nothing'],
		['earlier sends that are no number', { sentBefore: '1' }, 'nothing'],
		['a run that is no number', { run: '0' }, 'nothing'],
		['items that are no list', { items: 0 }, 'nothing'],
	])('is read as far as it is understood: %s', (_what, more, before) => {
		const known = memoryOf({ [KEPT_AS]: keptEntry(more) }).recall(ORDER, NO_GUARDS);
		expect(known.before).toBe(before);
	});

	it('settles nothing by a judgement that is no name', () => {
		const verdict = { outcome: ['cancelled'] };
		const known = memoryOf({ [KEPT_AS]: keptEntry({ verdict }) }).recall(ORDER, NO_GUARDS);
		expect(known.ending).toBeNull();
	});

	it('tells that an order may be stopped that was sent in this run and in earlier ones', () => {
		const memory = memoryOf({ [KEPT_AS]: keptEntry({ sentBefore: 1 }) });
		expect(memory.recallStopped(ORDER)).not.toBeNull();
	});

	it('tells for which order a reference stood', () => {
		const memory = memoryOf({
			[KEPT_AS]: keptEntry(),
			'order cancel a ["",null,"ref=A"]': '1',
		});
		expect(memory.recallFound({ ...ORDER, id: '', reference: 'ref=A' })?.id).toBe('1');
	});
});

describe('whether an order with an ID may have been stopped in an earlier run, of whatever account', () => {
	it.each<[string, string, IDataObject, string, boolean]>([
		['it is of unknown fate', '1', keptEntry(), 'order cancel', true],
		['any will do', '', keptEntry(), 'order cancel', true],
		[
			'it was cancelled',
			'1',
			keptEntry({ verdict: unproven('cancelled', 200) }),
			'order cancel',
			true,
		],
		[
			'it was refused',
			'1',
			keptEntry({ verdict: unproven('rejected', 422) }),
			'order cancel',
			false,
		],
		['it is another one', '2', keptEntry(), 'order cancel', false],
		['it is another operation', '1', keptEntry(), 'gift expire', false],
		['something else is kept there', '1', { id: '1' }, 'order cancel', false],
	])('is known: %s', (_what, id, kept, scope, may) => {
		expect(memoryOf({ [KEPT_AS]: kept }, scope, 1).mayHaveStopped(id)).toBe(may);
	});
});

describe('the accounts of which an order was stopped by its ID', () => {
	it.each<[string, IDataObject, string[]]>([
		['one of unknown fate', { [KEPT_AS]: keptEntry() }, ['a']],
		['one that was refused', { [KEPT_AS]: keptEntry({ verdict: unproven('rejected', 422) }) }, []],
		[
			'one that was found by reference',
			{ [KEPT_AS]: keptEntry(), 'order cancel a ["",null,"r"]': '1' },
			[],
		],
		[
			'one that was found by reference in another account',
			{ [KEPT_AS]: keptEntry(), 'order cancel b ["",null,"r"]': '1' },
			['a'],
		],
		['one of another operation', { 'gift expire a ["1",null]': keptEntry() }, []],
		['one of an operation with a longer name', { 'order cancelled a ["1",null]': keptEntry() }, []],
	])('are those that have one: %s', (_what, kept, accounts) => {
		expect([...memoryOf(kept).accountsStoppedById()]).toEqual(accounts);
	});
});

describe('a reference', () => {
	const REFERENCE: OrderKey = { ...ORDER, id: '', reference: 'ref=A' };

	it('is not kept if nothing is kept of its order', () => {
		const execution = new Execution();
		execution.memory().rememberFound(ORDER, 'ref=A');
		expect(mayHoldOrders(execution.context)).toBe(false);
	});

	it('stands for no order if none was found, which is remembered', () => {
		const execution = new Execution();
		execution.memory().remember(REFERENCE, ending('notFound'), [0], null);
		expect(execution.memory().recall(REFERENCE, NO_GUARDS).ending).not.toBeNull();
		expect(execution.memory().recallFound(REFERENCE)).toBeNull();
	});
});

describe('whether anything was sent earlier in the execution', () => {
	it('is not so if an order was held back before anything was sent for it', () => {
		const execution = new Execution();
		execution.memory().remember(ORDER, ending('rateLimited', { attempts: 0 }), [0], null);
		expect(mayHoldOrders(execution.context)).toBe(false);
	});

	it('is known from what is remembered', () => {
		const execution = new Execution();
		expect(mayHoldOrders(execution.context)).toBe(false);
		execution.memory();
		expect(mayHoldOrders(execution.context)).toBe(false);
		execution.memory().remember(ORDER, ending('unknown'), [0], null);
		expect(mayHoldOrders(execution.context)).toBe(true);
	});

	it('is taken for granted where the memory cannot be opened', () => {
		const context = Object.assign({} as IExecuteFunctions, {
			getContext: () => {
				throw new Error('no context');
			},
		});
		expect(mayHoldOrders(context)).toBe(true);
	});
});
