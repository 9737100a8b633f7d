import type { IDataObject, INode } from 'n8n-workflow';

import { offerTool } from '../support/agentTool';
import { nodeOf, readExample } from './support/exampleFiles';
import { useExamples } from './support/useExamples';

const FILE = 'ai-agent-with-review.json';
const YES = { 'Ask for a Yes': [{ data: { approved: true } }] };
const FROM_MODEL = /\$fromAI\(/;

const { play, cancelled, sandbox } = useExamples({ file: FILE, start: 'Chat' });

function proposal(orderId: string) {
	return { 'AI Agent': [{ output: { reply: 'I asked.', orderId, reason: 'typo' } }] };
}

function tools(): INode[] {
	return readExample(FILE).nodes.filter(({ type }) => type.endsWith('.thanksIoTool'));
}

/** Calls the tool as the agent does: the model gives the order ID, the workflow everything else. */
async function callTool(name: string, orderId: string, changed: object = {}) {
	const { parameters, onError } = nodeOf(readExample(FILE), name);
	const options = { ...(parameters.options as object), ...changed };
	const { answers, parameters: given } = await offerTool({
		node: {
			nodeType: 'thanksIo',
			resource: 'order',
			operation: String(parameters.operation),
			idParameter: 'orderId',
			credentialType: 'thanksIoOrdersApi',
		},
		credential: { apiToken: sandbox().keyOf('thanksIo'), baseUrl: sandbox().baseUrlOf('thanksIo') },
		parameters: { ...parameters, options } as IDataObject,
		calls: [{ Order_ID: orderId }],
		onError,
	});
	expect(given).toEqual(['Order_ID']);
	const [result] = JSON.parse(answers[0] ?? '[]') as IDataObject[];
	return result;
}

describe('examples/ai-agent-with-review.json', () => {
	it('the model gives the order ID and nothing else', () => {
		for (const { name, parameters } of tools()) {
			const { orderId, ...others } = parameters;
			expect(JSON.stringify(others)).not.toMatch(FROM_MODEL);
			if (name !== 'Get Many Orders') expect(JSON.stringify(orderId)).toMatch(FROM_MODEL);
		}
	});

	it('the tool of the agent cancels nothing, whatever the model says', async () => {
		const result = await callTool('Try to Cancel', '44001');

		expect(cancelled()).toEqual([]);
		expect(result).toMatchObject({ outcome: 'cancellable', stopped: false });
	});

	it('reads an order for the agent', async () => {
		expect(await callTool('Get Order', '44001')).toMatchObject({
			orderId: '44001',
			status: 'Reviewing',
			cancellable: true,
		});
	});

	it('with Dry Run turned off, its other guards still hold', async () => {
		sandbox().seed([{ service: 'thanksIo', id: '44002', status: 'paused' }]);

		const held = await callTool('Try to Cancel', '44002', { dryRun: false });
		const stopped = await callTool('Try to Cancel', '44001', { dryRun: false });

		expect(cancelled()).toEqual(['44001']);
		expect(held).toMatchObject({ error: { outcome: 'rejected', stopped: false } });
		expect(stopped).toMatchObject({ outcome: 'cancelled', stopped: true });
	});

	it('as downloaded, the pinned answer is no: nothing is cancelled', async () => {
		const { told } = await play({});

		expect(cancelled()).toEqual([]);
		expect(told.at(-1)?.text).toContain('nobody said yes to order 44001');
	});

	it('a person reads what the user wrote, and only their yes cancels', async () => {
		const { told } = await play({ answers: YES });

		expect(told[0]?.message).toContain('Cancel thanks.io order 44001?\nReason given: typo');
		expect(told[0]?.message).toContain('The postcard of order 44001 has a typo');
		expect(cancelled()).toEqual(['44001']);
		expect(told.at(-1)?.text).toContain('Stopped: thanks.io confirmed');
	});

	it('an agent that proposes nothing only answers', async () => {
		const { told, out } = await play({ answers: YES, pin: proposal(' ') });

		expect(told).toEqual([]);
		expect(cancelled()).toEqual([]);
		expect(out('Only an Answer')).toMatchObject([{ output: 'I asked.' }]);
	});

	it('an order ID that the agent made up cancels nothing', async () => {
		const { told } = await play({ answers: YES, pin: proposal('all of them') });

		expect(cancelled()).toEqual([]);
		expect(told.at(-1)?.text).toMatch(/^Not stopped: .*is not a thanks\.io ID/);
	});
});
