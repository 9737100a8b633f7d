import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { LoggedRequest, Sandbox } from '../../sandbox';
import { referencesOf } from '../samples';
import { credentialFor, runAgainst } from '../support/againstSandbox';
import { resultOf, type NodeOutcome } from '../support/runNode';
import { AGE_MS, conditionFields, conditionOptions } from './conditions';
import { givenFor, idOf, SHOPS, type Scenario, type Shop, type TrueState } from './scenario';

/** A request to the sandbox, with its place among all of them. */
export type PlayedRequest = LoggedRequest & { index: number };

/** What was said of the order of an input item at the end of a run of the node. */
export interface Claim {
	execution: number;
	pass: number;
	item: number;
	shop: Shop;
	id: string;
	dryRun: boolean;
	result: IDataObject;
}

/** One execution. */
export interface Played {
	outcome: NodeOutcome;
	/** How many requests there had been at the end of each run of the node. */
	passEnds: number[];
	/** Items of the success branch and of the error branch, by run of the node; null: it threw. */
	passes: Array<[good: INodeExecutionData[], failed: INodeExecutionData[]] | null>;
}

/** All that there is to be judged. */
export interface Play {
	scenario: Scenario;
	/** Those of the shops, in order of arrival, with what became of them in the end. */
	requests: PlayedRequest[];
	/** Of them, those to cancel. */
	sends: PlayedRequest[];
	executions: Played[];
	claims: Claim[];
	/** The keys of the shops. */
	keys: string[];
	/** This process had so much else to do that requests may have been given up before they left. */
	wasBusy: boolean;
}

let worlds = 0;

/** Cancels an order as another program of the same customer would. */
async function cancelElsewhere(
	sandbox: Sandbox,
	{ cancellation: { vendor, wire } }: Scenario,
	key: string,
	id: string,
): Promise<void> {
	const { method, path } = wire.cancel;
	const url = `${sandbox.baseUrlOf(vendor.name)}${path.replace(wire.id, id)}`;
	await fetch(url, { method, headers: [vendor.credential.keyHeader(key)] });
}

function seedState(
	sandbox: Sandbox,
	{ cancellation }: Scenario,
	{ shop, number, state }: { shop: Shop; number: number; state: TrueState },
): void {
	if (state === 'missing') return;
	const references = referencesOf(cancellation);
	const { open, late, stopped, inferred } = cancellation.statuses;
	const statuses: Partial<Record<TrueState, string>> = {
		moving: inferred ?? open,
		tooLate: late,
		cancelled: stopped,
	};
	const status = statuses[state] ?? open;
	cancellation.seed(sandbox, cancellation.idOf(number), status, {
		...references?.seed(references.of(number)),
		createdAt: new Date(Date.now() - AGE_MS).toISOString(),
		tenant: state === 'foreign' ? 'another' : shop,
		...(state === 'moving' && { cancellable: true }),
	});
}

async function prepare(
	sandbox: Sandbox,
	scenario: Scenario,
	keyOf: (shop: Shop) => string,
): Promise<void> {
	const { cancellation, states, limit, faults } = scenario;
	const { logged, vendor } = cancellation;
	sandbox.reset();
	for (const shop of SHOPS) {
		sandbox.addKey(vendor.name, keyOf(shop), ['cancel', 'read'], shop);
		for (const [number, { [shop]: state }] of states.entries()) {
			seedState(sandbox, scenario, { shop, number, state });
			if (state !== 'justCancelled') continue;
			await cancelElsewhere(sandbox, scenario, keyOf(shop), cancellation.idOf(number));
		}
	}
	for (const { item, ...fault } of faults) {
		const asked = scenario.asked[item % scenario.asked.length];
		if (asked === undefined) continue;
		const isAboutOrder = fault.operation !== 'probe' && fault.operation !== 'list';
		sandbox.addFault({
			...fault,
			service: vendor.name,
			tenant: asked.shop,
			operation: fault.operation === 'cancel' ? logged : fault.operation,
			...(isAboutOrder ? { orderId: idOf(scenario, asked) } : {}),
		});
	}
	if (limit !== null) {
		sandbox.setRateLimit({ service: vendor.name, ...limit, retryAfter: 'none' });
	}
}

async function execute(
	sandbox: Sandbox,
	scenario: Scenario,
	credentialId: string,
): Promise<Played> {
	const { cancellation, options, simplify, onError, retryOnFail, passes } = scenario;
	const passEnds: number[] = [];
	const outcome = await runAgainst(
		sandbox,
		cancellation,
		scenario.asked.map((asked) => givenFor(scenario, asked).given),
		{
			credentialId,
			credential: credentialFor(sandbox, cancellation, `={{ '${credentialId}-' + $json.shop }}`),
			fields: scenario.asked.map((asked, item) => {
				const { shop, dryRun } = asked;
				const { mode } = givenFor(scenario, asked);
				return { shop, dryRun, mode, ...conditionFields(scenario, item) };
			}),
			options: { ...options, dryRun: '={{ $json.dryRun }}', ...conditionOptions(scenario) },
			parameters: {
				simplify,
				[cancellation.idParameter]: {
					__rl: true,
					mode: '={{ $json.mode }}',
					value: '={{ $json.id }}',
				},
			},
			settings: { onError, retryOnFail, maxTries: 3, waitBetweenTries: 1 },
			passes,
			onPassEnd: () => passEnds.push(sandbox.requests().length),
		},
	);
	const tasks = outcome.run.data.resultData.runData.Cancel ?? [];
	return {
		outcome,
		passEnds,
		passes: tasks.map(({ data, error }) => {
			return error === undefined ? [data?.main?.[0] ?? [], data?.main?.[1] ?? []] : null;
		}),
	};
}

/** What is false of an order while the node says this of it. */
const NOT_STOPPED = [
	'cancellable',
	'tooLate',
	'rejected',
	'unauthorized',
	'forbidden',
	'rateLimited',
	'notAttempted',
];

/** What the node keeps for the next try: in stop mode the only place where each order's result is. */
function remembered({ run }: NodeOutcome): Array<Pick<Claim, 'pass' | 'item' | 'result'>> {
	const context = run.data.executionData?.contextData['node:Cancel'];
	const orders = (context?.orders ?? {}) as Record<
		string,
		string | { verdict: IDataObject; attempts: number; run: number; items: number[] }
	>;
	// Of a reference the id is kept for which it stands.
	const entries = Object.values(orders).filter((entry) => typeof entry !== 'string');
	return entries.map(({ verdict: { outcome }, attempts, run: pass, items }) => {
		const isStopped = outcome === 'cancelled' || outcome === 'alreadyCancelled';
		const stopped = isStopped || (NOT_STOPPED.includes(String(outcome)) ? false : null);
		return { pass, item: items[0] ?? -1, result: { outcome, stopped, attempts } };
	});
}

function claimsOf(scenario: Scenario, { passes, outcome }: Played, execution: number): Claim[] {
	const shown = passes.flatMap((outputs, pass) =>
		(outputs?.flat() ?? []).map((output) => {
			const { item } = output.pairedItem as { item: number };
			return { pass, item, result: resultOf(output) };
		}),
	);
	return [...shown, ...remembered(outcome)].flatMap((claim) => {
		const asked = scenario.asked[claim.item];
		if (asked === undefined) return [];
		const { shop, dryRun } = asked;
		return [{ ...claim, execution, shop, dryRun, id: idOf(scenario, asked) }];
	});
}

const TICK_MS = 5;

/**
 * Watches how long this process does nothing but work.
 *
 * @returns ends the watch and tells the longest time, in milliseconds
 */
function watchForWork(): () => number {
	let longest = 0;
	let last = performance.now();
	const look = () => {
		const now = performance.now();
		longest = Math.max(longest, now - last - TICK_MS);
		last = now;
	};
	const timer = setInterval(look, TICK_MS);
	return () => {
		clearInterval(timer);
		look();
		return longest;
	};
}

/** Runs a scenario, and waits until everything late has happened. */
export async function play(sandbox: Sandbox, scenario: Scenario): Promise<Play> {
	// A request that the world before gave up may still arrive: keys of its own tell this world's from it.
	const credentialId = `key-of-world-${(worlds += 1)}`;
	const keyOf = (shop: Shop) => `${credentialId}-${shop}`;
	await prepare(sandbox, scenario, keyOf);
	const begun = sandbox.requests().length;
	const longestWork = watchForWork();
	const executions = await Promise.all(
		Array.from(
			{ length: scenario.executions },
			async () => await execute(sandbox, scenario, credentialId),
		),
	);
	await sandbox.settled();
	const requests = sandbox
		.requests()
		.map((request, index) => ({ ...request, index }))
		.filter(({ tenant, index }) => tenant !== null && index >= begun);
	return {
		scenario,
		requests,
		sends: requests.filter(({ operation }) => operation === scenario.cancellation.logged),
		executions,
		claims: executions.flatMap((played, number) => claimsOf(scenario, played, number)),
		keys: SHOPS.map(keyOf),
		wasBusy: longestWork() > scenario.options.requestTimeout / 3,
	};
}
