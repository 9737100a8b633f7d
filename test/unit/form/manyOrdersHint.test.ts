import { manyOrdersHint } from '../../../nodes/orders/form/manyOrdersHint';

interface Situation {
	operation?: string;
	options?: { dryRun?: boolean };
	items: number;
}

/** Evaluates the hint's condition with what n8n's editor gives to it. */
function isShown({ operation = 'cancel', options, items }: Situation): unknown {
	const expression = /^=\{\{(.*)\}\}$/.exec(manyOrdersHint.displayCondition ?? '')?.[1] ?? '';
	const evaluate = new Function('$parameter', '$input', `return (${expression})`) as (
		parameter: object,
		input: object,
	) => unknown;
	const $input = { all: () => Array(items).fill({ json: {} }) };
	return evaluate({ operation, options }, $input);
}

describe('the warning before a run', () => {
	it('is a danger, shown at the input before anything is sent', () => {
		expect(manyOrdersHint).toMatchObject({
			type: 'danger',
			location: 'inputPane',
			whenToDisplay: 'beforeExecution',
		});
	});

	it.each<[string, Situation, boolean]>([
		['more than one order', { items: 2 }, true],
		['the orders of more than one gift', { operation: 'cancelOrder', items: 2 }, true],
		['more than one gift to expire', { operation: 'expire', items: 2 }, true],
		['more than one order without a dry run', { options: { dryRun: false }, items: 2 }, true],
		['one order', { items: 1 }, false],
		['no order yet', { items: 0 }, false],
		['a dry run', { options: { dryRun: true }, items: 2 }, false],
		['more than one order to read', { operation: 'get', items: 2 }, false],
		['more than one list', { operation: 'getAll', items: 2 }, false],
	])('%s', (_case, situation, expected) => {
		expect(isShown(situation)).toBe(expected);
	});
});
