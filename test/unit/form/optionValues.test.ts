import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import {
	booleanOption,
	numberOption,
	OptionUnreadable,
} from '../../../nodes/orders/form/optionValues';

const dryRun = (options: Record<string, never> | { dryRun: unknown }) =>
	booleanOption(options as Parameters<typeof booleanOption>[0], 'dryRun', 'Dry Run', false);

function field(typeOptions?: INodeProperties['typeOptions']): INodeProperties {
	return { name: 'most', displayName: 'Most', type: 'number', default: 5, typeOptions };
}
const count = field({ minValue: 1, maxValue: 20 });
const fromZero = field({ minValue: 0, maxValue: 20 });
const minutes = field({ minValue: 0.001, maxValue: 10_080, numberPrecision: 3 });

/** What is told about a value that cannot be used; nothing about one that can. */
function wordsOf(read: boolean | number | OptionUnreadable): string {
	return read instanceof OptionUnreadable ? read.obstacle.reason : '';
}

describe('a switch among the options', () => {
	it.each([
		[true, true],
		['true', true],
		[false, false],
		['false', false],
	])('%p is %p', (value, expected) => {
		expect(dryRun({ dryRun: value })).toBe(expected);
	});

	it('has its default when it is not set', () => {
		expect(dryRun({})).toBe(false);
		expect(booleanOption({}, 'dryRun', 'Dry Run', true)).toBe(true);
	});

	it.each([
		undefined,
		null,
		'',
		' ',
		0,
		1,
		'yes',
		'no',
		'TRUE',
		'undefined',
		NaN,
		{},
		[],
		['true'],
	])('%p is neither yes nor no (a dry run must not become a real one)', (value) => {
		const read = dryRun({ dryRun: value });
		expect(read).toBeInstanceOf(OptionUnreadable);
		expect(wordsOf(read)).toContain("'Dry Run'");
	});

	it('is yes or no only for the four values that say so', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				fc.pre(!['true', 'false', true, false].some((known) => known === value));
				expect(dryRun({ dryRun: value })).toBeInstanceOf(OptionUnreadable);
			}),
		);
	});
});

describe('a number among the options', () => {
	it.each([
		[1, 1],
		[20, 20],
		['7', 7],
		[' 7 ', 7],
	])('%p is %p', (value, expected) => {
		expect(numberOption({ most: value }, count)).toBe(expected);
	});

	it('has the default of its field when it is not set', () => {
		expect(numberOption({}, count)).toBe(5);
	});

	it.each([
		0,
		21,
		-1,
		1.5,
		'',
		' ',
		'x',
		'5 orders',
		null,
		undefined,
		NaN,
		Infinity,
		true,
		{},
		[5],
	])('%p is refused, with the range in words', (value) => {
		const options = { most: value } as Parameters<typeof numberOption>[0];
		expect(wordsOf(numberOption(options, count))).toContain(
			"the option 'Most' must be a whole number from 1 to 20",
		);
	});

	it('may be a fraction only where the form allows one', () => {
		expect(numberOption({ most: 0.05 }, minutes)).toBe(0.05);
		expect(numberOption({ most: '0.5' }, minutes)).toBe(0.5);
		expect(wordsOf(numberOption({ most: 0 }, minutes))).toContain(
			"the option 'Most' must be a number from 0.001 to 10080",
		);
	});

	it.each(['', ' '])(
		'%j is refused where 0 is allowed too (0 orders at most means no limit)',
		(value) => {
			expect(numberOption({ most: 0 }, fromZero)).toBe(0);
			expect(numberOption({ most: value }, fromZero)).toBeInstanceOf(OptionUnreadable);
		},
	);

	it('has no bounds where the form has none', () => {
		expect(numberOption({ most: -1e9 }, field())).toBe(-1e9);
	});

	it('is a number inside the range or refused, whatever an expression gives', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const options = { most: value } as Parameters<typeof numberOption>[0];
				const read = numberOption(options, count);
				if (read instanceof OptionUnreadable) return;
				expect(Number.isInteger(read) && read >= 1 && read <= 20).toBe(true);
			}),
		);
	});
});
