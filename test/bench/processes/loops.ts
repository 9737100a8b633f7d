import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

/** As many as our nodes have under way at most. */
const AT_ONCE = 64;

const CREDENTIAL = 'fastPodOrdersApi';

function field(name: string): INodeProperties {
	return { displayName: name, name, type: 'string', default: '' };
}

function nodeOf(name: string, execute: INodeType['execute']): INodeType {
	return {
		description: {
			displayName: name,
			name: `bench.${name}`,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: ['orderId', 'method', 'before', 'after'].map(field),
		},
		execute,
	};
}

/**
 * The least that cancelling orders through n8n's request helper can cost: the requests, 64 at a time, and nothing else.
 *
 * @param prepare gives the id of an item
 */
function loopOver(
	prepare: (context: IExecuteFunctions, item: INodeExecutionData, index: number) => Promise<string>,
): INodeType['execute'] {
	return async function () {
		const method = this.getNodeParameter('method', 0) as IHttpRequestMethods;
		const before = this.getNodeParameter('before', 0) as string;
		const after = this.getNodeParameter('after', 0) as string;
		const results: INodeExecutionData[] = [];
		const items = this.getInputData().entries();
		const work = async () => {
			for (const [index, item] of items) {
				const id = encodeURIComponent(await prepare(this, item, index));
				const request = { method, url: `${before}${id}${after}`, json: true };
				const send = this.helpers.httpRequestWithAuthentication;
				const body: unknown = await send.call(this, CREDENTIAL, request);
				results[index] = { json: body as IDataObject, pairedItem: { item: index } };
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
		return [results];
	};
}

/** Takes the ids from the items, and leaves the credential to the helper. */
export const bareLoop = nodeOf(
	'bareLoop',
	loopOver(async (_context, { json }) => await Promise.resolve(String(json.id))),
);

/** Does for each item what a node has to do whose fields may be expressions: evaluates the id and opens the credential. */
export const askingLoop = nodeOf(
	'askingLoop',
	loopOver(async (context, _item, index) => {
		await context.getCredentials(CREDENTIAL, index);
		return context.getNodeParameter('orderId', index) as string;
	}),
);

/** Puts out items like those of our nodes, without asking anybody: what the items themselves take. */
export const itemsOnly = nodeOf('itemsOnly', async function () {
	const results = this.getInputData().map(({ json }, item): INodeExecutionData => ({
		json: {
			orderId: String(json.id),
			service: 'FastPOD',
			outcome: 'cancelled',
			stopped: true,
			retryable: false,
			status: 'cancelled',
			cancelledAt: new Date(1_700_000_000_000 + item).toISOString(),
			message: `FastPOD cancelled order ${String(json.id)}.`,
			nextStep: '',
			attempts: 1,
		},
		pairedItem: { item },
	}));
	return await Promise.resolve([results]);
});
