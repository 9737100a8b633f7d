import { shapeOf } from '../../../nodes/orders/form/outputFields';
import { Problem } from '../../../nodes/orders/problem';
import { broken, contextWith, type Parameters } from '../support/context';

const RAW = { isRaw: true, keys: null };
const SIMPLIFIED = { isRaw: false, keys: null };

describe('how much of a result the node gives', () => {
	it.each<[string, Parameters, object]>([
		['simplified, if nothing is set', {}, SIMPLIFIED],
		['simplified', { simplify: true }, SIMPLIFIED],
		['as received, without Simplify', { simplify: false }, RAW],
		['as received, by Output', { output: 'raw' }, RAW],
		['simplified, by Output', { output: 'simplified', fields: ['status'] }, SIMPLIFIED],
		[
			'the fields that were chosen',
			{ output: 'selectedFields', fields: ['orderId', 'status'] },
			{ isRaw: false, keys: ['orderId', 'status'] },
		],
		['simplified, if no field was chosen', { output: 'selectedFields', fields: [] }, SIMPLIFIED],
		[
			'simplified, if the fields are no list',
			{ output: 'selectedFields', fields: 'x' },
			SIMPLIFIED,
		],
		['simplified, if there are no fields', { output: 'selectedFields' }, SIMPLIFIED],
		[
			'fields whose names are no text',
			{ output: 'selectedFields', fields: [1, null] },
			{ isRaw: false, keys: ['1', 'null'] },
		],
	])('is %s', (_what, parameters, shape) => {
		expect(shapeOf(contextWith(parameters))).toEqual(shape);
	});

	it.each([
		['Simplify', { simplify: broken }],
		['Output', { output: broken }],
		['Fields', { output: 'selectedFields', fields: broken }],
	])("is not known if '%s' is a broken expression", (label, parameters) => {
		expect(shapeOf(contextWith(parameters))).toEqual(
			new Problem(`'${label}' could not be read`, `Correct '${label}' in the node`),
		);
	});
});
