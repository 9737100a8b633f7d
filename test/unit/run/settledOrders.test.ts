import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { NO_GUARDS, type Guards } from '../../../nodes/orders/contract/guards';
import type { Outcome } from '../../../nodes/orders/contract/outcome';
import { unproven } from '../../../nodes/orders/judge/decision';
import {
	isSettled,
	isSettledFor,
	isStopped,
	mayBeStopped,
	SettledOrders,
	type Remembered,
} from '../../../nodes/orders/run/settledOrders';
import { NAMES } from '../support/results';

const REVIEWING: Guards = { statuses: ['reviewing'], youngerThanMs: null };

function end(outcome: Outcome, more: Partial<Remembered> = {}): Remembered {
	return { verdict: unproven(outcome, 200), attempts: 1, ...more };
}

/** What n8n keeps of a node between the tries of one execution: only what survives as JSON. */
class Kept {
	private store: IDataObject = {};

	memory(scope = 'thanksIo order cancel', keepsOrders = false): SettledOrders {
		this.store = JSON.parse(JSON.stringify(this.store)) as IDataObject;
		const context = Object.assign({} as IExecuteFunctions, { getContext: () => this.store });
		return new SettledOrders(context, scope, keepsOrders);
	}
}

describe('what an earlier try of the execution found out', () => {
	it('is remembered by the next one', () => {
		const kept = new Kept();
		kept.memory().remember('1', end('cancelled', { attempts: 2, guards: REVIEWING }));
		expect(kept.memory().recall('1')).toMatchObject({
			verdict: { outcome: 'cancelled' },
			attempts: 2,
			guards: REVIEWING,
		});
		expect(kept.memory().recall('2')).toBeUndefined();
	});

	it('is not mixed up with another credential, resource or operation', () => {
		const kept = new Kept();
		kept.memory('snappy gift cancelOrder').remember('1', end('cancelled'));
		expect(kept.memory('snappy gift expire').recall('1')).toBeUndefined();
	});

	it('keeps the order with its recipient only where the raw data was asked for', () => {
		const response = { return_name: 'Renate Beispiel' };
		const verdict = { ...unproven('cancelled', 200), response };
		const kept = new Kept();
		kept.memory('a', false).remember('1', { verdict, attempts: 1 });
		kept.memory('b', true).remember('1', { verdict, attempts: 1 });
		expect(kept.memory('a').recall('1')?.verdict.response).toBeNull();
		expect(kept.memory('b').recall('1')?.verdict.response).toEqual(response);
	});

	it('of an older version, without conditions, is understood as under none', () => {
		const kept = new Kept();
		kept.memory().remember('1', end('rejected'));
		const known = kept.memory().recall('1');
		expect(known !== undefined && isSettledFor(known, NO_GUARDS)).toBe(true);
		expect(isSettledFor(end('rejected'), REVIEWING)).toBe(false);
	});

	it.each([null, 'x', [], { '1': null }, { 'thanksIo order cancel 1': { verdict: 'x' } }])(
		'is nothing if something else stands in its place (%j)',
		(orders) => {
			const store = { orders } as IDataObject;
			const context = Object.assign({} as IExecuteFunctions, { getContext: () => store });
			const memory = new SettledOrders(context, 'thanksIo order cancel', false);
			expect(memory.recall('1')).toBeUndefined();
			memory.remember('1', end('cancelled'));
			expect(memory.recall('1')).toBeDefined();
		},
	);
});

describe('whether an order is settled', () => {
	const SETTLED: Outcome[] = ['cancelled', 'alreadyCancelled'];
	const REFUSED: Outcome[] = ['tooLate', 'notFound', 'rejected', 'invalidOrderId'];

	it.each(NAMES)('%s: as the design says', (name) => {
		expect(isSettled(end(name))).toBe([...SETTLED, ...REFUSED].includes(name));
		expect(isStopped(end(name))).toBe(SETTLED.includes(name));
	});

	it.each(NAMES)('%s: and whether it may be stopped by now', (name) => {
		const mayBe = [...SETTLED, 'unknown', 'notFound'].includes(name);
		expect(mayBeStopped(end(name, { attempts: 1 }))).toBe(mayBe);
		expect(mayBeStopped(end(name, { attempts: 0 }))).toBe(SETTLED.includes(name));
	});

	it.each(NAMES)('%s: for the same conditions just as for anybody who has none', (name) => {
		expect(isSettledFor(end(name, { guards: REVIEWING }), REVIEWING)).toBe(isSettled(end(name)));
	});

	it.each(SETTLED)('%s: also for somebody with other conditions, since it is stopped', (name) => {
		expect(isSettledFor(end(name, { guards: REVIEWING }), NO_GUARDS)).toBe(true);
		expect(isSettledFor(end(name, { guards: NO_GUARDS }), REVIEWING)).toBe(true);
	});

	it.each(REFUSED)(
		'%s: for somebody with other conditions only if the vendor said so to a request',
		(name) => {
			expect(isSettledFor(end(name, { guards: REVIEWING }), NO_GUARDS)).toBe(false);
			expect(isSettledFor(end(name, { guards: null }), NO_GUARDS)).toBe(true);
			expect(isSettledFor(end(name, { guards: null }), REVIEWING)).toBe(true);
		},
	);

	it.each(['rateLimited', 'unknown', 'notAttempted', 'unauthorized', 'forbidden'] as const)(
		'%s: never, whoever said so',
		(name) => {
			expect(isSettledFor(end(name, { guards: null }), NO_GUARDS)).toBe(false);
		},
	);

	it('is remembered as the word of the vendor over the tries too', () => {
		const kept = new Kept();
		kept.memory().remember('1', end('tooLate', { guards: null }));
		const known = kept.memory().recall('1');
		expect(known !== undefined && isSettledFor(known, REVIEWING)).toBe(true);
	});
});
