import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	booleanOption,
	idOption,
	numberOption,
	optionsOf,
	vendorOptions,
} from '../../../nodes/orders/form/optionValues';
import { Problem } from '../../../nodes/orders/problem';
import { broken, contextWith } from '../support/context';
import { SNAPPY, SNAPPY_GIFT, VENDORS } from '../support/subjects';

/** Options of one value, whatever it is. */
function set(name: string, value: unknown): IDataObject {
	return { [name]: value } as IDataObject;
}

function numberField(typeOptions?: INodeProperties['typeOptions']): INodeProperties {
	return { name: 'most', displayName: 'Most', type: 'number', default: 5, typeOptions };
}

const dryRun: INodeProperties = {
	name: 'dryRun',
	displayName: 'Dry Run',
	type: 'boolean',
	default: false,
};
const count = numberField({ minValue: 1, maxValue: 20 });
const fromZero = numberField({ minValue: 0, maxValue: 20 });
const minutes = numberField({ minValue: 0.001, maxValue: 10_080, numberPrecision: 3 });
const company: INodeProperties = {
	name: 'companyId',
	displayName: 'Company ID',
	type: 'string',
	default: '',
};

function reasonOf(value: unknown): string {
	return value instanceof Problem ? value.reason : '';
}

describe('the options of an item', () => {
	it('are none if none was added', () => {
		expect(optionsOf(contextWith({}), 0)).toEqual({});
	});

	it.each([broken, null, 'x', 5, []])('are a problem if %p stands in their place', (options) => {
		expect(reasonOf(optionsOf(contextWith({ options }), 0))).toBe(
			'the options of this item could not be read',
		);
	});
});

describe('a switch among the options', () => {
	it.each([
		[true, true],
		['true', true],
		[false, false],
		['false', false],
	])('%p is %p', (value, expected) => {
		expect(booleanOption({ dryRun: value }, dryRun)).toBe(expected);
	});

	it('has the default of its field when it is not set', () => {
		expect(booleanOption({}, dryRun)).toBe(false);
		expect(booleanOption({}, { ...dryRun, default: true })).toBe(true);
	});

	it.each([undefined, null, '', ' ', 0, 1, 'yes', 'no', 'TRUE', NaN, {}, [], ['true']])(
		'is neither on nor off at %p (a dry run must not become a real one)',
		(value) => {
			expect(booleanOption(set('dryRun', value), dryRun)).toEqual(
				new Problem(
					"the option 'Dry Run' is neither true nor false for this item",
					"Let 'Dry Run' give true or false for every item",
				),
			);
		},
	);

	it('is on or off only for the four values that say so', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				fc.pre(!['true', 'false', true, false].some((known) => known === value));
				expect(booleanOption(set('dryRun', value), dryRun)).toBeInstanceOf(Problem);
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
	])('is refused at %p, with the range in words', (value) => {
		expect(numberOption(set('most', value), count)).toEqual(
			new Problem(
				"the option 'Most' must be a whole number from 1 to 20",
				"Correct 'Most' in the options of the node",
			),
		);
	});

	it('may be a fraction only where the form allows one', () => {
		expect(numberOption({ most: 0.05 }, minutes)).toBe(0.05);
		expect(numberOption({ most: '0.5' }, minutes)).toBe(0.5);
		expect(reasonOf(numberOption({ most: 0 }, minutes))).toBe(
			"the option 'Most' must be a number from 0.001 to 10080",
		);
	});

	it.each(['', ' '])(
		'is refused at %j where 0 is allowed too (0 orders at most means no limit)',
		(value) => {
			expect(numberOption({ most: 0 }, fromZero)).toBe(0);
			expect(numberOption({ most: value }, fromZero)).toBeInstanceOf(Problem);
		},
	);

	it('has no bounds where the form has none', () => {
		expect(numberOption({ most: -1e9 }, numberField())).toBe(-1e9);
	});

	it('is inside its range or refused, whatever an expression gives', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const number = numberOption(set('most', value), count);
				if (number instanceof Problem) return;
				expect(Number.isInteger(number) && number >= 1 && number <= 20).toBe(true);
			}),
		);
	});
});

describe('an ID among the options', () => {
	it.each([
		['c1', 'c1'],
		[' c1\n', 'c1'],
		['\u200ec1\u2060', 'c1'],
		[12345678, '12345678'],
		[0, '0'],
	])('%j is %j', (value, text) => {
		expect(idOption({ companyId: value }, company)).toBe(text);
	});

	it('is not set if it was not added', () => {
		expect(idOption({}, company)).toBeNull();
	});

	it.each([undefined, null, '', ' \n', '\u200b'])(
		'is not taken for unset if it was added but is %j',
		(value) => {
			expect(idOption(set('companyId', value), company)).toEqual(
				new Problem(
					"the option 'Company ID' is blank for this item",
					"Fill 'Company ID' for every item, or remove the option",
				),
			);
		},
	);
});

describe('what is no ID among the options', () => {
	it.each<[unknown, string, RegExp]>([
		[NaN, 'is NaN', /expression/],
		[true, 'is true', /Choose the field/],
		[{}, 'is an object', /Choose the field of the object/],
		[['c1'], 'is a list', /Split Out/],
		[9007199254740992, 'is a number too large to be exact', /as text/],
		[42708.5, 'is a number with decimals', /without decimals/],
		['c\u200b1', 'has an invisible character in the middle (U+200B)', /Type it/],
	])('is named as what it is: %j %s', (value, is, step) => {
		const problem = idOption(set('companyId', value), company);
		expect(problem).toMatchObject({ reason: `the option 'Company ID' ${is} for this item` });
		expect(problem).toMatchObject({
			nextStep: expect.stringMatching(step),
			outcome: 'notAttempted',
		});
	});
});

describe("a vendor's own options", () => {
	const { vendor, operation } = SNAPPY_GIFT;

	function parse(options: object) {
		return vendorOptions(options as IDataObject, operation, vendor.optionFields);
	}

	it('hold only what is set', () => {
		expect(parse({})).toEqual({});
		expect(parse({ companyId: ' c1 ', requestSource: 'api_make' })).toEqual({
			companyId: 'c1',
			requestSource: 'api_make',
		});
	});

	it('may choose that nothing is sent, if the form offers that', () => {
		expect(parse({ requestSource: '' })).toEqual({ requestSource: '' });
	});

	it.each(['api_other', 'API Native', ' ', 5, null, undefined, true, ['api_make']])(
		'are a problem if %j is none of the choices',
		(requestSource) => {
			expect(parse({ requestSource })).toEqual(
				new Problem(
					"the option 'Request Source' must be one of api_native, api_ftp, api_make, api_salesforce, api_zapier",
					"Correct 'Request Source' in the options of the node",
				),
			);
		},
	);

	it.each<[string, INodeProperties['options'], string]>([
		['nothing', undefined, ''],
		[
			'groups of fields beside values',
			[
				{ name: 'a', displayName: 'A', values: [] },
				{ name: 'B', value: 'b' },
			],
			'b',
		],
	])('are a problem, and none is guessed, where the form offers %s', (_what, choices, offered) => {
		const field: INodeProperties = {
			name: 'source',
			displayName: 'Source',
			type: 'options',
			default: '',
			options: choices,
		};
		expect(reasonOf(vendorOptions({ source: 'a' }, operation, [field]))).toBe(
			`the option 'Source' must be one of ${offered}`,
		);
	});

	it('are of use only for the operations for which the form shows them', () => {
		const options = { companyId: 'c1', accountId: 'a1', requestSource: 'api_make' };
		expect(parse(options)).toEqual({ companyId: 'c1', requestSource: 'api_make' });
		expect(vendorOptions(options, SNAPPY.operation, vendor.optionFields)).toEqual({
			companyId: 'c1',
			accountId: 'a1',
		});
	});

	it('are a problem or good values, whatever an expression gives, for every operation', () => {
		for (const { operations, optionFields, cancelOptionFields } of VENDORS) {
			const fields = [...optionFields, ...cancelOptionFields];
			const anyOptions = fc.dictionary(
				fc.constantFrom('none', ...fields.map(({ name }) => name)),
				fc.anything(),
			);
			fc.assert(
				fc.property(anyOptions, fc.constantFrom(...operations), (options, each) => {
					const settings = vendorOptions(options as IDataObject, each, fields);
					if (settings instanceof Problem) return;
					for (const value of Object.values(settings)) {
						expect(['string', 'boolean']).toContain(typeof value);
					}
				}),
			);
		}
	});
});
