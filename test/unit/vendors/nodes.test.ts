import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { ORDERS, type Cancellation } from '../../samples';
import { contextWith } from '../support/context';

const load = createRequire(__filename);

/** The node of a service as n8n makes it: `nodes/FastPod/FastPod.node.ts` exports a class of that name. */
function nodeOf({ vendor }: Cancellation): INodeType {
	const name = vendor.name.charAt(0).toUpperCase() + vendor.name.slice(1);
	const file = resolve(__dirname, `../../../nodes/${name}/${name}.node.ts`);
	const Node = (load(file) as Record<string, (new () => INodeType) | undefined>)[name];
	if (Node === undefined) throw new Error(`${file} exports no ${name}.`);
	return new Node();
}

interface Run {
	output: INodeExecutionData[][];
	/** "fastPodOrdersApi: GET /v1/orders/1": with which credential, and what for. */
	requests: string[];
}

/** One item through a node, with a service that gives the same answer to everything. */
async function run(node: INodeType, samples: Cancellation, operation: string): Promise<Run> {
	const { vendor, wire, resource, idParameter } = samples;
	const requests: string[] = [];
	const parameters = { resource, operation, [idParameter]: wire.id };
	const saved: Partial<INode> = {
		name: vendor.service,
		type: vendor.name,
		typeVersion: 1,
		parameters,
	};
	const context: IExecuteFunctions = Object.assign(contextWith(parameters), {
		getInputData: () => [{ json: {} }],
		getNode: () => saved,
		continueOnFail: () => false,
		getCredentials: async () =>
			await Promise.resolve({
				[vendor.credential.keyField]: 'key-of-nobody',
				baseUrl: 'https://service.example/base',
			}),
		getContext: () => ({}),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecutionCancelSignal: () => new AbortController().signal,
		addExecutionHints: () => undefined,
		helpers: {
			httpRequestWithAuthentication: async (
				type: string,
				{ method = 'GET', url }: IHttpRequestOptions,
			) => {
				requests.push(`${type}: ${method} ${new URL(url).pathname}`);
				const body = method === 'GET' ? wire.found.cancellable : wire.confirmed;
				return await Promise.resolve({ statusCode: 200, headers: {}, body });
			},
		},
	});
	const output = await node.execute?.call(context);
	if (!Array.isArray(output)) throw new Error('The node gives no items.');
	return { output, requests };
}

describe.each(ORDERS)('the node of $vendor.service', (samples) => {
	const { vendor, wire } = samples;
	const { type } = vendor.credential;
	const node = nodeOf(samples);

	it('reads an order of its own service', async () => {
		const { output, requests } = await run(node, samples, 'get');
		expect(requests).toEqual([`${type}: GET /base${wire.lookUp.path}`]);
		expect(output).toMatchObject([
			[{ json: { service: vendor.service, orderId: wire.orderId, cancellable: true } }],
		]);
	});

	it('cancels an order of its own service', async () => {
		const { output, requests } = await run(node, samples, 'cancel');
		expect(requests).toEqual([`${type}: ${wire.cancel.method} /base${wire.cancel.path}`]);
		expect(output).toMatchObject([
			[{ json: { service: vendor.service, orderId: wire.orderId, stopped: true } }],
		]);
	});
});
