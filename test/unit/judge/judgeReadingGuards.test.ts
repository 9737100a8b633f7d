import type { OrderState, Phase } from '../../../nodes/orders/contract/orderState';
import type { Reading, ReadingCause } from '../../../nodes/orders/judge/decision';
import { judgeReading } from '../../../nodes/orders/judge/judgeReading';

type Question = Parameters<typeof judgeReading>[1];

const WHY = "'Only If Status' allows only reviewing";

function found(phase: Phase, more: Partial<OrderState> = {}): Reading {
	const state = { orderId: '42708', status: 'Word', phase, cancelledAt: null, order: {}, ...more };
	return { found: 'order', state, httpStatus: 200 };
}

function decide(reading: Reading, more: Partial<Question>) {
	return judgeReading(reading, { cause: 'guard', doubtful: false, evidence: null, ...more });
}

/** The outcome, or "send" with what it would be if no try were left. */
function judge(reading: Reading, more: Partial<Question>): string {
	const decision = decide(reading, more);
	if (decision.next === 'probe') return 'probe';
	if (decision.next === 'send') return `send, else ${decision.otherwise.outcome}`;
	return decision.verdict.outcome;
}

describe('a condition of the user that does not hold', () => {
	it.each<[ReadingCause, Phase, boolean, string]>([
		['guard', 'cancellable', false, 'rejected'],
		['guard', 'unclear', false, 'rejected'],
		['guard', 'tooLate', false, 'tooLate'],
		['guard', 'cancelled', false, 'alreadyCancelled'],
		['dryRun', 'cancellable', false, 'rejected'],
		['dryRun', 'unclear', false, 'rejected'],
		['dryRun', 'tooLate', false, 'tooLate'],
		['dryRun', 'cancelled', false, 'alreadyCancelled'],
		['lost', 'cancellable', true, 'unknown'],
		['lost', 'unclear', true, 'unknown'],
		['lost', 'tooLate', true, 'tooLate'],
		['lost', 'cancelled', true, 'cancelled'],
		['earlierTry', 'cancellable', true, 'unknown'],
		['earlierTry', 'unclear', true, 'unknown'],
		['earlierTry', 'tooLate', true, 'tooLate'],
		['earlierTry', 'cancelled', true, 'cancelled'],
	])('never leads to a send (%s, %s, doubtful: %s): %s', (cause, phase, doubtful, outcome) => {
		expect(judge(found(phase), { cause, doubtful, objection: WHY })).toBe(outcome);
	});

	it.each<[ReadingCause, string]>([
		['refused', 'rejected'],
		['otherState', 'unknown'],
	])('says nothing about what the vendor answered to a cancel that was sent (%s)', (cause, to) => {
		const evidence = {
			httpStatus: 422,
			words: 'Order is locked',
			detail: 'the answer was HTTP 422',
		};
		const question = { cause, evidence, objection: WHY };
		const decision = decide(found('cancellable'), question);
		expect(judge(found('cancellable'), question)).toBe(to);
		expect(JSON.stringify(decision)).toContain('Order is locked');
		expect(JSON.stringify(decision)).not.toContain('Only If Status');
	});

	it('is told as the reason, with what to do instead of asking the vendor', () => {
		expect(decide(found('cancellable'), { objection: WHY })).toMatchObject({
			next: 'settle',
			verdict: {
				outcome: 'rejected',
				verifiedBy: 'lookup',
				status: 'Word',
				detail: WHY,
				nextStep:
					'It was left as it is; change the condition in the options if it is to be stopped',
			},
		});
	});

	it('after a lost answer does not say that the order was left as it is: nobody knows', () => {
		const decision = decide(found('cancellable'), {
			cause: 'lost',
			doubtful: true,
			objection: WHY,
		});
		expect(decision).toMatchObject({ verdict: { outcome: 'unknown', detail: WHY } });
		expect(decision).not.toHaveProperty('verdict.nextStep');
	});

	it('after a lost answer says nothing about the older one of two orders of a gift', () => {
		const newer = found('tooLate', { mayBeNewer: true });
		expect(judge(newer, { cause: 'lost', doubtful: true, objection: WHY })).toBe('unknown');
		expect(judge(newer, { cause: 'guard', objection: WHY })).toBe('tooLate');
	});
});

describe('a status that the user named as one to cancel in', () => {
	it.each<[ReadingCause, Phase, string]>([
		['guard', 'cancellable', 'send, else unknown'],
		['guard', 'unclear', 'send, else unknown'],
		['guard', 'tooLate', 'send, else unknown'],
		['guard', 'cancelled', 'alreadyCancelled'],
	])('is left to the vendor before anything was sent, also if we take it for %s %s', (...row) => {
		const [cause, phase, expected] = row;
		expect(judge(found(phase), { cause, isNamedStatus: true })).toBe(expected);
	});

	it.each<[ReadingCause, boolean]>([
		['lost', true],
		['refused', false],
		['otherState', true],
		['earlierTry', true],
		['dryRun', false],
	])(
		'is judged like any other once something was sent, and in a dry run (%s)',
		(cause, doubtful) => {
			expect(judge(found('tooLate'), { cause, doubtful, isNamedStatus: true })).toBe('tooLate');
			expect(judge(found('unclear'), { cause, doubtful, isNamedStatus: true })).toBe('unknown');
		},
	);

	it('does not help an order that another condition speaks against', () => {
		const question = { isNamedStatus: true, objection: "'Only If Younger Than'" };
		expect(judge(found('unclear'), question)).toBe('rejected');
		expect(judge(found('cancellable'), question)).toBe('rejected');
	});
});

describe('a gift that was claimed again', () => {
	const newer = (phase: Phase) => found(phase, { mayBeNewer: true });

	it.each<Phase>(['cancellable', 'unclear'])(
		'is not suspected because of a condition that holds: no order of it was named (%s)',
		(phase) => {
			expect(judge(newer(phase), { isNamedStatus: true })).toBe('send, else unknown');
		},
	);

	it.each([
		[false, 'alreadyCancelled'],
		[true, 'cancelled'],
	])('says beside a cancelled order that there is another one (doubtful: %s)', (doubtful, to) => {
		const cause: ReadingCause = doubtful ? 'lost' : 'refused';
		const nextStep = expect.stringContaining('another order, which is not cancelled') as string;
		expect(decide(newer('cancelled'), { cause, doubtful })).toMatchObject({
			verdict: { outcome: to, nextStep },
		});
		expect(decide(found('cancelled'), { cause, doubtful })).not.toHaveProperty('verdict.nextStep');
	});

	it.each<Phase>(['cancellable', 'unclear', 'tooLate'])(
		'is left alone where its order was named and another one lives, whatever the status (%s)',
		(phase) => {
			const outcome = judge(newer(phase), { guarded: true, isNamedStatus: true });
			expect(outcome).toBe('rejected');
		},
	);
});
