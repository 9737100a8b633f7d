import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT, type Sandbox } from '../../sandbox';
import { resultOf, type NodeOutcome } from '../support/runNode';
import { credentialFor, runAgainst, timesStopped } from '../support/againstSandbox';
import {
	AGE_MS,
	conditionFields,
	conditionOptions,
	promisedAgainstConditions,
	sentAgainstConditions,
} from './conditions';
import { sentAfterSettling, tooFast } from './requests';
import type { Scenario, TrueState } from './scenario';

const PERSONAL = [
	SANDBOX_RECIPIENT.email,
	SANDBOX_RECIPIENT.phone,
	SANDBOX_RECIPIENT.street,
	SANDBOX_RECIPIENT.lastName,
];

let worlds = 0;

function seedState(
	sandbox: Sandbox,
	{ cancellation }: Scenario,
	id: string,
	state: TrueState,
): void {
	if (state === 'missing') return;
	const { open, late, stopped } = cancellation.statuses;
	const status = { open, tooLate: late, cancelled: stopped, foreign: open }[state];
	const createdAt = new Date(Date.now() - AGE_MS).toISOString();
	const tenant = state === 'foreign' ? 'another' : undefined;
	cancellation.seed(sandbox, id, status, { tenant, createdAt });
}

function idOf(scenario: Scenario, asked: number): string {
	if (asked === -1) return '';
	return asked === -2 ? '../1' : scenario.cancellation.idOf(asked % scenario.states.length);
}

function prepare(sandbox: Sandbox, scenario: Scenario): string[] {
	const { logged, vendor } = scenario.cancellation;
	sandbox.reset();
	scenario.states.forEach((state, number) => {
		seedState(sandbox, scenario, scenario.cancellation.idOf(number), state);
	});
	for (const { order, ...fault } of scenario.faults) {
		const orderId = fault.operation === 'probe' ? undefined : idOf(scenario, order);
		sandbox.addFault({
			service: vendor.name,
			...fault,
			operation: fault.operation === 'cancel' ? logged : fault.operation,
			...(orderId === undefined ? {} : { orderId }),
		});
	}
	if (scenario.limit !== null) {
		sandbox.setRateLimit({ service: vendor.name, ...scenario.limit, retryAfter: 'none' });
	}
	return scenario.asked.map((asked) => idOf(scenario, asked));
}

/** Every claim that the run made, with what is true. */
function falseClaims(
	sandbox: Sandbox,
	scenario: Scenario,
	results: readonly IDataObject[],
): string[] {
	const { cancellation, states } = scenario;
	const truth = new Map(
		states.flatMap((state, number) => {
			const id = cancellation.idOf(number);
			const times = timesStopped(sandbox, cancellation, id);
			const entry = { times, stopped: state === 'cancelled' || times > 0 };
			// A result may name another id than the one that went in, or the same if nothing was found out.
			return [id, cancellation.resultId(id)].map((name) => [name, entry] as const);
		}),
	);
	return results.flatMap(({ orderId, stopped, outcome }) => {
		const name = String(orderId);
		const known = truth.get(name) ?? { times: 0, stopped: false };
		if (stopped === true && !known.stopped) return [`(a) ${name} is called stopped and is not`];
		// Of two executions, one may rightly say no before the other one cancels.
		const isAlone = scenario.executions === 1;
		if (stopped === false && isAlone && known.times > 0) {
			return [`(b) ${name} was cancelled by this run and is called ${String(outcome)}`];
		}
		return known.times > 1 ? [`(d) ${name} was cancelled ${known.times} times`] : [];
	});
}

/** What the node keeps for the next try: in stop mode the only place where each order's result is. */
function remembered({ run }: NodeOutcome): IDataObject[] {
	const context = run.data.executionData?.contextData['node:Cancel'];
	const orders = (context?.orders ?? {}) as Record<string, { verdict: IDataObject }>;
	return Object.values(orders).map(({ verdict }) => ({
		...verdict,
		stopped: verdict.outcome === 'cancelled' || verdict.outcome === 'alreadyCancelled' || null,
	}));
}

function leaks(key: string, scenario: Scenario, outcome: NodeOutcome): string[] {
	const stored = JSON.stringify(outcome.run);
	const secrets = scenario.simplify ? [key, ...PERSONAL] : [key];
	return secrets
		.filter((secret) => stored.includes(secret))
		.map((secret) => `(e) ${secret} is stored`);
}

function misplaced(scenario: Scenario, outcome: NodeOutcome): string[] {
	const { items, failed, thrown } = outcome;
	if (thrown !== undefined) {
		return scenario.onError === 'stopWorkflow' ? [] : ['(c) it threw although it must not'];
	}
	const count = items.length + failed.length;
	const good = items.filter(({ json }) => !('error' in json));
	const wrongBranch = good.filter(({ json }) => {
		const isReported = scenario.options.whenRefused === 'report' && json.stopped !== true;
		return json.stopped !== true && !scenario.options.dryRun && !isReported;
	});
	const positions = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	return [
		...(count === scenario.asked.length ? [] : [`(c) ${scenario.asked.length} in, ${count} out`]),
		...(wrongBranch.length === 0
			? []
			: ['(c) an order left by the success branch without being stopped']),
		...(positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? -1))
			? []
			: ['(c) the order of the items changed']),
	];
}

/** How long a cancel that works late may still take, milliseconds. */
const LATE_MS = 120;

/**
 * Runs a scenario and says what was untrue about it.
 *
 * @returns violations; empty if the run told the truth
 */
export async function violations(sandbox: Sandbox, scenario: Scenario): Promise<string[]> {
	const ids = prepare(sandbox, scenario);
	const credentialId = `world-${(worlds += 1)}`;
	// A request that the world before gave up may still arrive: a key of its own tells this world's from it.
	const key = `key-of-${credentialId}`;
	const { cancellation } = scenario;
	sandbox.addKey(cancellation.vendor.name, key, ['cancel', 'read']);
	const credential = credentialFor(sandbox, cancellation, key);
	const { options, simplify, onError, retryOnFail, executions } = scenario;
	const outcomes = await Promise.all(
		Array.from(
			{ length: executions },
			async () =>
				await runAgainst(sandbox, cancellation, ids, {
					credentialId,
					credential,
					fields: conditionFields(scenario),
					options: { ...options, ...conditionOptions(scenario) },
					parameters: { simplify },
					settings: { onError, retryOnFail, maxTries: 3, waitBetweenTries: 1 },
				}),
		),
	);
	if (scenario.faults.some(({ kind }) => kind === 'processLate')) {
		await new Promise((later) => setTimeout(later, LATE_MS));
	}
	const results = outcomes.flatMap((outcome) => [
		...[...outcome.items, ...outcome.failed].map(resultOf),
		...remembered(outcome),
	]);
	const requests = sandbox.requests().filter(({ tenant }) => tenant !== null);
	const sends = requests.filter(({ operation }) => operation === cancellation.logged);
	const dryRunSends = options.dryRun ? sends : [];
	return [
		...falseClaims(sandbox, scenario, results),
		...(executions === 1 ? sentAfterSettling(requests, scenario) : []),
		...tooFast(requests, scenario),
		...sentAgainstConditions(scenario, ids, requests),
		...outcomes.flatMap((outcome) => promisedAgainstConditions(scenario, ids, outcome)),
		...(dryRunSends.length === 0 ? [] : ['(d) a dry run sent a cancel']),
		...outcomes.flatMap((outcome) => leaks(key, scenario, outcome)),
		...outcomes.flatMap((outcome) => misplaced(scenario, outcome)),
	];
}
