import type { Evidence } from '../../../nodes/orders/cancel/judgeAnswer';
import { judgeReading, type Question } from '../../../nodes/orders/cancel/judgeReading';
import type { Reading } from '../../../nodes/orders/read/fetchOrder';
import type { NewerOrder, OrderState, Phase } from '../../../nodes/orders/vendor/order';

const REFUSED: Evidence = {
	httpStatus: 422,
	words: 'Order is on hold',
	detail: 'the answer was HTTP 422',
};
const UNANSWERED: Evidence = { httpStatus: null, words: null, detail: 'no answer came in time' };
const OBJECTION = "'Only If Status' allows only reviewing";
const NEWER: NewerOrder = {
	leftAlone: 'the gift has another order',
	unsure: 'the gift has an order that may be newer',
	nextStep: 'Look at the gift',
};

function stateOf(phase: Phase, more: Partial<OrderState> = {}): OrderState {
	return { id: '42708', status: 'Word', phase, cancelledAt: null, order: { id: 42708 }, ...more };
}

function found(phase: Phase, more: Partial<OrderState> = {}): Reading {
	return { found: 'order', state: stateOf(phase, more), httpStatus: 200 };
}

function decide(reading: Reading, cause: Question['cause'], more: Partial<Question> = {}) {
	const isUnsent = cause === 'guard' || cause === 'dryRun';
	return judgeReading(reading, {
		cause,
		inDoubt: !isUnsent && cause !== 'refused',
		wasStopped: false,
		isOrderNamed: false,
		isOther: false,
		objection: null,
		isStatusNamed: false,
		evidence: isUnsent || cause === 'earlierTry' ? null : REFUSED,
		...more,
	});
}

/** The outcome, with ! if it is true whatever came before; or "send" with what it is if no try is left. */
function judge(...given: Parameters<typeof decide>): string {
	const decision = decide(...given);
	if (decision.next === 'send') return `send, else ${decision.otherwise.outcome}`;
	return `${decision.verdict.outcome}${decision.endsDoubt ? '!' : ''}`;
}

const PHASES: Phase[] = ['cancelled', 'cancellable', 'tooLate', 'likelyTooLate', 'unclear'];

/** What an order means that is cancelled, cancellable, too late, likely so, unclear, by the reason for which it was read. */
const TABLE: Array<[Question['cause'], [string, string, string, string, string]]> = [
	['lost', ['alreadyCancelled!', 'send, else unknown', 'tooLate!', 'tooLate', 'unknown']],
	['refused', ['alreadyCancelled!', 'rejected', 'tooLate!', 'tooLate', 'unknown']],
	['otherState', ['alreadyCancelled!', 'unknown', 'tooLate!', 'tooLate', 'unknown']],
	['earlierTry', ['alreadyCancelled!', 'send, else unknown', 'tooLate!', 'tooLate', 'unknown']],
	// Of a status that nobody explains the vendor decides, as it does without a guard.
	[
		'guard',
		['alreadyCancelled!', 'send, else unknown', 'tooLate!', 'tooLate', 'send, else unknown'],
	],
	['dryRun', ['alreadyCancelled!', 'cancellable', 'tooLate!', 'tooLate', 'unknown']],
];

describe.each(TABLE)('an order read because of %s', (cause, expected) => {
	it.each(PHASES.map((phase, index) => [phase, expected[index] ?? ''] as const))(
		'that is %s: %s',
		(phase, outcome) => {
			expect(judge(found(phase), cause)).toBe(outcome);
		},
	);

	it('carries what the vendor reported', () => {
		const cancelledAt = '2026-05-27T15:57:00.000Z';
		expect(decide(found('cancelled', { cancelledAt }), cause)).toMatchObject({
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

describe('what was refused, and what would stop it now is another request', () => {
	const isOther = true;

	it('is sent that one if it can still be stopped; without a try left it is refused', () => {
		expect(judge(found('cancellable'), 'refused', { isOther })).toBe('send, else rejected');
	});

	it.each<[Phase, string]>([
		['cancelled', 'alreadyCancelled!'],
		['tooLate', 'tooLate!'],
		['unclear', 'unknown'],
	])('and is %s: %s, as after any refusal', (phase, outcome) => {
		expect(judge(found(phase), 'refused', { isOther })).toBe(outcome);
	});

	it('is left alone under conditions that it does not meet', () => {
		const question = { isOther, objection: OBJECTION };
		expect(judge(found('cancellable'), 'refused', question)).toBe('rejected');
		expect(decide(found('cancellable'), 'refused', question)).toMatchObject({
			verdict: { detail: OBJECTION },
			isContradiction: false,
		});
	});

	it('is left alone if it may be newer than a request in doubt', () => {
		const newer = found('cancellable', { mayBeNewer: NEWER });
		expect(judge(newer, 'refused', { isOther, inDoubt: true })).toBe('unknown');
	});
});

describe('an order that was found cancelled earlier in the execution', () => {
	const wasStopped = true;
	const CAUSES: Array<Question['cause']> = ['earlierTry', 'guard', 'dryRun'];

	it.each(CAUSES)('is never sent again, nor called not stopped, whatever is read (%s)', (cause) => {
		for (const phase of PHASES) {
			const expected = phase === 'cancelled' ? 'alreadyCancelled!' : 'unknown';
			expect(judge(found(phase), cause, { wasStopped })).toBe(expected);
			expect(judge(found(phase), cause, { wasStopped, objection: OBJECTION })).toBe(expected);
		}
	});

	it.each(CAUSES)('is unknown where it cannot be read (%s)', (cause) => {
		for (const [, reading] of INSTEAD) {
			expect(judge(reading, cause, { wasStopped })).toBe('unknown');
		}
	});

	it('contradicts what is read, so that it is read again', () => {
		expect(decide(found('cancellable'), 'guard', { wasStopped })).toMatchObject({
			isContradiction: true,
			verdict: { detail: 'it was cancelled earlier in this execution, and now reads otherwise' },
		});
	});

	it('does not contradict a newer one that is active by now', () => {
		const newer = found('cancellable', { mayBeNewer: NEWER });
		expect(decide(newer, 'guard', { wasStopped })).not.toMatchObject({ isContradiction: true });
	});

	it.each(CAUSES)('is so also where a newer one may be active by now (%s)', (cause) => {
		const question = { wasStopped, isOrderNamed: true };
		const reading = found('cancelled', { mayBeNewer: NEWER });
		expect(judge(reading, cause, question)).toBe('alreadyCancelled!');
	});
});

describe('a refusal', () => {
	it("is reported in the vendor's own words, if the order could still be cancelled", () => {
		expect(decide(found('cancellable'), 'refused')).toMatchObject({
			verdict: { outcome: 'rejected', words: 'Order is on hold' },
		});
	});
});

const ANOTHER: Reading = {
	found: 'otherOrder',
	state: { ...stateOf('cancelled'), id: '9' },
	httpStatus: 200,
};

/** What was found instead of the order, and what that means before anything is sent. */
const INSTEAD: Array<[string, Reading, string]> = [
	['another order', ANOTHER, 'rejected'],
	['nothing', { found: 'nothing', httpStatus: 404 }, 'notFound'],
	[
		'a refused credential',
		{ found: 'denied', httpStatus: 401, credential: 'refused' },
		'unauthorized',
	],
	['a closed door', { found: 'denied', httpStatus: 403, credential: 'accepted' }, 'forbidden'],
	[
		'too many requests',
		{ found: 'rateLimited', httpStatus: 429, until: 'outOfTime' },
		'rateLimited',
	],
	['no sense', { found: 'unreadable', httpStatus: 200, detail: 'x' }, 'unknown'],
	['no answer', { found: 'unreadable', httpStatus: null, detail: 'x' }, 'unknown'],
	['a stopped run', { found: 'notSent', httpStatus: null, why: 'stopped' }, 'notAttempted'],
	['no time left', { found: 'notSent', httpStatus: null, why: 'outOfTime' }, 'notAttempted'],
	['a web page', { found: 'elsewhere', httpStatus: 404, detail: 'x' }, 'unknown'],
	[
		'no connection',
		{ found: 'notDelivered', httpStatus: null, detail: 'x', temporary: true },
		'notAttempted',
	],
];

describe.each(INSTEAD)('reading that finds %s instead of the order', (_what, reading, outcome) => {
	it(`is ${outcome} before anything was sent`, () => {
		expect(judge(reading, 'guard')).toBe(outcome);
		expect(judge(reading, 'dryRun')).toBe(outcome);
	});

	it.each<Question['cause']>(['lost', 'refused', 'otherState', 'earlierTry'])(
		'is unknown after a cancel was sent, and nothing is sent again (%s)',
		(cause) => {
			expect(judge(reading, cause)).toBe('unknown');
		},
	);
});

describe('an order that could not be read after a cancel', () => {
	const CHECK = "Check the 'Base URL' of the credential, and the proxy or firewall on the way";

	it.each<[string, Reading, string | undefined]>([
		['the answer was about order 9', ANOTHER, undefined],
		['it was answered with HTTP 404', { found: 'nothing', httpStatus: 404 }, undefined],
		[
			'it made no sense',
			{ found: 'unreadable', httpStatus: 200, detail: 'it made no sense' },
			undefined,
		],
		['a page came', { found: 'elsewhere', httpStatus: 404, detail: 'a page came' }, CHECK],
		[
			'nobody answered',
			{ found: 'notDelivered', httpStatus: null, detail: 'nobody answered', temporary: true },
			undefined,
		],
		[
			"no API answers at the 'Base URL'",
			{ found: 'notSent', httpStatus: null, why: 'elsewhere' },
			CHECK,
		],
		[
			'time ran out before its turn came',
			{ found: 'notSent', httpStatus: null, why: 'outOfTime' },
			undefined,
		],
	])('says why, and to check the address only where that is it: %s', (why, reading, nextStep) => {
		const decision = decide(reading, 'earlierTry');
		expect(decision).toMatchObject({
			verdict: {
				detail: `an earlier request got no clear answer, and it could not be read afterwards: ${why}`,
				nextStep,
				httpStatus: reading.httpStatus,
			},
		});
		expect(decide(reading, 'refused')).toMatchObject({ verdict: { httpStatus: 422 } });
	});

	it('is explained by what the cancel met and what the reading met', () => {
		const reading: Reading = { found: 'nothing', httpStatus: 404 };
		expect(decide(reading, 'lost', { evidence: UNANSWERED })).toMatchObject({
			verdict: {
				detail:
					'no answer came in time, and it could not be read afterwards: it was answered with HTTP 404',
			},
		});
	});

	it('was not found before a cancel because another order is there, which is named', () => {
		expect(decide(ANOTHER, 'guard')).toMatchObject({
			verdict: {
				detail: 'there is no such order; the one that is there is 9',
				status: null,
				orderId: undefined,
			},
		});
	});
});

describe('what has no order', () => {
	const noOrder = { why: 'nobody has claimed it', nextStep: 'Expire it', status: 'opened' };
	const reading: Reading = { found: 'noOrder', httpStatus: 200, noOrder };

	it.each<Question['cause']>(['guard', 'dryRun', 'refused', 'lost', 'otherState', 'earlierTry'])(
		'is rejected with what to do instead, which ends no doubt (%s)',
		(cause) => {
			expect(judge(reading, cause)).toBe('rejected');
			expect(decide(reading, cause)).toMatchObject({
				verdict: { detail: noOrder.why, nextStep: 'Expire it', status: 'opened' },
			});
		},
	);

	it('keeps what the vendor said to the cancel', () => {
		expect(decide(reading, 'refused')).toMatchObject({ verdict: { words: 'Order is on hold' } });
		expect(decide(reading, 'earlierTry')).toMatchObject({ verdict: { words: undefined } });
	});

	it('is unknown if one was found cancelled earlier in the execution, and says why there is none', () => {
		expect(decide(reading, 'guard', { wasStopped: true })).toMatchObject({
			verdict: {
				outcome: 'unknown',
				detail:
					'it was cancelled earlier in this execution, and it could not be read afterwards: nobody has claimed it',
			},
		});
	});
});

describe('a condition of the user that does not hold', () => {
	const objection = OBJECTION;

	it.each<Question['cause']>(['guard', 'dryRun', 'lost', 'earlierTry'])(
		'never leads to a send (%s)',
		(cause) => {
			const outcomes = PHASES.map((phase) => judge(found(phase), cause, { objection }));
			expect(outcomes).toEqual([
				'alreadyCancelled!',
				'rejected',
				'tooLate!',
				'tooLate',
				'rejected',
			]);
		},
	);

	it.each<[Question['cause'], string]>([
		['refused', 'rejected'],
		['otherState', 'unknown'],
	])('says nothing about what the vendor answered to a cancel (%s)', (cause, outcome) => {
		const decision = decide(found('cancellable'), cause, { objection });
		expect(judge(found('cancellable'), cause, { objection })).toBe(outcome);
		expect(JSON.stringify(decision)).toContain('Order is on hold');
		expect(JSON.stringify(decision)).not.toContain('Only If Status');
	});

	it('is told as the reason, with what to do instead of asking the vendor', () => {
		const nextStep =
			'It was left as it is; change the condition in the options if it is to be stopped';
		expect(decide(found('cancellable'), 'guard', { objection })).toMatchObject({
			verdict: { verifiedBy: 'lookup', status: 'Word', detail: OBJECTION, nextStep },
		});
	});
});

describe('a status that the user named as one to cancel in', () => {
	const isStatusNamed = true;

	it('is left to the vendor before anything was sent, also if we take it for too late', () => {
		const outcomes = PHASES.map((phase) => judge(found(phase), 'guard', { isStatusNamed }));
		const send = 'send, else unknown';
		expect(outcomes).toEqual(['alreadyCancelled!', send, send, send, send]);
	});

	it.each<Question['cause']>(['lost', 'refused', 'otherState', 'earlierTry', 'dryRun'])(
		'is judged like any other once something was sent, and in a dry run (%s)',
		(cause) => {
			expect(judge(found('tooLate'), cause, { isStatusNamed })).toBe('tooLate!');
			expect(judge(found('unclear'), cause, { isStatusNamed })).toBe('unknown');
		},
	);

	it('does not help an order that another condition speaks against', () => {
		const question = { isStatusNamed, objection: "'Only If Younger Than'" };
		expect(judge(found('unclear'), 'guard', question)).toBe('rejected');
		expect(judge(found('cancellable'), 'guard', question)).toBe('rejected');
	});
});

describe('an order that may be newer than the one that was meant (a gift claimed again)', () => {
	const newer = (phase: Phase) => found(phase, { mayBeNewer: NEWER });

	it.each<[Question['cause'], string]>([
		['lost', 'unknown'],
		['otherState', 'unknown'],
		['earlierTry', 'unknown'],
		['refused', 'rejected'],
		['dryRun', 'cancellable'],
	])('is not cancelled on the strength of an old request (%s: %s)', (cause, outcome) => {
		expect(judge(newer('cancellable'), cause)).toBe(outcome);
	});

	it('is not called refused while an earlier request is in doubt', () => {
		expect(decide(newer('cancellable'), 'refused', { inDoubt: true })).toMatchObject({
			verdict: { outcome: 'unknown', detail: NEWER.unsure },
		});
	});

	it.each<Phase>(['cancellable', 'unclear'])(
		'is cancelled like any other if no order was named and nothing was sent before (%s)',
		(phase) => {
			expect(judge(newer(phase), 'guard', { isStatusNamed: true })).toBe('send, else unknown');
		},
	);

	it.each<Phase>(['cancellable', 'unclear', 'tooLate', 'likelyTooLate', 'cancelled'])(
		'is left alone where another order was named, whatever its status (%s)',
		(phase) => {
			const question = { isOrderNamed: true, isStatusNamed: true };
			expect(decide(newer(phase), 'guard', question)).toMatchObject({
				verdict: { outcome: 'rejected', detail: NEWER.leftAlone, status: null },
			});
		},
	);

	it('says nothing for certain about the older one when it is too late for the newer one', () => {
		expect(judge(newer('tooLate'), 'lost')).toBe('tooLate');
		expect(judge(newer('tooLate'), 'lost', { objection: OBJECTION })).toBe('tooLate');
	});

	it('is mentioned beside a cancelled one', () => {
		expect(decide(newer('cancelled'), 'refused')).toMatchObject({
			verdict: { outcome: 'alreadyCancelled', nextStep: NEWER.nextStep },
		});
		expect(decide(found('cancelled'), 'refused')).not.toHaveProperty('verdict.nextStep');
	});
});
