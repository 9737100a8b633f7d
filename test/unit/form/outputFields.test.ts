import { shapeOf } from '../../../nodes/orders/form/outputFields';
import { Problem } from '../../../nodes/orders/problem';
import { SIMPLIFIED } from '../../../nodes/orders/result/shape';
import { broken, contextWith, type Parameters } from '../support/context';

const RAW = { isRaw: true, keys: null };

describe('how much of a result leaves the node', () => {
	it.each<[string, Parameters]>([
		['nothing is set', {}],
		['Simplify is on', { simplify: true }],
		['that is what was chosen for a model', { simplify: true, output: 'simplified' }],
		['fields were chosen, and then another output', { output: 'simplified', fields: ['status'] }],
		['fields are to be chosen, and none was', { output: 'selectedFields', fields: [] }],
		['fields are to be chosen, and were never shown', { output: 'selectedFields' }],
		['an expression gives no list of fields', { output: 'selectedFields', fields: 'status' }],
		['an expression gives an output that there is not', { output: 'everything' }],
		// Whatever is not clearly "off" must not give the recipient's data away.
		['Simplify is text', { simplify: 'false' }],
		['Simplify is nothing', { simplify: null }],
	])('is the simplified result if %s', (_case, parameters) => {
		expect(shapeOf(contextWith(parameters))).toEqual(SIMPLIFIED);
	});

	it.each<[string, Parameters]>([
		['Simplify is off', { simplify: false }],
		['Simplify is off, whatever was chosen before', { simplify: false, output: 'selectedFields' }],
		['it was chosen for a model', { simplify: true, output: 'raw' }],
	])('is all that the service said if %s', (_case, parameters) => {
		expect(shapeOf(contextWith(parameters))).toEqual(RAW);
	});

	it('is only what was chosen, as text', () => {
		const fields = ['status', 'orderId', 7];
		expect(shapeOf(contextWith({ simplify: true, output: 'selectedFields', fields }))).toEqual({
			isRaw: false,
			keys: ['status', 'orderId', '7'],
		});
	});

	it.each<[string, Parameters]>([
		['Simplify', { simplify: broken, output: 'raw' }],
		['Output', { simplify: false, output: broken }],
		['Fields', { output: 'selectedFields', fields: broken }],
	])('cannot be told if the expression in %s breaks', (label, parameters) => {
		expect(shapeOf(contextWith(parameters))).toEqual(
			new Problem(`'${label}' could not be read`, `Correct '${label}' in the node`),
		);
	});

	it('does not depend on fields that are not asked for', () => {
		expect(shapeOf(contextWith({ output: 'raw', fields: broken }))).toEqual(RAW);
		expect(shapeOf(contextWith({ fields: broken }))).toEqual(SIMPLIFIED);
	});
});
