import type {
	IDataObject,
	IExecuteContextData,
	INode,
	INodeConnections,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
} from 'n8n-workflow';

import { CredentialStore, type StoredCredential } from '../../scripts/engine/credentialStore';
import { loadPackage, type LoadedPackage } from '../../scripts/engine/nodeTypes';
import { lastRunOf, outputOf, runWorkflow } from '../../scripts/engine/runWorkflow';
import { PACKAGE, readManifest } from '../package/repoFiles';
import type { Operation } from '../samples';

/** The built package, loaded once per test file. */
let loading: Promise<LoadedPackage> | undefined;

export async function builtPackage(): Promise<LoadedPackage> {
	loading ??= loadPackage(PACKAGE);
	return await loading;
}

/** A node of the package, as a workflow names it. */
export function typeOf(nodeName: string): string {
	return `${readManifest(PACKAGE).name}.${nodeName}`;
}

/** Which node runs, as whom, and on what. */
export interface NodeRun {
	node: Operation;
	credential: StoredCredential['data'];
	/** The package that it is part of; the built one by default. */
	loaded?: LoadedPackage;
	/** One input item per id; the node reads it with an expression, as people do. */
	ids: unknown[];
	/** Further fields of the input items, by position. */
	fields?: IDataObject[];
	parameters?: IDataObject;
	options?: IDataObject;
	settings?: Partial<
		Pick<INode, 'onError' | 'continueOnFail' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>
	>;
	/** Runs that share an id share a pace; by default every run has its own. */
	credentialId?: string;
	resume?: IRunExecutionData;
	/** Of the workflow; n8n's own default otherwise. */
	timezone?: string;
	/** Receives what the node keeps in the execution, also if that is stopped. */
	context?: IExecuteContextData;
	onStart?: (stop: () => void) => void;
	/** Runs of the node in the execution, as in a loop, each with all items; 1 by default. */
	passes?: number;
	/** Told at the end of each. */
	onPassEnd?: () => void;
}

/** What came out. */
export interface NodeOutcome {
	/** Output items of the success branch (the only one without "continue (using error output)"). */
	items: INodeExecutionData[];
	/** Output items of the error branch. */
	failed: INodeExecutionData[];
	/** What the node threw, if it did. */
	thrown: { message: string; description?: string | null } | undefined;
	hints: string[];
	run: IRun;
}

const NODE = 'Cancel';

let runs = 0;

function cancelNode({ node, parameters, options, settings }: NodeRun, credentialId: string): INode {
	const { nodeType, resource, operation, idParameter, credentialType } = node;
	return {
		id: '2',
		name: NODE,
		type: typeOf(nodeType),
		typeVersion: 1,
		position: [200, 0],
		parameters: {
			resource,
			operation,
			...(idParameter === ''
				? {}
				: { [idParameter]: { __rl: true, mode: 'id', value: '={{ $json.id }}' } }),
			...(options === undefined ? {} : { options }),
			...parameters,
		} as INode['parameters'],
		credentials: { [credentialType]: { id: credentialId, name: 'Sample' } },
		...settings,
	};
}

const TRIGGER: INode = {
	id: '1',
	name: 'Orders',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Runs one node of the built package in a workflow on n8n's engine. */
export async function runNode(nodeRun: NodeRun): Promise<NodeOutcome> {
	const {
		loaded = await builtPackage(),
		node,
		credential,
		ids,
		fields,
		resume,
		context,
		onStart,
		timezone,
		onPassEnd,
	} = nodeRun;
	const { credentialId = `credential-${(runs += 1)}`, passes = 1 } = nodeRun;
	const stored = { id: credentialId, name: 'Sample', type: node.credentialType, data: credential };
	const credentials = new CredentialStore(loaded.credentialTypes, [stored]);
	const input = ids.map((id, index) => ({ json: { id, ...fields?.[index] } as IDataObject }));
	const sources = Array.from({ length: passes }, (_, pass) =>
		pass === 0 ? TRIGGER : { ...TRIGGER, id: `1.${pass}`, name: `${TRIGGER.name} ${pass + 1}` },
	);
	const toNode: INodeConnections = { main: [[{ node: NODE, type: 'main', index: 0 }]] };
	const run = await runWorkflow(
		{ loaded, credentials },
		{
			nodes: [...sources, cancelNode(nodeRun, credentialId)],
			connections: Object.fromEntries(sources.map(({ name }) => [name, toNode])),
			...(timezone === undefined ? {} : { settings: { timezone } }),
		},
		{ input, resume, context, onStart, onNodeEnd: (name) => name === NODE && onPassEnd?.() },
	);
	const task = lastRunOf(run, NODE);
	return {
		items: outputOf(run, NODE),
		failed: outputOf(run, NODE, 1),
		thrown: task?.error ?? run.data.resultData.error,
		hints: (task?.hints ?? []).map(({ message }) => message),
		run,
	};
}

/** The result in an output item, whether it went well or not. */
export function resultOf(item: INodeExecutionData | undefined): IDataObject {
	const { error } = item?.json ?? {};
	return typeof error === 'object' && error !== null ? (error as IDataObject) : (item?.json ?? {});
}

/** The outcomes in output items, in order. */
export function outcomesOf(items: readonly INodeExecutionData[]): unknown[] {
	return items.map((item) => resultOf(item).outcome);
}
