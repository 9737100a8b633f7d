import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';

import { CredentialStore } from '../../scripts/engine/credentialStore';
import { outputOf, runWorkflow, type WorkflowFile } from '../../scripts/engine/runWorkflow';
import { builtPackage, type NodeRun, typeOf } from './runNode';

/** How an agent calls its tool: by itself, or by asking n8n's engine to run the node, as agents of today do. */
export type Way = 'direct' | 'engine';

/** A node of ours as the tool of an agent. */
export interface ToolCase {
	node: NodeRun['node'];
	credential: NodeRun['credential'];
	/** What the builder set in the node; everything else is left at its default. */
	parameters?: IDataObject;
	onError?: INode['onError'];
	/** What the model gives, once per call. */
	calls?: IDataObject[];
	way?: Way;
}

/** What the model sees of the tool, and what came of its calls. */
export interface ToolOutcome {
	name: string;
	description: string;
	/** Names of the parameters that the model can set. */
	parameters: string[];
	/** What the model gets back, per call. */
	answers: string[];
	run: IRun;
}

/** The part of LangChain's tool that is used here. */
interface LangChainTool {
	name: string;
	description: string;
	schema: { shape: Record<string, unknown> };
	invoke(args: IDataObject): Promise<string>;
}

const AGENT = 'test.agent';
const TOOL = 'Stop it';

let tools = 0;

/** n8n offers every node that is usable as a tool a second time, under its name with "Tool", without a main input. */
function asTool(type: INodeType): INodeType {
	const description = {
		...type.description,
		name: `${type.description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return Object.create(type, { description: { value: description } }) as INodeType;
}

function requestFor(calls: readonly IDataObject[]): EngineRequest {
	const actions = calls.map((input, index) => ({
		actionType: 'ExecutionNodeAction' as const,
		nodeName: TOOL,
		input,
		type: NodeConnectionTypes.AiTool,
		id: `call-${index}`,
		metadata: { itemIndex: 0 },
	}));
	return { actions, metadata: {} };
}

function answersIn({ actionResponses }: EngineResponse): string[] {
	return actionResponses.map(({ data }) =>
		JSON.stringify(data.data?.ai_tool?.[0]?.map(({ json }) => json) ?? data.error?.message),
	);
}

/** What a tool throws is told to the model too. */
async function answerOf(tool: LangChainTool, args: IDataObject): Promise<string> {
	try {
		return await tool.invoke(args);
	} catch (thrown) {
		return thrown instanceof Error ? thrown.message : String(thrown);
	}
}

/** An agent that makes the given calls, whatever it is told, and puts out what it saw. */
function agent({ calls = [], way = 'direct' }: ToolCase): INodeType {
	async function execute(
		this: IExecuteFunctions,
		response?: EngineResponse,
	): Promise<INodeExecutionData[][] | EngineRequest> {
		const connected = await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0);
		const [tool] = connected as LangChainTool[];
		if (tool === undefined) throw new Error('The agent has no tool.');
		const answers = response === undefined ? [] : answersIn(response);
		if (way === 'engine' && answers.length < calls.length) return requestFor(calls);
		if (way === 'direct') for (const args of calls) answers.push(await answerOf(tool, args));
		const { name, description, schema } = tool;
		const json = { name, description, parameters: Object.keys(schema.shape), answers };
		return [[{ json }]];
	}
	return {
		description: {
			displayName: 'Agent',
			name: 'agent',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Agent' },
			inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute,
	};
}

function withTools(own: INodeTypes, agentType: INodeType): INodeTypes {
	return {
		...own,
		getByNameAndVersion(type, version) {
			if (type === AGENT) return NodeHelpers.getVersionedNodeType(agentType, version);
			if (!type.endsWith('Tool')) return own.getByNameAndVersion(type, version);
			return asTool(own.getByNameAndVersion(type.replace(/Tool$/, ''), version));
		},
	};
}

function workflowFor({ node, parameters, onError }: ToolCase, credentialId: string): WorkflowFile {
	const at = (name: string, type: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const { nodeType, resource, operation, credentialType } = node;
	return {
		nodes: [
			at('Chat', 'n8n-nodes-base.manualTrigger'),
			at('Agent', AGENT),
			at(TOOL, typeOf(`${nodeType}Tool`), {
				parameters: { resource, operation, ...parameters } as INode['parameters'],
				credentials: { [credentialType]: { id: credentialId, name: 'Tool' } },
				...(onError === undefined ? {} : { onError }),
			}),
		],
		connections: {
			Chat: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			[TOOL]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** Runs an agent with the built node as its tool, as n8n puts them together. */
export async function offerTool(toolCase: ToolCase): Promise<ToolOutcome> {
	const loaded = await builtPackage();
	const id = `tool-${(tools += 1)}`;
	const { credentialType: type } = toolCase.node;
	const stored = { id, name: 'Tool', type, data: toolCase.credential };
	const run = await runWorkflow(
		{
			loaded: { ...loaded, nodeTypes: withTools(loaded.nodeTypes, agent(toolCase)) },
			credentials: new CredentialStore(loaded.credentialTypes, [stored]),
		},
		workflowFor(toolCase, id),
		{ startAt: 'Chat' },
	);
	const [seen] = outputOf(run, 'Agent');
	if (seen === undefined) throw run.data.resultData.error ?? new Error('The agent said nothing.');
	return { ...(seen.json as unknown as Omit<ToolOutcome, 'run'>), run };
}
