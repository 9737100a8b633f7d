import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeExecutionData, IRun } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { isOwnNode } from '../../scripts/engine/ownNode';
import type { Example } from '../../scripts/realN8n/exampleFiles';
import type { Installation } from '../../scripts/realN8n/installN8n';
import { runN8n } from '../../scripts/realN8n/n8nCommand';
import type { N8nPlace } from '../../scripts/realN8n/n8nEnvironment';
import { logMessages } from './n8nLog';
import { demand } from './report';

/** States in which n8n does nothing more for an execution. */
export const OVER: ReadonlySet<string> = new Set(['success', 'error', 'crashed', 'canceled']);

/** Reads the data of an execution as n8n keeps and sends it. */
export type RunReader = (text: string) => IRun;

/** What one order came out as. */
export interface OrderOutcome {
	service: string;
	orderId: string;
	outcome: string;
	stopped: boolean | null;
}

const SERVICES: Readonly<Record<string, string>> = {
	'thanks.io': 'thanksIo',
	Snappy: 'snappy',
	FastPOD: 'fastPod',
};

/** Operations that put out one item for each that comes in. */
const ONE_TO_ONE = new Set(['cancel', 'cancelOrder', 'expire', 'stop', 'get']);

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** n8n's own reader of its own format. */
export function runReader({ folder }: Installation): RunReader {
	const requireThere = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
	const flatted = requireThere('flatted') as { parse(text: string): unknown };
	return (text) => ({ data: flatted.parse(text) }) as IRun;
}

/** The record of an execution among the lines that `n8n execute` wrote. */
export function executionIn(log: string): IRun | undefined {
	for (const message of logMessages(log)) {
		if (!message.startsWith('{')) continue;
		try {
			const parsed = JSON.parse(message) as unknown;
			if (isRecord(parsed) && isRecord(parsed.data) && 'resultData' in parsed.data) {
				return parsed as unknown as IRun;
			}
		} catch {
			// Another line that starts with a brace.
		}
	}
	return undefined;
}

/** Executes an imported workflow from n8n's command line. */
export async function execute(place: N8nPlace, { workflow }: Example) {
	const ended = await runN8n(place, ['execute', `--id=${workflow.id}`, '--rawOutput']);
	const log = `${ended.stdout}\n${ended.stderr}`;
	const run = executionIn(log);
	if (run === undefined) throw new Error(`n8n returned no execution: ${ended.lastWords}`);
	return { run, log };
}

/**
 * The items that a node put out.
 *
 * @param output only those of this output
 * @param at only those of this run of the node
 */
export function itemsOf(
	run: IRun,
	node: string,
	output?: number,
	at?: number,
): INodeExecutionData[] {
	const tasks = run.data.resultData.runData[node] ?? [];
	return (at === undefined ? tasks : tasks.slice(at, at + 1)).flatMap((task) =>
		(task.data?.main ?? []).flatMap((items, index) =>
			output === undefined || output === index ? (items ?? []) : [],
		),
	);
}

function outcomeOf({ json }: INodeExecutionData): OrderOutcome | undefined {
	const result = isRecord(json.error) ? json.error : json;
	const service = SERVICES[String(result.service)];
	const { orderId, outcome, stopped } = result;
	if (service === undefined || typeof orderId !== 'string' || typeof outcome !== 'string') {
		return undefined;
	}
	return { service, orderId, outcome, stopped: typeof stopped === 'boolean' ? stopped : null };
}

/** What the nodes of this package put out, and what workflows that were called brought back. */
export function outcomesIn(run: IRun, { workflow }: Example): OrderOutcome[] {
	const sources = workflow.nodes.filter(
		(node) => isOwnNode(node) || node.type === 'n8n-nodes-base.executeWorkflow',
	);
	return sources.flatMap(({ name }) => itemsOf(run, name).flatMap((item) => outcomeOf(item) ?? []));
}

/** Nodes from which fewer or more results came than orders went in. */
export function lostOrders(run: IRun, { workflow }: Example): string[] {
	const nodes = workflow.nodes.filter(
		(node) => isOwnNode(node) && ONE_TO_ONE.has(String(node.parameters.operation ?? 'cancel')),
	);
	return nodes.flatMap(({ name }) => {
		const tasks = run.data.resultData.runData[name] ?? [];
		return tasks.flatMap((task, index) => {
			const [source] = task.source;
			if (!source) return [];
			const { previousNode, previousNodeOutput = 0, previousNodeRun = 0 } = source;
			const came = itemsOf(run, previousNode, previousNodeOutput, previousNodeRun).length;
			const went = itemsOf(run, name, undefined, index).length;
			return came === went ? [] : [`'${name}': ${came} orders went in, ${went} results came out`];
		});
	});
}

/** Whether something is really cancelled, be it an order or a gift. */
function isCancelled(sandbox: Sandbox, { service, orderId }: OrderOutcome): boolean {
	const order = sandbox.order(service, orderId);
	if (order !== undefined) return order.cancelled;
	// A gift is named by its own id. It may have expired without ever having had an order.
	return (
		service === 'snappy' &&
		(sandbox
			.orders()
			.some((each) => each.cancelled && 'giftId' in each && each.giftId === orderId) ||
			sandbox.requests({ service, orderId }).some(({ processed }) => processed))
	);
}

/**
 * Compares what an execution claims with what is true in the sandbox.
 *
 * @returns one sentence for each untruth
 */
export function untruths(sandbox: Sandbox, outcomes: readonly OrderOutcome[]): string[] {
	const stoppedLater = new Set(
		outcomes.filter(({ stopped }) => stopped === true).map(({ orderId }) => orderId),
	);
	const wrong = outcomes.flatMap((result) => {
		const { orderId, outcome, stopped } = result;
		const really = isCancelled(sandbox, result);
		const claim = `${orderId} is reported as ${outcome}, stopped ${stopped}`;
		if (stopped === true && !really) return [`${claim}, but it is not cancelled`];
		// A dry run may come before the cancellation of the same order.
		return stopped === false && really && !stoppedLater.has(orderId)
			? [`${claim}, but it is cancelled`]
			: [];
	});
	const twice = sandbox.orders().filter(({ cancelCount }) => cancelCount > 1);
	return [
		...wrong,
		...twice.map(({ id, cancelCount }) => `${id} was cancelled ${cancelCount} times`),
	];
}

/** How often each outcome occurred, such as `3 cancelled, 1 tooLate`. */
export function summary(outcomes: readonly OrderOutcome[]): string {
	const counts = new Map<string, number>();
	for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
	return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

/** Everything that has to be true of an executed example. */
export function demandTruth(sandbox: Sandbox, run: IRun, example: Example): OrderOutcome[] {
	const { error } = run.data.resultData;
	demand(error === undefined, () => `the workflow stopped: ${error?.message ?? ''}`);
	const outcomes = outcomesIn(run, example);
	const wrong = [...lostOrders(run, example), ...untruths(sandbox, outcomes)];
	demand(wrong.length === 0, () => wrong.join('\n'));
	return outcomes;
}
