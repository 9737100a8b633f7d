import fc from 'fast-check';

import {
	entryOf,
	isoUtc,
	recordAt,
	recordsIn,
	textOf,
	wordOf,
} from '../../../nodes/orders/contract/reading';

describe('a time that a vendor gives', () => {
	it.each<[string, unknown, string]>([
		['ISO with milliseconds', '2026-05-27T15:57:00.123Z', '2026-05-27T15:57:00.123Z'],
		['ISO with microseconds', '2023-12-07T08:29:50.123456Z', '2023-12-07T08:29:50.123Z'],
		['ISO with an offset', '2026-05-27T17:57:00+02:00', '2026-05-27T15:57:00.000Z'],
		['without a zone: UTC', '2020-04-06 00:20:31', '2020-04-06T00:20:31.000Z'],
		['with the word UTC', '2020-04-06 00:20:31 UTC', '2020-04-06T00:20:31.000Z'],
		['a day', '2020-04-06', '2020-04-06T00:00:00.000Z'],
		['with blanks around it', ' 2020-04-06 00:20:31 ', '2020-04-06T00:20:31.000Z'],
		[
			'PHP style, summer time in New York',
			{ date: '2020-04-06 00:20:31.000000', timezone_type: 3, timezone: 'America/New_York' },
			'2020-04-06T04:20:31.000Z',
		],
		[
			'PHP style, winter time in New York',
			{ date: '2020-01-06 00:20:31.000000', timezone_type: 3, timezone: 'America/New_York' },
			'2020-01-06T05:20:31.000Z',
		],
		[
			'PHP style, UTC',
			{ date: '2020-04-06 00:20:31.000000', timezone_type: 3, timezone: 'UTC' },
			'2020-04-06T00:20:31.000Z',
		],
		[
			'PHP style without a zone: UTC',
			{ date: '2020-04-06 00:20:31.000000' },
			'2020-04-06T00:20:31.000Z',
		],
		[
			'PHP style with an offset for a zone',
			{ date: '2020-04-06 00:20:31.000000', timezone_type: 1, timezone: '+02:00' },
			'2020-04-05T22:20:31.000Z',
		],
	])('%s', (_form, given, expected) => {
		expect(isoUtc(given)).toBe(expected);
	});

	it.each([
		null,
		undefined,
		'',
		'   ',
		'yesterday',
		'0000-00-00 00:00:00',
		'2020-13-01',
		'2020-02-30',
		'12:30',
		'12',
		'2020-04-06 25:00:00',
		true,
		NaN,
		73,
		2020,
		1586132431,
		[],
		['2020-04-06'],
		{},
		{ date: null },
		{ date: {} },
		{ date: '2020-04-06 00:20:31', timezone: 'Nowhere/City' },
		{ timezone: 'UTC' },
	])('that is none is null (%p)', (given) => {
		expect(isoUtc(given)).toBeNull();
	});

	it('survives being written without a zone and read as UTC', () => {
		const anyDate = fc.date({
			min: new Date('1970-01-01'),
			max: new Date('2199-12-31'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(anyDate, (date) => {
				const iso = date.toISOString();
				expect(isoUtc(iso)).toBe(iso);
				expect(isoUtc(iso.replace('T', ' ').replace('Z', ''))).toBe(iso);
			}),
		);
	});

	it('never throws, and gives UTC with milliseconds or null', () => {
		fc.assert(
			fc.property(fc.anything(), (given) => {
				expect(isoUtc(given) ?? '2020-04-06T00:20:31.000Z').toMatch(
					/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
				);
			}),
		);
	});
});

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
