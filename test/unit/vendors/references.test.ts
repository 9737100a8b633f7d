import { matchesOf } from '../../../nodes/orders/vendor/reference';
import { FAST_POD, SNAPPY, THANKS_IO, type Case } from '../support/subjects';

/** Whether an order has a reference; null: it may have. */
function has({ subject }: Case, order: object, reference: string): boolean | null {
	const names = subject.list?.references?.namesOf({ ...order }) ?? [];
	const answer = matchesOf(names, new Set(['another', reference])).get(reference);
	return answer === undefined ? false : answer || null;
}

/** More digits than a number keeps. */
const LONG = '12345678901234567890';

describe.each<[string, Case, (value: unknown) => object, (reference: string) => string]>([
	['FastPOD', FAST_POD, (reference_id) => ({ reference_id }), (reference) => reference],
	['Snappy', SNAPPY, (idempotencyKey) => ({ idempotencyKey }), (reference) => reference],
	[
		'thanks.io',
		THANKS_IO,
		(number) => ({ metadata: { shop: 'north', number } }),
		(reference) => `number=${reference}`,
	],
])('%s: an order', (_name, entry, orderWith, referenceOf) => {
	it.each<[given: string, value: unknown, answer: boolean | null]>([
		['1001', '1001', true],
		['1001', 1001, true],
		['1001', ' 1001 ', true],
		['#1001 a', '#1001 a', true],
		['A1', 'a1', false],
		['1001', '10010', false],
		['1001', '01001', false],
		['1001', null, false],
		['1001', ['1001'], false],
		// No text can be made of it.
		['1001', [{ toString: 0 }], false],
		[LONG, LONG, true],
		// It arrives rounded, and may have been any of the numbers that are rounded to the same.
		[LONG, Number(LONG), null],
		['1001', Number(LONG), false],
		['x'.repeat(5_000), 'x'.repeat(5_000), true],
	])('asked for by %j that has %j: %j', (given, value, answer) => {
		expect(has(entry, orderWith(value), referenceOf(given))).toBe(answer);
	});

	it('without any has none', () => {
		expect(has(entry, {}, referenceOf('1001'))).toBe(false);
	});
});

describe('the list that is read for references', () => {
	it.each<[string, Case, string[], object]>([
		['FastPOD, which searches for one', FAST_POD, ['1001'], { search: '1001' }],
		['Snappy, which takes several', SNAPPY, ['a-1', 'b-2'], { idempotencyKey: 'a-1,b-2' }],
		['thanks.io, which cannot search', THANKS_IO, ['number=1001'], {}],
	])('is filtered by %s', (_case, { subject }, given, filters) => {
		expect(subject.list?.references?.filters(given)).toEqual(filters);
	});
});

describe('thanks.io: the metadata of an order', () => {
	it.each<[metadata: object | null, reference: string, answer: boolean | null]>([
		[{ number: 'a=b' }, 'number=a=b', true],
		[{ 'number=a': 'b' }, 'number=a=b', true],
		[{ gift: true }, 'gift=true', true],
		[{ number: ' 7' }, 'number= 7', true],
		[{ number: 'x'.repeat(400) }, `number=${'x'.repeat(400)}`, true],
		[{ Number: '1001' }, 'number=1001', false],
		[{ number: { number: '1001' } }, 'number=1001', false],
		[null, 'number=1001', false],
		[{ number: Number(LONG), other: 1 }, 'other=1', true],
		[{ number: Number(LONG), num: '1' }, `number=${LONG}`, null],
		[{ x: Number(LONG) }, `number=${LONG}`, false],
	])('%j asked for by %j: %j', (metadata, reference, answer) => {
		expect(has(THANKS_IO, { metadata }, reference)).toBe(answer);
	});
});

describe('a list that is asked for references', () => {
	it.each<[string, Case, string[], object]>([
		['FastPOD', FAST_POD, ['1001'], { search: '1001' }],
		['Snappy', SNAPPY, ['1001', '1002'], { idempotencyKey: '1001,1002' }],
		['thanks.io', THANKS_IO, ['number=1001'], {}],
	])('is filtered by them where the service can (%s)', (_name, { subject }, asked, filters) => {
		expect(subject.list?.references?.filters(asked)).toEqual(filters);
	});
});
