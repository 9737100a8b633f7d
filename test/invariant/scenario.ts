import fc from 'fast-check';

import { FAULT_KINDS, type Fault } from '../../sandbox';
import { referencesOf, type Cancellation } from '../samples';

/**
 * What may be true of an order before the run. `moving` shows a status that is only inferred to be past cancelling and can
 * still be cancelled; `justCancelled` was cancelled by somebody else a moment ago, so that a stale look-up shows it open.
 */
export type TrueState =
	'open' | 'moving' | 'tooLate' | 'cancelled' | 'justCancelled' | 'foreign' | 'missing';

/** Customers of the service whose orders come in one run, each with a key of its own. Their order numbers are the same. */
export const SHOPS = ['north', 'south'] as const;
export type Shop = (typeof SHOPS)[number];

/** What an input item asks of its order before that may be cancelled. */
export interface Condition {
	/** Words under Only If Status: that of open orders, of those past cancelling, both, another one, or nothing. */
	status: 'open' | 'late' | 'both' | 'other' | 'blank';
	/** Only If Younger Than; every order of a world was placed two hours ago. null: nothing. */
	minutes: 600 | 1 | null;
}

/** An input item. */
export interface Asked {
	shop: Shop;
	/** Position in `states`, so with repetitions; -1 is a blank id, -2 one that climbs out of the path. */
	order: number;
	dryRun: boolean;
	/** Given by what the customer calls it, where orders have such names. */
	isByReference: boolean;
}

/** What goes wrong with the order of an input item. */
type WorldFault = Fault & { item: number };

/** A random world and a random run in it. */
export interface Scenario {
	cancellation: Cancellation;
	states: Array<Record<Shop, TrueState>>;
	asked: Asked[];
	faults: WorldFault[];
	options: {
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
	/** Runs of the node in one execution, as in a loop. */
	passes: number;
	/** Executions at once, with one credential. */
	executions: number;
	/** Whether the sandbox enforces a limit, and with which Retry-After. */
	limit: { requests: number; windowMs: number } | null;
}

const STATUSES = [202, 400, 401, 402, 403, 404, 408, 409, 422, 423, 500, 502, 503];

/** Codes that say that nothing was done; the design takes a vendor's word for them. */
const TRUSTED = [401, 403, 404];

const BODIES = [
	undefined,
	undefined,
	'Accepted',
	'',
	{ message: 'The order has been cancelled' },
	{ message: 'The order is already being processed' },
	{ message: 'Renate '.repeat(2_000) },
];

/** Milliseconds: shorter than the pause after which a refusal is checked (see `shortPauses.ts`), and longer. */
const SOON = 100;
const BRIEF_LAG = 50;
const LATE = [SOON, 300];
const AFTER_THE_RUN = 900;

function isClearNo({ status = 503 }: Fault): boolean {
	return status >= 400 && status < 500 && status !== 408;
}

/** Whether it answers with a refusal and yet the cancel is carried out, now or later. */
function isRefusalThatHides({ kind, status, delayMs }: Fault): boolean {
	const isHidden = kind === 'statusAfter' || (kind === 'statusBefore' && delayMs !== undefined);
	return isHidden && isClearNo({ kind, status });
}

/**
 * Some lies cannot be told from the truth by anybody who does not ask the vendor's warehouse: a read of the right order with
 * a state that it never had, a cancel that is carried out and answered with a status that means that it was not, and a refused
 * one that is carried out long after.
 */
function believable<T extends Fault>(fault: T): T {
	const { kind, status = 503 } = fault;
	if (kind === 'otherState') return { ...fault, operation: 'cancel' };
	if (kind === 'redirect') return { ...fault, status: undefined };
	if (kind === 'htmlBefore' || kind === 'htmlAfter') return { ...fault, body: undefined };
	if (kind === 'rateLimited') return { ...fault, delayMs: undefined };
	if (!isRefusalThatHides(fault)) return fault;
	if (TRUSTED.includes(status)) return { ...fault, status: 503 };
	return kind === 'statusBefore' ? { ...fault, delayMs: SOON } : fault;
}

const shop = fc.constantFrom<Shop[]>('north', 'north', 'south');

/** Position among the input items, over and over. */
const item = fc.nat(6);

const late = fc.constantFrom(...LATE);

const single: fc.Arbitrary<WorldFault[]> = fc
	.record({
		item,
		kind: fc.constantFrom(...FAULT_KINDS),
		operation: fc.constantFrom<Fault['operation'][]>(
			'cancel',
			'cancel',
			'cancel',
			'get',
			'list',
			'probe',
			'any',
		),
		times: fc.integer({ min: 1, max: 3 }),
		skip: fc.nat(2),
		status: fc.constantFrom(...STATUSES),
		body: fc.constantFrom(...BODIES),
		retryAfter: fc.constantFrom('0', '0.05', 'soon'),
		delayMs: fc.option(late, { nil: undefined }),
		lagMs: fc.option(late, { nil: undefined }),
	})
	.map((fault) => [believable(fault)]);

/** An order that is read too early, as often as it takes. */
const lagging: fc.Arbitrary<WorldFault[]> = fc
	.record({ item, times: fc.integer({ min: 1, max: 4 }), lagMs: late })
	.map((fault) => [{ ...fault, kind: 'stale', operation: 'get' }]);

const refusal = {
	status: fc.constantFrom(400, 409, 422, 423),
	body: fc.constantFrom(...BODIES),
};

/** A refusal in words, of a cancel that is being carried out. */
const hasty: fc.Arbitrary<WorldFault[]> = fc
	.record({ item, ...refusal })
	.map((fault) => [{ ...fault, kind: 'statusBefore', operation: 'cancel', delayMs: SOON }]);

/** A cancel of unknown fate, and a refusal of the next one: what was sent first may be carried out all the same. */
const doubtThenRefusal: fc.Arbitrary<WorldFault[]> = fc
	.record({
		item,
		kind: fc.constantFrom('timeoutBefore' as const, 'cutBefore' as const, 'statusBefore' as const),
		delayMs: fc.constantFrom(...LATE, ...Array.from({ length: 6 }, () => AFTER_THE_RUN)),
		refusal: fc.record({
			...refusal,
			times: fc.integer({ min: 1, max: 2 }),
			delayMs: fc.option(late, { nil: undefined }),
		}),
	})
	.map(({ refusal, kind, delayMs, item }) => [
		{ item, operation: 'cancel', kind, delayMs },
		{ item, operation: 'cancel', kind: 'statusBefore', ...refusal },
	]);

const faults = fc
	.array(
		fc.oneof(
			{ weight: 5, arbitrary: single },
			{ weight: 1, arbitrary: lagging },
			{ weight: 3, arbitrary: hasty },
			{ weight: 5, arbitrary: doubtThenRefusal },
		),
		{ maxLength: 4 },
	)
	.map((each) => each.flat());

const state = fc.constantFrom<TrueState[]>(
	'open',
	'open',
	'open',
	'open',
	'open',
	'open',
	'open',
	'moving',
	'moving',
	'moving',
	'moving',
	'moving',
	'tooLate',
	'cancelled',
	'justCancelled',
	'foreign',
	'missing',
);

const worlds: fc.Arbitrary<Omit<Scenario, 'cancellation'>> = fc.record({
	states: fc.array(fc.record({ north: state, south: state }), { minLength: 1, maxLength: 4 }),
	asked: fc.array(
		fc.record({
			shop,
			order: fc.constantFrom(0, 0, 1, 1, 2, 3, -1, -2),
			dryRun: fc.constantFrom(false, false, false, false, false, false, true),
			isByReference: fc.constantFrom(false, false, true),
		}),
		{ minLength: 1, maxLength: 7 },
	),
	faults,
	options: fc.record({
		whenRefused: fc.constantFrom('fail', 'report'),
		maxOrders: fc.constantFrom(0, 0, 0, 2),
		maxAttempts: fc.integer({ min: 1, max: 4 }),
		requestTimeout: fc.constant(60),
		giveUpAfter: fc.constantFrom(0.012, 0.025),
		requestsPerMinute: fc.constantFrom(0, 0, 0, 5),
	}),
	guards: fc.constantFrom('none', 'none', 'none', 'none', 'none', 'status', 'age', 'both'),
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
	passes: fc.constantFrom(1, 1, 1, 2, 3),
	executions: fc.constantFrom(1, 1, 1, 1, 2),
	limit: fc.constantFrom(null, null, { requests: 3, windowMs: 150 }),
});

/** A list without the order that is in it says that there is none. */
const LISTS_NOTHING: ReadonlySet<Fault['kind']> = new Set<Fault['kind']>([
	'otherOrder',
	'statusFalse',
]);

/**
 * More lies that nobody can find out: an answer about another order where answers name nothing that was asked for, or a list
 * in which an order is missing; and, where nothing else gives rise to a doubt, a look-up that is stale for so long that even
 * a second one is, or a refusal that agrees with the status and yet is none.
 */
function fair(scenario: Scenario): Scenario {
	const { cancellation, passes, asked } = scenario;
	const hiding = scenario.faults.filter(isRefusalThatHides);
	const lagsBriefly = passes > 1 || hiding.length > 0;
	const faults = scenario.faults.map((fault) => {
		if (fault.kind === 'stale' && lagsBriefly) return { ...fault, lagMs: BRIEF_LAG };
		const isNameless = fault.kind === 'otherOrder' && !cancellation.answerNamesIt;
		const hides = fault.operation === 'list' && LISTS_NOTHING.has(fault.kind);
		return isNameless || hides ? { ...fault, kind: 'emptyBefore' as const } : fault;
	});
	const isHidden = (shop: Shop, number: number) =>
		hiding.some(({ item }) => {
			const hit = asked[item % asked.length];
			return hit?.shop === shop && hit.order % scenario.states.length === number;
		});
	const states = scenario.states.map((each, number) => {
		const known = (shop: Shop) => {
			const canMove = cancellation.statuses.inferred !== null && !isHidden(shop, number);
			return each[shop] === 'moving' && !canMove ? 'open' : each[shop];
		};
		return { north: known('north'), south: known('south') };
	});
	const hasNames = referencesOf(cancellation) !== null;
	const given = asked.map((each) => ({
		...each,
		isByReference: hasNames && each.isByReference && each.order >= 0,
	}));
	return { ...scenario, faults, states, asked: given };
}

/** Few orders and much trouble: most of what can go wrong is one order and two faults. */
export function scenariosOf(cancellation: Cancellation): fc.Arbitrary<Scenario> {
	return worlds.map((world) => fair({ ...world, cancellation }));
}

/** The id of an input item. */
export function idOf({ cancellation, states }: Scenario, { order }: Pick<Asked, 'order'>): string {
	if (order === -1) return '';
	return order === -2 ? '../1' : cancellation.idOf(order % states.length);
}

/** What an input item gives for its order, and in which way. */
export function givenFor(scenario: Scenario, asked: Asked): { mode: string; given: string } {
	const { cancellation, states } = scenario;
	const reference = referencesOf(cancellation)?.of(asked.order % states.length);
	return asked.isByReference && reference !== undefined
		? { mode: 'reference', given: reference }
		: { mode: 'id', given: idOf(scenario, asked) };
}

/** What was true of a shop's order when the run began; undefined: it is no order of this world. */
export function stateOf(scenario: Scenario, shop: Shop, id: string): TrueState | undefined {
	const { cancellation, states } = scenario;
	return states.find((_, number) => cancellation.idOf(number) === id)?.[shop];
}
