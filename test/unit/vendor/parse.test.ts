import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { OrderState } from '../../../nodes/orders';
import {
	entryOf,
	idOf,
	numberOf,
	recordAt,
	recordsIn,
	statesIn,
	textOf,
	wordOf,
} from '../../../nodes/orders';
import { storable } from '../../../nodes/orders/vendor/parse';

describe('a status word', () => {
	it.each([
		['Cancelled', 'cancelled'],
		['CANCELED', 'cancelled'],
		['canceled', 'cancelled'],
		['in_transit', 'intransit'],
		['inTransit', 'intransit'],
		['In Transit', 'intransit'],
		['on-hold', 'onhold'],
		[' New Order ', 'neworder'],
		[`cancelled${' '.repeat(91)}`, 'cancelled'],
		['', ''],
		[null, ''],
	])('%p is compared as %p', (status, word) => {
		expect(wordOf(status)).toBe(word);
	});

	it.each(['not cancelled', 'in_production_cancelled', 'uncanceled', 'canceled?'])(
		'%p does not mean cancelled, and keeps its letters',
		(status) => {
			expect(wordOf(status)).toBe(status.replace(/[ _]/g, ''));
		},
	);

	it.each(['uncanceled', 'canceledlate'])('%p is no spelling of another word', (status) => {
		expect(wordOf(status)).toBe(status);
	});
});

describe('a text that is too long for a status word', () => {
	it.each([
		`cancelled${' '.repeat(200)}is not what it is`,
		`${'_'.repeat(200)}cancelled`,
		'x'.repeat(3_000_000),
	])('does not become a word by being cut (%#)', (status) => {
		expect(wordOf(status)).toBe(status);
	});
});

describe('looking up a word in a table', () => {
	const table = { printed: 'tooLate' };

	it('finds what stands there', () => {
		expect(entryOf(table, 'printed')).toBe('tooLate');
	});

	it.each(['', 'shipped', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'finds nothing for %p, even if JavaScript knows the word',
		(word) => {
			expect(entryOf(table, word)).toBeUndefined();
		},
	);
});

describe('text in an answer', () => {
	it.each([
		['  fulfilled ', 'fulfilled'],
		[42708, '42708'],
		[0, '0'],
		[14.4, '14.4'],
	])('%p is read as %p', (value, text) => {
		expect(textOf(value)).toBe(text);
	});

	it.each([null, undefined, '', ' \n', NaN, Infinity, true, false, {}, [], ['x'], () => 'x'])(
		'%j is no text',
		(value) => {
			expect(textOf(value)).toBeNull();
		},
	);
});

describe('an amount in an answer', () => {
	it.each([
		[14.4, 14.4],
		['14.4', 14.4],
		[' 73 ', 73],
		[0, 0],
		['0', 0],
		[-5, -5],
	])('%j is read as %j', (value, amount) => {
		expect(numberOf(value)).toBe(amount);
	});

	it.each([
		null,
		undefined,
		'',
		' ',
		'x',
		'1,000',
		'$5',
		'14.4 USD',
		NaN,
		Infinity,
		'Infinity',
		true,
	])('%j is no amount (and not 0, which would say that it was free)', (value) => {
		expect(numberOf(value)).toBeNull();
	});

	it('is a finite number or nothing, whatever stands there', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				expect(Number.isFinite(numberOf(value) ?? 0)).toBe(true);
			}),
		);
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (amount) => {
				expect(numberOf(String(amount))).toBe(Number(String(amount)));
			}),
		);
	});
});

describe('an object in an answer', () => {
	const body = { data: { order: { id: 1 }, list: [{ id: 2 }], none: null } };

	it('is found at the end of its path', () => {
		expect(recordAt(body)).toBe(body);
		expect(recordAt(body, 'data', 'order')).toEqual({ id: 1 });
	});

	it.each([
		[['data', 'none']],
		[['data', 'list']],
		[['data', 'order', 'id']],
		[['data', 'missing', 'deeper']],
		[['data', 'list', '0', 'id']],
	])('is not found at %p, where there is none', (path) => {
		expect(recordAt(body, ...path)).toBeNull();
	});

	it('is not found in a body that is no object', () => {
		const notAnObject = fc.oneof(
			fc.string(),
			fc.double(),
			fc.array(fc.anything()),
			fc.constantFrom(null, undefined, true),
		);
		fc.assert(
			fc.property(notAnObject, fc.array(fc.string()), (value, keys) => {
				expect(recordAt(value, ...keys)).toBeNull();
			}),
		);
	});

	it('is picked out of a list, whatever else stands in it', () => {
		expect(recordsIn([{ id: 1 }, null, 'x', [], { id: 2 }, 3])).toEqual([{ id: 1 }, { id: 2 }]);
		expect(recordsIn({ 0: { id: 1 } })).toEqual([]);
		expect(recordsIn(null)).toEqual([]);
	});
});

describe('reading the orders of a list', () => {
	/** An entry is an order if it has a status. */
	function interpret(order: IDataObject): OrderState | null {
		const status = textOf(order.status);
		if (status === null) return null;
		return { id: idOf(order.id), status, phase: 'unclear', cancelledAt: null, order };
	}

	const good = (id: number) => ({ id, status: 'new' });
	const LARGE = '{ "id": 9007199254740993, "status": "new" }';

	it('gives all of them, in their order', () => {
		expect(statesIn([good(1), good(2)], interpret)?.map(({ id }) => id)).toEqual(['1', '2']);
	});

	it('gives none for an empty list', () => {
		expect(statesIn([], interpret)).toEqual([]);
	});

	it.each([
		['is null', null],
		['is text', 'x'],
		['is a number', 7],
		['is a list in the list', [good(2)]],
		['has no status', { id: 2 }],
		['has no ID (nothing could be done with it)', { status: 'new' }],
		['has a blank ID', { id: ' ', status: 'new' }],
	])('fails if one entry %s: a shorter list would look complete', (_case, odd) => {
		expect(statesIn([good(1), odd, good(3)], interpret)).toBeNull();
	});

	it('keeps an order whose ID is too large to be exact, without an ID: neither it nor the others get lost', () => {
		const states = statesIn([good(1), JSON.parse(LARGE), good(3)], interpret);
		expect(states?.map(({ id, status }) => `${id} ${status}`)).toEqual([
			'1 new',
			'null new',
			'3 new',
		]);
	});

	it.each([null, undefined, '', 'x', 1, true, {}, { 0: good(1), length: 1 }])(
		'fails for what is no list (%j)',
		(data) => {
			expect(statesIn(data, interpret)).toBeNull();
		},
	);

	it('gives as many orders as there are entries, or fails, whatever stands in the list', () => {
		const entry = fc.oneof(fc.anything(), fc.nat().map(good));
		fc.assert(
			fc.property(fc.array(entry), (data) => {
				const states = statesIn(data, interpret);
				if (states !== null) expect(states).toHaveLength(data.length);
			}),
		);
	});
});

describe('an order to be passed on', () => {
	/** `{ inner: [{ inner: ... }] }` */
	function nested(depth: number): IDataObject {
		let order: IDataObject = { id: 'innermost' };
		for (let level = 0; level < depth; level++) order = { id: level, inner: [order] };
		return order;
	}

	it('is the very order that was received', () => {
		const order = nested(900);
		expect(storable(order)).toBe(order);
	});

	/** `{ inner: { inner: ... } }`, so many objects. */
	function chain(length: number): IDataObject {
		let order: IDataObject = { id: 'innermost' };
		for (let level = 1; level < length; level++) order = { inner: order };
		return order;
	}

	it('is cut exactly where it is too deep', () => {
		const deepest = chain(2_001);
		expect(storable(deepest)).toBe(deepest);
		const stored = JSON.stringify(storable(chain(2_002)));
		expect(stored.split('inner"').length - 1).toBe(2_001);
		expect(stored).toContain('{"inner":"[nested too deep]"}');
	});

	it('is what is above, lists and all, where it is nested deeper than n8n can store', () => {
		const order = { ...nested(50_000), list: [1, [], null], note: { text: 'x' } };
		const stored = JSON.stringify(storable(order));
		expect(stored).toMatch(/^\{"id":49999,"inner":\[\{"id":49998,/);
		expect(stored).toMatch(/,"list":\[1,\[\],null\],"note":\{"text":"x"\}\}$/);
		expect(stored).toContain('[nested too deep]');
	});

	it.each([
		['near the top', (order: IDataObject) => order],
		['beside what is nested too deep', (order: IDataObject) => ({ ...nested(50_000), order })],
	])('has no key __proto__, which would become a prototype, %s', (_where, around) => {
		const order = JSON.parse(
			'{"id":1,"list":[{"__proto__":{"status":"cancelled"},"a":2},{"b":3}]}',
		) as IDataObject;
		const { list } = (storable(around(order)).order ?? storable(order)) as {
			list: Array<{ status?: string }>;
		};
		expect(Object.keys(list[0] ?? {})).toEqual(['a']);
		expect(list[0]?.status).toBeUndefined();
	});
});
