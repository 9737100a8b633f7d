import type { INode, IPinData, IRun } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { runInEditor } from '../editorRun';
import {
	startScriptedModel,
	type ModelRequest,
	type ScriptedModel,
	type ToolCall,
} from '../modelOnLoopback';
import { demand } from '../report';
import { exampleNamed, type Scene } from '../scene';

const FILE = 'ai-agent-with-review.json';
const MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
const ORDER = '44009';

const PROPOSAL = { reply: 'A person is asked now.', orderId: ORDER, reason: 'typo' };

/** Reads, tries, and proposes; on the way it tries to turn the dry run off. */
const SCRIPT: readonly ToolCall[] = [
	{ tool: 'Get_Order', args: { Order_ID: ORDER } },
	{ tool: 'Get_Many_Orders', args: {} },
	{ tool: 'Try_to_Cancel', args: { Order_ID: ORDER, dryRun: false, options: { dryRun: false } } },
	{ tool: 'format_final_json_response', args: { output: PROPOSAL } },
];

async function addModelCredential(rest: N8nRest, { url }: ScriptedModel) {
	const name = 'Scripted model';
	const credential = { name, type: 'openAiApi', data: { apiKey: 'none', url } };
	const { id } = (await rest.post('/rest/credentials', credential)) as { id: string };
	return { id, name };
}

/** The example with a model that can be reached, and a person who says yes. */
function withModel(example: Example, credential: { id: string; name: string }): Example {
	const { workflow } = example;
	const useModel = (node: INode): INode =>
		node.type === MODEL
			? {
					...node,
					credentials: { openAiApi: credential },
					// The older of OpenAI's two interfaces is the one that the scripted model speaks.
					parameters: { ...node.parameters, responsesApiEnabled: false },
				}
			: node;
	const pinned = Object.entries(workflow.pinData ?? {}).filter(([name]) => name !== 'AI Agent');
	const yes = [{ json: { data: { approved: true } } }];
	const pinData: IPinData = { ...Object.fromEntries(pinned), 'Ask for a Yes': yes };
	return { ...example, workflow: { ...workflow, nodes: workflow.nodes.map(useModel), pinData } };
}

/** What the tools told the model, in order. */
function toolAnswers(requests: readonly ModelRequest[]): string[] {
	const messages = requests.at(-1)?.messages ?? [];
	return messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
}

/** What a model is asked to fill in for each tool of this package. */
function fieldsOf([request]: readonly ModelRequest[]): string {
	const tools = (request?.tools ?? []).map((tool) => tool.function);
	const own = tools.filter(({ name }) => SCRIPT.slice(0, 3).some((call) => call.tool === name));
	return own
		.map(({ name, parameters }) => {
			const { properties = {} } = parameters as { properties?: object };
			return `${name}(${Object.keys(properties).join(', ')})`;
		})
		.sort()
		.join(' ');
}

/** The model could give an order's ID and nothing else, and what it tried changed nothing. */
function demandOnlyLooked({ requests }: ScriptedModel): string {
	const fields = fieldsOf(requests);
	demand(
		fields === 'Get_Many_Orders() Get_Order(Order_ID) Try_to_Cancel(Order_ID)',
		() => `the model may fill in: ${fields}`,
	);
	const [read = '', list = '', tried = ''] = toolAnswers(requests);
	demand(read.includes('"cancellable":true'), () => `Get Order told the model: ${read}`);
	demand(list.includes(ORDER), () => `Get Many Orders told the model: ${list}`);
	demand(tried.includes('"outcome":"cancellable"'), () => `Try to Cancel told it: ${tried}`);
	return fields;
}

function demandCancelledByYes(sandbox: Sandbox, { data }: IRun): void {
	const { error, runData } = data.resultData;
	demand(error === undefined, () => error?.message ?? '');
	const sent = sandbox.requests({ operation: 'cancel', orderId: ORDER }).length;
	const cancelled = sandbox.order('thanksIo', ORDER)?.cancelled ?? false;
	const arrived = runData['Cancel the Order'] !== undefined;
	demand(cancelled && sent === 1 && arrived, () => `cancelled: ${cancelled}, requests: ${sent}`);
}

/** An agent with a scripted model uses the nodes as tools: it can look and try, and only a person's yes cancels. */
export async function checkAgentExample(scene: Scene): Promise<void> {
	const { report, rest, sandbox } = scene;
	await report.check(`${FILE} with a model: its tools look, a person's yes cancels`, async () => {
		sandbox.seed([{ service: 'thanksIo', id: ORDER, status: 'reviewing' }]);
		const model = await startScriptedModel(SCRIPT);
		try {
			const played = withModel(exampleNamed(scene, FILE), await addModelCredential(rest, model));
			const run = await runInEditor(scene, played, 'Chat');
			demandCancelledByYes(sandbox, run);
			return demandOnlyLooked(model);
		} finally {
			await model.close();
		}
	});
}
