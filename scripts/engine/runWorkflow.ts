import './n8nFolder';
import 'reflect-metadata';
import { ExecutionLifecycleHooks, ExternalSecretsProxy, WorkflowExecute } from 'n8n-core';
import type {
	IConnections,
	IExecuteContextData,
	INode,
	INodeExecutionData,
	IPinData,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	ITaskData,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import type { CredentialStore } from './credentialStore';
import type { LoadedPackage } from './nodeTypes';

/** The part of an exported workflow that running it needs. */
export interface WorkflowFile {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
	settings?: IWorkflowSettings;
}

/** Where and how to run. */
export interface Engine {
	loaded: LoadedPackage;
	credentials: CredentialStore;
}

export interface RunOptions {
	/** Items that enter the first node; one empty item by default. */
	input?: INodeExecutionData[];
	/** Name of the first node; the one without an incoming connection by default. */
	startAt?: string;
	/** State of an earlier execution to go on from, as "Retry execution" does. */
	resume?: IRunExecutionData;
	/** Where the nodes keep what they want to remember in this execution. */
	context?: IExecuteContextData;
	/** Receives a function that does what n8n's stop button does. */
	onStart?: (stop: () => void) => void;
	/** Told whenever a node has run, with all its retries. */
	onNodeEnd?: (node: string) => void;
}

/** Nothing listens at these addresses: n8n only builds links from them. */
const BASE_URL = 'http://127.0.0.1:5678';

function notHere(what: string) {
	return async () => await Promise.reject(new Error(`${what} is not available outside n8n.`));
}

/** Runs a sub-workflow that the calling node holds itself: an execution of its own, with a memory of its own. */
function subWorkflows(engine: Engine): IWorkflowExecuteAdditionalData['executeWorkflow'] {
	return async ({ code }, _additionalData, { inputData }) => {
		if (code === undefined)
			throw new Error('A sub-workflow from the database is not available here.');
		const run = await runWorkflow(engine, code, { input: inputData });
		const { error, lastNodeExecuted = '' } = run.data.resultData;
		if (error !== undefined) throw error;
		return { executionId: '2', data: [outputOf(run, lastNodeExecuted)] };
	};
}

function additionalData(engine: Engine, workflow: WorkflowFile): IWorkflowExecuteAdditionalData {
	const { nodes, connections, name = 'workflow', settings } = workflow;
	const now = new Date();
	return {
		credentialsHelper: engine.credentials,
		executeWorkflow: subWorkflows(engine),
		getRunExecutionData: async () => await Promise.resolve(undefined),
		getRuntimeCredential: async () => await Promise.resolve(undefined),
		currentNodeExecutionIndex: 0,
		restApiUrl: `${BASE_URL}/rest`,
		instanceBaseUrl: BASE_URL,
		formBaseUrl: `${BASE_URL}/form`,
		formWaitingBaseUrl: `${BASE_URL}/form-waiting`,
		formTestBaseUrl: `${BASE_URL}/form-test`,
		webhookBaseUrl: `${BASE_URL}/webhook`,
		webhookWaitingBaseUrl: `${BASE_URL}/webhook-waiting`,
		webhookTestBaseUrl: `${BASE_URL}/webhook-test`,
		mcpBaseUrl: `${BASE_URL}/mcp`,
		mcpTestBaseUrl: `${BASE_URL}/mcp-test`,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		logAiEvent: () => undefined,
		startRunnerTask: notHere('A task runner'),
		hooks: new ExecutionLifecycleHooks('manual', '1', {
			id: '1',
			name,
			active: false,
			isArchived: false,
			createdAt: now,
			updatedAt: now,
			activeVersionId: null,
			nodes,
			connections,
			settings,
		}),
	};
}

function startNodes(workflow: Workflow, startAt: string | undefined): INode[] {
	if (startAt !== undefined) {
		const node = workflow.getNode(startAt);
		return node === null ? [] : [node];
	}
	const roots = Object.values(workflow.nodes).filter(
		({ name, disabled }) =>
			disabled !== true && workflow.getParentNodes(name, 'ALL', 1).length === 0,
	);
	return roots.filter(({ name, type }) => {
		const kinds = Object.keys(workflow.connectionsBySourceNode[name] ?? {});
		// The model and the tools of an agent have nothing before them either, but the agent starts them.
		const isPartOfAnother = kinds.length > 0 && !kinds.includes('main');
		return type !== 'n8n-nodes-base.stickyNote' && !isPartOfAnother;
	});
}

/**
 * Runs a workflow on n8n's own engine with the built nodes and real HTTP.
 *
 * @param engine loaded package and credentials
 * @param file the workflow
 * @returns n8n's record of the execution; it never throws for what happens inside a node
 */
export async function runWorkflow(
	engine: Engine,
	file: WorkflowFile,
	options: RunOptions = {},
): Promise<IRun> {
	const workflow = new Workflow({
		id: '1',
		name: file.name ?? 'workflow',
		nodes: structuredClone(file.nodes),
		connections: file.connections,
		active: false,
		nodeTypes: engine.loaded.nodeTypes,
		settings: file.settings,
	});
	const data =
		options.resume ??
		createRunExecutionData({
			resultData: { pinData: file.pinData },
			executionData: {
				contextData: options.context,
				nodeExecutionStack: startNodes(workflow, options.startAt).map((node) => ({
					node,
					data: { main: [options.input ?? [{ json: {} }]] },
					source: null,
				})),
			},
		});
	const surroundings = additionalData(engine, file);
	surroundings.hooks?.addHandler('nodeExecuteAfter', (node) => options.onNodeEnd?.(node));
	const execution = new WorkflowExecute(surroundings, 'manual', data);
	const running = execution.processRunExecutionData(workflow);
	options.onStart?.(() => running.cancel());
	return await running;
}

/** What a node put out in its last run, by output (0: success, 1: the error output). */
export function outputOf(run: IRun, node: string, output = 0): INodeExecutionData[] {
	return lastRunOf(run, node)?.data?.main?.[output] ?? [];
}

/** n8n's record of the last run of a node. */
export function lastRunOf(run: IRun, node: string): ITaskData | undefined {
	return run.data.resultData.runData[node]?.at(-1);
}
