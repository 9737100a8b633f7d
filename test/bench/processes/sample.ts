// Before anything of n8n: it says where n8n may keep its settings.
import '../../../scripts/engine/n8nFolder';
// Loaded before the clock runs that times how long our own nodes take to load.
import 'n8n-core';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject, INode, INodeType, IRun, IVersionedNodeType } from 'n8n-workflow';

import { CredentialStore, type StoredCredential } from '../../../scripts/engine/credentialStore';
import { loadPackage, type LoadedPackage } from '../../../scripts/engine/nodeTypes';
import { outputOf, runWorkflow } from '../../../scripts/engine/runWorkflow';
import { askingLoop, bareLoop, itemsOnly } from './loops';

/** One execution: Manual Trigger, then a node that gets one item per order. */
export interface Execution {
	node: INode;
	ids: string[];
	/** After the beginning of the sample. */
	startsAfterMs: number;
}

/** Executions that share a process and begin together unless they say otherwise. */
export interface Job {
	executions: Execution[];
	credential: StoredCredential;
}

/** What became of one execution. */
export interface ExecutionReport {
	ms: number;
	/** How many items ended with what: our outcomes; of other nodes `done` and `lost`. */
	outcomes: Record<string, number>;
}

/** What a sample took. */
export interface SampleReport {
	executions: ExecutionReport[];
	/** Processor time of the process, all of its threads. */
	cpuMs: number;
	/** The most memory that the process ever held (resident set). */
	peakMb: number;
	/** What is left in the heap at the end, when garbage is collected: what n8n keeps as the record of the executions. */
	keptMb: number;
}

/** Said once the process can begin. */
export interface Ready {
	/** How long n8n's loader took for our package. */
	loadMs: number;
}

const TRIGGER: INode = {
	id: '1',
	name: 'Orders',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const HTTP_REQUEST = 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js';

/** n8n's own, of the installation that this process finds n8n-core in. */
function httpRequestNode(): IVersionedNodeType {
	const load = createRequire(__filename);
	const { HttpRequest } = load(HTTP_REQUEST) as { HttpRequest: new () => IVersionedNodeType };
	return new HttpRequest();
}

function outcomeOf({ outcome, error }: IDataObject): string {
	if (typeof outcome === 'string') return outcome;
	if (error === undefined) return 'done';
	const { outcome: failed = 'lost' } = typeof error === 'object' ? (error as IDataObject) : {};
	return String(failed);
}

async function execute(
	loaded: LoadedPackage,
	{ node, ids, startsAfterMs }: Execution,
	credential: StoredCredential,
): Promise<ExecutionReport & { run: IRun }> {
	const credentials = new CredentialStore(loaded.credentialTypes, [credential]);
	const input = ids.map((id) => ({ json: { id } }));
	const connections = {
		[TRIGGER.name]: { main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
	};
	if (startsAfterMs > 0) await delay(startsAfterMs);
	const began = performance.now();
	const run = await runWorkflow(
		{ loaded, credentials },
		{ nodes: [TRIGGER, node], connections },
		{ input },
	);
	const ms = performance.now() - began;
	const { error } = run.data.resultData;
	if (error !== undefined) throw error;
	const outcomes: Record<string, number> = {};
	for (const { json } of outputOf(run, node.name)) {
		const outcome = outcomeOf(json);
		outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
	}
	return { ms, outcomes, run };
}

async function take(loaded: LoadedPackage, { executions, credential }: Job): Promise<SampleReport> {
	const before = process.cpuUsage();
	const ended = await Promise.all(
		executions.map(async (execution) => await execute(loaded, execution, credential)),
	);
	const { user, system } = process.cpuUsage(before);
	const peakMb = process.resourceUsage().maxRSS / 1024;
	globalThis.gc?.();
	const keptMb = process.memoryUsage().heapUsed / 2 ** 20;
	return {
		// After the collection, because until then the records have to be held.
		executions: ended.map(({ ms, outcomes }) => ({ ms, outcomes })),
		cpuMs: (user + system) / 1000,
		peakMb,
		keptMb,
	};
}

/** n8n's own and those of the bench, by type. */
function otherNodes(): Map<string, INodeType | IVersionedNodeType> {
	const loops = [bareLoop, askingLoop, itemsOnly];
	return new Map<string, INodeType | IVersionedNodeType>([
		['n8n-nodes-base.httpRequest', httpRequestNode()],
		...loops.map((node): [string, INodeType] => [node.description.name, node]),
	]);
}

/** @param folder where our package is installed */
async function main(folder: string): Promise<void> {
	const others = otherNodes();
	const began = performance.now();
	const loaded = await loadPackage(folder, others);
	const loadMs = performance.now() - began;
	process.on('message', (job: Job) => {
		void take(loaded, job).then((report) => process.send?.(report));
	});
	process.send?.({ loadMs } satisfies Ready);
}

void main(process.argv[2] ?? '');
