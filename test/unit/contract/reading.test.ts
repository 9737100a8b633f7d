import fc from 'fast-check';

import {
	entryOf,
	numberOf,
	recordAt,
	recordsIn,
	textOf,
	wordOf,
} from '../../../nodes/orders/contract/reading';

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
		['', ''],
		[null, ''],
	])('%p compares as %p', (status, word) => {
		expect(wordOf(status)).toBe(word);
	});

	it.each(['not cancelled', 'in_production_cancelled', 'uncanceled', 'cancelled?'])(
		'%p is not the word for cancelled',
		(status) => {
			expect(wordOf(status)).not.toBe('cancelled');
		},
	);
});

describe('a word in a table', () => {
	const table = { printed: 'tooLate' };

	it('is found if it stands there', () => {
		expect(entryOf(table, 'printed')).toBe('tooLate');
	});

	it.each(['', 'shipped', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
		'is not found if it does not (%p), even if JavaScript knows it',
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
	])('%p is %p', (value, text) => {
		expect(textOf(value)).toBe(text);
	});

	it.each([null, undefined, '', ' \n', NaN, Infinity, true, false, {}, [], ['x'], () => 'x'])(
		'%j is none',
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
	])('%j is %j', (value, amount) => {
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
	])('%j is none (which is not 0: that would say that it was free)', (value) => {
		expect(numberOf(value)).toBeNull();
	});

	it('is a number or none, whatever stands there', () => {
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
	])('is null where there is none (%p)', (path) => {
		expect(recordAt(body, ...path)).toBeNull();
	});

	it('is null for any body that is no object', () => {
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
