import type { OrderState, Phase } from '../../../nodes/orders/contract/orderState';
import type { Reading, ReadingCause } from '../../../nodes/orders/judge/decision';
import { judgeReading } from '../../../nodes/orders/judge/judgeReading';

const REFUSED = { httpStatus: 422, words: 'Order is on hold', detail: 'the answer was HTTP 422' };
const UNANSWERED = { httpStatus: null, words: null, detail: 'no answer came in time' };

function state(phase: Phase, more: Partial<OrderState> = {}): OrderState {
	return {
		orderId: '42708',
		status: 'Word',
		phase,
		cancelledAt: null,
		order: { id: 42708 },
		...more,
	};
}

interface Situation {
	cause: ReadingCause;
	doubtful?: boolean;
	evidence?: typeof REFUSED | typeof UNANSWERED | null;
}

/** The outcome, or "send" with what it would be if no try were left. */
function judge(reading: Reading, { cause, doubtful = false, evidence = null }: Situation): string {
	const guarded = cause === 'guard';
	const decision = judgeReading(reading, { cause, doubtful, guarded, evidence });
	if (decision.next === 'probe') return 'probe';
	if (decision.next === 'send') return `send, else ${decision.otherwise.outcome}`;
	return decision.verdict.outcome;
}

function found(phase: Phase, more: Partial<OrderState> = {}): Reading {
	return { found: 'order', state: state(phase, more), httpStatus: 200 };
}

/** Why it was read: what an order that is cancelled / cancellable / too late / unclear means then. */
const TABLE: Array<[string, Situation, [string, string, string, string]]> = [
	[
		'a lost answer',
		{ cause: 'lost', doubtful: true, evidence: UNANSWERED },
		['cancelled', 'send, else unknown', 'tooLate', 'unknown'],
	],
	[
		'a refusal',
		{ cause: 'refused', evidence: REFUSED },
		['alreadyCancelled', 'rejected', 'tooLate', 'unknown'],
	],
	[
		'a refusal after a lost answer',
		{ cause: 'refused', doubtful: true, evidence: REFUSED },
		['cancelled', 'rejected', 'tooLate', 'unknown'],
	],
	[
		'another state in a 2xx',
		{ cause: 'otherState', doubtful: true, evidence: UNANSWERED },
		['cancelled', 'unknown', 'tooLate', 'unknown'],
	],
	[
		'an earlier try of the run',
		{ cause: 'earlierTry', doubtful: true },
		['cancelled', 'send, else unknown', 'tooLate', 'unknown'],
	],
	[
		// Of a status that nobody explains the vendor decides, as it does without a guard.
		'a guard',
		{ cause: 'guard' },
		['alreadyCancelled', 'send, else unknown', 'tooLate', 'send, else unknown'],
	],
	['a dry run', { cause: 'dryRun' }, ['alreadyCancelled', 'cancellable', 'tooLate', 'unknown']],
];
const PHASES: Phase[] = ['cancelled', 'cancellable', 'tooLate', 'unclear'];

describe.each(TABLE)('an order read because of %s', (_cause, situation, expected) => {
	it.each(PHASES.map((phase, index) => [phase, expected[index]]))('is %s: %s', (phase, outcome) => {
		expect(judge(found(phase as Phase), situation)).toBe(outcome);
	});

	it('carries what the vendor reported', () => {
		const cancelledAt = '2026-05-27T15:57:00.000Z';
		const decision = judgeReading(found('cancelled', { cancelledAt }), {
			doubtful: false,
			evidence: null,
			...situation,
		});
		expect(decision).toMatchObject({
			verdict: {
				status: 'Word',
				cancelledAt,
				verifiedBy: 'lookup',
				httpStatus: 200,
				orderId: '42708',
				response: { id: 42708 },
			},
		});
	});
});

describe('a refusal', () => {
	it("is reported in the vendor's own words", () => {
		const decision = judgeReading(found('cancellable'), {
			cause: 'refused',
			doubtful: false,
			evidence: REFUSED,
		});
		expect(decision).toMatchObject({ verdict: { outcome: 'rejected', words: 'Order is on hold' } });
	});
});

/** What was found instead of the order: before anything is sent, and after a cancel was sent. */
const MISSING: Array<[string, Reading, string]> = [
	[
		'another order',
		{ found: 'otherOrder', state: state('cancellable', { orderId: '9' }), httpStatus: 200 },
		'rejected',
	],
	[
		'another order that is cancelled',
		{ found: 'otherOrder', state: state('cancelled', { orderId: '9' }), httpStatus: 200 },
		'rejected',
	],
	['nothing', { found: 'nothing', httpStatus: 404 }, 'notFound'],
	['a closed door', { found: 'denied', httpStatus: 403 }, 'probe'],
	['too many requests', { found: 'rateLimited', httpStatus: 429 }, 'rateLimited'],
	['a body that makes no sense', { found: 'unreadable', httpStatus: 200, detail: 'x' }, 'unknown'],
	['no answer', { found: 'unreadable', httpStatus: null, detail: 'x' }, 'unknown'],
	[
		'that the run was stopped',
		{ found: 'notSent', httpStatus: null, why: 'stopped' },
		'notAttempted',
	],
	['that time ran out', { found: 'notSent', httpStatus: null, why: 'outOfTime' }, 'notAttempted'],
];

describe.each(MISSING)('reading finds %s', (_what, reading, before) => {
	it.each<ReadingCause>(['guard', 'dryRun'])(
		`before anything was sent (%s): ${before}`,
		(cause) => {
			expect(judge(reading, { cause })).toBe(before);
		},
	);

	it.each<ReadingCause>(['lost', 'refused', 'otherState', 'earlierTry'])(
		'after a cancel was sent (%s): nobody knows, and nothing is sent again',
		(cause) => {
			const evidence = cause === 'earlierTry' ? null : REFUSED;
			expect(judge(reading, { cause, doubtful: true, evidence })).toBe('unknown');
		},
	);
});

describe('an order that could not be read after a cancel', () => {
	it('is explained from the beginning: what the cancel met, and what the reading met', () => {
		const reading: Reading = { found: 'nothing', httpStatus: 404 };
		const decision = judgeReading(reading, { cause: 'lost', doubtful: true, evidence: UNANSWERED });
		expect(decision).toMatchObject({
			verdict: {
				detail:
					'no answer came in time, and the order could not be read afterwards: it was answered with HTTP 404',
			},
		});
	});
});

describe('an order that may be newer than the request (a gift that was claimed again)', () => {
	const newer = found('cancellable', { mayBeNewer: true });

	it.each<[ReadingCause, boolean, string]>([
		['lost', true, 'unknown'],
		['otherState', true, 'unknown'],
		['earlierTry', true, 'unknown'],
		['refused', true, 'unknown'],
		['refused', false, 'rejected'],
		['guard', false, 'rejected'],
		['dryRun', false, 'cancellable'],
	])(
		'is never cancelled on the strength of an old one (%s, doubtful: %s): %s',
		(cause, doubtful, outcome) => {
			expect(judge(newer, { cause, doubtful, evidence: REFUSED })).toBe(outcome);
		},
	);

	it('says nothing about the older one when it is too late for it', () => {
		const shipped = found('tooLate', { mayBeNewer: true });
		expect(judge(shipped, { cause: 'lost', doubtful: true, evidence: UNANSWERED })).toBe('unknown');
		expect(judge(shipped, { cause: 'refused', evidence: REFUSED })).toBe('tooLate');
	});
});
