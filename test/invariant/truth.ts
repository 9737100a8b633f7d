import { SANDBOX_RECIPIENT, type Sandbox } from '../../sandbox';
import { promisedAgainstConditions, sentAgainstConditions } from './conditions';
import { play, type Claim, type Play, type Played } from './play';
import { sentAfterSettling, sentUnseen, tooFast } from './requests';
import { stateOf, type Scenario } from './scenario';

const PERSONAL = [
	SANDBOX_RECIPIENT.email,
	SANDBOX_RECIPIENT.phone,
	SANDBOX_RECIPIENT.street,
	SANDBOX_RECIPIENT.lastName,
];

const REFUSALS = ['tooLate', 'notFound', 'rejected', 'invalidOrderId'];

/** Of two executions, one may rightly say no before the other one cancels. */
function isAlone({ executions }: Play): boolean {
	return executions.length === 1;
}

/** The requests to cancel the order that a claim is about. */
function sendsFor({ sends }: Play, { shop, id }: Claim) {
	return sends.filter(({ tenant, orderId }) => tenant === shop && orderId === id);
}

/** What is untrue of a claim, now that everything late has happened. */
function untruths(played: Play, claim: Claim): string[] {
	const { scenario, executions } = played;
	const { execution, pass, item, shop, id, result } = claim;
	const { stopped, outcome, orderId } = result;
	const name = `${shop} ${id}`;
	const done = sendsFor(played, claim).filter(({ processed }) => processed);
	const end = executions[execution]?.passEnds[pass] ?? Infinity;
	const doneByThen = done.filter(({ index }) => index < end);
	const state = stateOf(scenario, shop, id);
	const isStopped = done.length > 0 || state === 'cancelled' || state === 'justCancelled';
	const said: string[] = [];
	if (stopped === true && !isStopped) said.push(`(a) ${name} is called stopped and is not`);
	const isDenied = stopped === false || outcome === 'notFound';
	if (isAlone(played) && isDenied && doneByThen.length > 0) {
		said.push(`(b) ${name} was cancelled by this run and is called ${String(outcome)}`);
	}
	if (done.length > 1) said.push(`(d) ${name} was cancelled ${done.length} times`);
	// A result may name another id than the one that went in, or the same if nothing was found out.
	const isByReference = scenario.asked[item]?.isByReference === true;
	const names = [id, scenario.cancellation.resultId(id), ...(isByReference ? [''] : [])];
	if (state !== undefined && orderId !== undefined && !names.includes(String(orderId))) {
		said.push(`(c) the result of ${name} is about ${String(orderId)}`);
	}
	return said;
}

/** What only the service can tell. */
const TOLD_BY_SERVICE = ['cancelled', 'alreadyCancelled', 'cancellable', 'tooLate', 'notFound'];

/** Results that nobody asked the service for in that run of the node: what an earlier one found may be true no more. */
function recalled({ scenario, claims, requests, executions }: Play): string[] {
	return claims.flatMap(({ execution, pass, item, shop, id, result: { outcome } }) => {
		const isByReference = scenario.asked[item]?.isByReference === true;
		const { passEnds } = executions[execution] ?? { passEnds: [] };
		const begin = passEnds[pass - 1] ?? 0;
		const end = passEnds[pass] ?? Infinity;
		const wasAsked = requests.some(
			({ tenant, operation, orderId, index }) =>
				tenant === shop &&
				(orderId === id || (isByReference && operation === 'list')) &&
				index >= begin &&
				index < end,
		);
		return wasAsked || !TOLD_BY_SERVICE.includes(String(outcome))
			? []
			: [`(i) run ${pass} calls ${shop} ${id} ${String(outcome)} without having asked`];
	});
}

/** Orders whose results tell another number of cancels than the service has received; it never is too few. */
function miscounted(played: Play): string[] {
	const told = new Map<string, Map<string, number>>();
	for (const { execution, pass, shop, id, result } of played.claims) {
		const name = `${shop} ${id}`;
		const inRun = told.get(name) ?? new Map<string, number>();
		const run = `${execution} ${pass}`;
		inRun.set(run, Math.max(inRun.get(run) ?? 0, Number(result.attempts)));
		told.set(name, inRun);
	}
	return [...told].flatMap(([name, inRun]) => {
		const count = [...inRun.values()].reduce((sum, attempts) => sum + attempts, 0);
		const received = played.sends.filter((send) => `${send.tenant} ${send.orderId}` === name);
		const mayBeMore = played.wasBusy && count > received.length;
		return count === received.length || mayBeMore
			? []
			: [`(h) ${name} was sent ${received.length} times, and ${count} are told`];
	});
}

function leaks({ keys, scenario }: Play, { outcome }: Played): string[] {
	const stored = JSON.stringify(outcome.run);
	const secrets = scenario.simplify ? [...keys, ...PERSONAL] : keys;
	return secrets
		.filter((secret) => stored.includes(secret))
		.map((secret) => `(e) ${secret} is stored`);
}

/** Whether an item may leave by the success branch. */
function isRightlyGood({ options }: Scenario, { result, dryRun }: Claim): boolean {
	const { stopped, outcome } = result;
	const isRefusal = REFUSALS.includes(String(outcome));
	if (dryRun && (isRefusal || outcome === 'cancellable')) return true;
	return stopped === true || (options.whenRefused === 'report' && isRefusal);
}

function misplaced({ scenario, claims }: Play, { passes }: Played, execution: number): string[] {
	return passes.flatMap((outputs, pass) => {
		if (outputs === null) {
			return scenario.onError === 'stopWorkflow' ? [] : ['(c) it threw although it must not'];
		}
		const [items, failed] = outputs;
		const count = items.length + failed.length;
		const positions = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
		const good = items
			.filter(({ json }) => !('error' in json))
			.map(({ json, pairedItem }) =>
				claims.find((claim) => {
					const { item } = pairedItem as { item: number };
					return claim.result === json && claim.item === item && claim.execution === execution;
				}),
			);
		const isWrong = good.some((claim) => claim === undefined || !isRightlyGood(scenario, claim));
		const isShuffled = positions.some((position, index) => position < (positions[index - 1] ?? 0));
		return [
			...(count === scenario.asked.length ? [] : [`(c) ${scenario.asked.length} in, ${count} out`]),
			...(isWrong ? ['(c) an order left by the success branch without being stopped'] : []),
			...(isShuffled ? [`(c) the order of the items changed in run ${pass}`] : []),
		];
	});
}

/** What was asked, answered and said, for the report of a violation. */
function storyOf({ requests, claims, executions }: Play): string[] {
	const start = requests[0]?.at ?? 0;
	const asked = requests.map(({ at, tenant, operation, orderId, status, fault, processed }) => {
		const how = `${status ?? 'no answer'}${fault === null ? '' : ` (${fault})`}`;
		const done = processed ? ', carried out in the end' : '';
		return `\n  ${at - start} ms: ${tenant} ${operation} ${orderId}: ${how}${done}`;
	});
	const said = claims.map(({ pass, item, shop, id, result }) => {
		const { outcome, stopped, attempts, message } = result;
		return `\n  run ${pass}, item ${item}, ${shop} ${id}: ${JSON.stringify({ outcome, stopped, attempts, message })}`;
	});
	const ends = executions.map(({ passEnds }) => passEnds.join(' ')).join(' | ');
	return [...asked, `\n  runs ended after request ${ends}`, ...said];
}

/**
 * Runs a scenario and says what was untrue about it.
 *
 * @returns violations; empty if the run told the truth
 */
export async function violations(sandbox: Sandbox, scenario: Scenario): Promise<string[]> {
	const played = await play(sandbox, scenario);
	const { claims, sends, executions } = played;
	const found = [
		...claims.flatMap((claim) => untruths(played, claim)),
		...(isAlone(played) ? [...sentAfterSettling(played), ...sentUnseen(played)] : []),
		...recalled(played),
		...miscounted(played),
		...tooFast(played),
		...sentAgainstConditions(scenario, sends),
		...promisedAgainstConditions(scenario, claims),
		...executions.flatMap((execution) => leaks(played, execution)),
		...executions.flatMap((execution, number) => misplaced(played, execution, number)),
	];
	return found.length === 0 ? [] : [...new Set(found), ...storyOf(played)];
}
