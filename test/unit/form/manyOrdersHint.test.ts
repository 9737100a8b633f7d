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
	it('is a danger, shown where the output will be before anything is sent', () => {
		expect(manyOrdersHint).toMatchObject({
			type: 'danger',
			location: 'outputPane',
			whenToDisplay: 'beforeExecution',
		});
	});

	it('does not depend on an option that may be an expression, and says that Dry Run sends nothing', () => {
		expect(manyOrdersHint.displayCondition).not.toContain('options');
		expect(manyOrdersHint.message).toContain('unless the option Dry Run is on');
	});

	it.each<[string, Situation, boolean]>([
		['more than one order', { items: 2 }, true],
		['the orders of more than one gift', { operation: 'cancelOrder', items: 2 }, true],
		['more than one gift to expire', { operation: 'expire', items: 2 }, true],
		['one order', { items: 1 }, false],
		['no order yet', { items: 0 }, false],
		['more than one order, whatever Dry Run is', { options: { dryRun: true }, items: 2 }, true],
		['more than one order to read', { operation: 'get', items: 2 }, false],
		['more than one list', { operation: 'getAll', items: 2 }, false],
	])('%s', (_case, situation, expected) => {
		expect(isShown(situation)).toBe(expected);
	});
});
