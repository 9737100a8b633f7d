import { settle } from '../../../nodes/orders/cancel/judgeAnswer';
import { inDoubt } from '../../../nodes/orders/cancel/judgeDoubt';
import { unproven, type Verdict } from '../../../nodes/orders/result/verdict';

const REFUSED = unproven('rejected', 422, {
	words: 'Order is locked',
	nextStep: 'Ask',
	retryable: true,
});

describe('after a cancel whose fate is unknown', () => {
	it.each<[string, Verdict, string]>([
		['a refusal', REFUSED, 'it was refused'],
		['no such order', unproven('notFound', 404), 'HTTP 404'],
		['a refusal without any answer', unproven('rejected', null), 'it was refused'],
		['a late status', { ...unproven('tooLate', 200), status: 'Printing' }, 'status Printing'],
		[
			'something that stood in the way',
			{ ...unproven('notAttempted', null, { detail: 'time was up' }), status: 'Printing' },
			'time was up',
		],
	])('%s leaves it unknown, and is told', (_what, verdict, then) => {
		expect(inDoubt(settle(verdict))).toEqual({
			...verdict,
			outcome: 'unknown',
			detail: `an earlier request got no clear answer; afterwards: ${then}`,
			nextStep: undefined,
			retryable: undefined,
		});
	});

	it('what is unknown anyway keeps its own words', () => {
		const verdict = unproven('unknown', 500, { detail: 'the answer was HTTP 500' });
		expect(inDoubt(settle(verdict))).toBe(verdict);
	});

	it('what tells for certain ends the doubt: it was cancelled by this run', () => {
		const settled = (outcome: 'alreadyCancelled' | 'tooLate') =>
			inDoubt(settle(unproven(outcome, 200), { endsDoubt: true })).outcome;
		expect([settled('alreadyCancelled'), settled('tooLate')]).toEqual(['cancelled', 'tooLate']);
	});
});
