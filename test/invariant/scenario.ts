import fc from 'fast-check';

import { FAULT_KINDS, type Fault } from '../../sandbox';
import type { Cancellation } from '../samples';

/** What may be true of an order before the run. */
export type TrueState = 'open' | 'tooLate' | 'cancelled' | 'foreign' | 'missing';

/** What an input item asks of its order before that may be cancelled. */
export interface Condition {
	/** Words under Only If Status: that of open orders, of those past cancelling, both, another one, or nothing. */
	status: 'open' | 'late' | 'both' | 'other' | 'blank';
	/** Only If Younger Than; every order of a world was placed two hours ago. null: nothing. */
	minutes: 600 | 1 | null;
}

/** A random world and a random run in it. */
export interface Scenario {
	cancellation: Cancellation;
	states: TrueState[];
	/** Positions in `states`, so with repetitions; -1 is a blank id, -2 one that climbs out of the path. */
	asked: number[];
	faults: Array<Fault & { order: number }>;
	options: {
		dryRun: boolean;
		whenRefused: 'fail' | 'report';
		maxOrders: number;
		maxAttempts: number;
		requestTimeout: number;
		giveUpAfter: number;
		requestsPerMinute: number;
	};
	/** Which conditions the node has. */
	guards: 'none' | 'status' | 'age' | 'both';
	/** Those of the input items, over and over. */
	conditions: Condition[];
	simplify: boolean;
	onError: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail: boolean;
	/** Executions at once, with one credential. */
	executions: number;
	/** Whether the sandbox enforces a limit, and with which Retry-After. */
	limit: { requests: number; windowMs: number } | null;
}

/** All but the one that takes a second each time. */
const KINDS = FAULT_KINDS.filter((kind) => kind !== 'slowBody');

const STATUSES = [400, 401, 403, 404, 408, 409, 422, 500, 502, 503];

/** Codes that say that nothing was done; the design takes a vendor's word for them. */
const CLEAR_NO = [401, 403, 404];

/**
 * Two lies cannot be told from the truth by anybody who does not ask the vendor's warehouse: a read of the right order
 * with a wrong state, and a cancel that is carried out and answered with a clear no.
 */
function believable<T extends Fault>(fault: T): T {
	if (fault.kind === 'otherState') return { ...fault, operation: 'cancel' };
	const isLie = fault.kind === 'statusAfter' && CLEAR_NO.includes(fault.status ?? 0);
	return isLie ? { ...fault, status: 503 } : fault;
}

const fault = fc
	.record({
		order: fc.nat(5),
		kind: fc.constantFrom(...KINDS),
		operation: fc.constantFrom('cancel', 'cancel', 'cancel', 'get', 'probe', 'any') as fc.Arbitrary<
			'cancel' | 'get' | 'probe' | 'any'
		>,
		times: fc.integer({ min: 1, max: 3 }),
		skip: fc.nat(2),
		status: fc.constantFrom(...STATUSES),
		retryAfter: fc.constantFrom('0', '0.05', 'soon'),
		delayMs: fc.constant(90),
	})
	.map(believable);

/** A third: where the answer names nothing that was asked for, nobody can tell that it is about another order. */
function nameless(scenario: Scenario): Scenario {
	if (scenario.cancellation.answerNamesIt) return scenario;
	const faults = scenario.faults.map((each) =>
		each.kind === 'otherOrder' ? { ...each, kind: 'emptyBefore' as const } : each,
	);
	return { ...scenario, faults };
}

const worlds: fc.Arbitrary<Omit<Scenario, 'cancellation'>> = fc.record({
	states: fc.array(
		fc.constantFrom<TrueState[]>(
			'open',
			'open',
			'open',
			'tooLate',
			'cancelled',
			'foreign',
			'missing',
		),
		{ minLength: 1, maxLength: 6 },
	),
	asked: fc.array(fc.integer({ min: -2, max: 5 }), { minLength: 1, maxLength: 9 }),
	faults: fc.array(fault, { maxLength: 5 }),
	options: fc.record({
		dryRun: fc.constantFrom(false, false, false, false, true),
		whenRefused: fc.constantFrom('fail', 'report'),
		maxOrders: fc.constantFrom(0, 0, 0, 2),
		maxAttempts: fc.integer({ min: 1, max: 4 }),
		requestTimeout: fc.constant(60),
		giveUpAfter: fc.constantFrom(0.012, 0.025),
		requestsPerMinute: fc.constantFrom(0, 0, 0, 5),
	}),
	guards: fc.constantFrom('none', 'none', 'none', 'status', 'age', 'both'),
	conditions: fc.array(
		fc.record({
			status: fc.constantFrom('open', 'open', 'late', 'both', 'other', 'blank') as fc.Arbitrary<
				Condition['status']
			>,
			minutes: fc.constantFrom<Array<Condition['minutes']>>(600, 600, 600, 1, null),
		}),
		{ minLength: 1, maxLength: 3 },
	),
	simplify: fc.boolean(),
	onError: fc.constantFrom('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	retryOnFail: fc.boolean(),
	executions: fc.constantFrom(1, 1, 2),
	limit: fc.constantFrom(null, null, { requests: 3, windowMs: 150 }),
});

/** Few orders and much trouble: most of what can go wrong is one order and two faults. */
export function scenariosOf(cancellation: Cancellation): fc.Arbitrary<Scenario> {
	return worlds.map((world) => nameless({ ...world, cancellation }));
}
