import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { Fault, Sandbox } from '../../sandbox';
import type { N8nRest } from '../../scripts/realN8n/n8nRest';
import { packageManifest } from '../../scripts/realN8n/packPackage';
import { CANCELLATIONS, type Cancellation } from '../samples';

/** One account of one service, and the webhook that cancels its orders. */
export interface Lane {
	path: string;
	tenant: string;
	key: string;
	cancellation: Cancellation;
}

export const NODE = 'Cancel';
const LOOP = 'Loop Over Items';
const BATCH = 5;
const REQUEST_TIMEOUT_MS = 2_000;
const ANSWER_MS = 60_000;

/** The three nodes, each with two accounts whose orders have the same numbers. */
export function makeLanes(sandbox: Sandbox): Lane[] {
	const orders = CANCELLATIONS.filter(({ node }) => node.operation === 'cancel');
	return orders.flatMap((cancellation) =>
		['north', 'south'].map((tenant) => {
			const service = cancellation.vendor.name;
			const key = `${sandbox.keyOf(service)}-${tenant}`;
			return { path: `${service}-${tenant}`.toLowerCase(), tenant, key, cancellation };
		}),
	);
}

/** Of twenty orders one is spoiled; of these, those that may be carried out are so only after their execution at times. */
const FAULTS: ReadonlyArray<Omit<Fault, 'body'>> = [
	{ kind: 'timeoutAfter' },
	{ kind: 'timeoutBefore', delayMs: 500 },
	{ kind: 'cutBefore' },
	{ kind: 'cutAfter' },
	{ kind: 'statusBefore', status: 503 },
	{ kind: 'statusBefore', status: 502, delayMs: 4_000 },
	{ kind: 'statusAfter', status: 500 },
	{ kind: 'sameState' },
	{ kind: 'otherOrder' },
	{ kind: 'emptyBefore' },
	{ kind: 'htmlAfter' },
	{ kind: 'rateLimited', retryAfter: '1' },
	{ kind: 'cutBody' },
];

/**
 * Puts new orders of an account into the sandbox: one of ten can no longer be cancelled, one of twenty has something happen to
 * its cancel.
 *
 * @param round so that each fault gets its turn
 */
export function seedLane(sandbox: Sandbox, lane: Lane, count: number, round: number): string[] {
	const { cancellation, tenant, key } = lane;
	const { vendor, statuses, idOf, logged: operation } = cancellation;
	const service = vendor.name;
	sandbox.addKey(service, key, ['cancel', 'read'], tenant);
	const ids = Array.from({ length: count }, (_, number) => idOf(number));
	ids.forEach((orderId, number) => {
		const status = number % 10 === 9 ? statuses.late : statuses.open;
		cancellation.seed(sandbox, orderId, status, { tenant });
		if (number % 20 !== 7) return;
		const fault = FAULTS[(round + Math.floor(number / 20)) % FAULTS.length];
		if (fault !== undefined) {
			sandbox.addFault({ ...fault, body: undefined, service, tenant, operation, orderId });
		}
	});
	return ids;
}

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

function nodesOf({ path, cancellation }: Lane, credentialId: string): INode[] {
	const { nodeType, credentialType, resource, operation, idParameter } = cancellation.node;
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
		httpMethod: 'POST',
		path,
		responseMode: 'onReceived',
		options: { responseData: '={{ $execution.id }}' },
	});
	const split = { fieldToSplitOut: 'body.orders', options: { destinationFieldName: 'id' } };
	const cancel = node(NODE, `${packageManifest().name}.${nodeType}`, 1, {
		resource,
		operation,
		[idParameter]: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		options: { requestsPerMinute: 3_000, requestTimeout: REQUEST_TIMEOUT_MS },
	});
	return [
		{ ...webhook, webhookId: randomUUID() },
		node('Split Out', 'n8n-nodes-base.splitOut', 1, split),
		node(LOOP, 'n8n-nodes-base.splitInBatches', 3, { batchSize: BATCH, options: {} }),
		{
			...cancel,
			credentials: { [credentialType]: { id: credentialId, name: path } },
			onError: 'continueRegularOutput',
		},
	];
}

const to = (name: string) => ({ node: name, type: 'main' as const, index: 0 });

/** Makes credential and workflow of an account in n8n and activates it. */
export async function publishLane(rest: N8nRest, sandbox: Sandbox, lane: Lane): Promise<void> {
	const { vendor } = lane.cancellation;
	const { type, keyField } = vendor.credential;
	const data = { ...sandbox.credentialOf(vendor.name).data, [keyField]: lane.key };
	const { id } = (await rest.post('/rest/credentials', { name: lane.path, type, data })) as {
		id: string;
	};
	const workflow = {
		name: lane.path,
		nodes: nodesOf(lane, id),
		connections: {
			Webhook: { main: [[to('Split Out')]] },
			'Split Out': { main: [[to(LOOP)]] },
			[LOOP]: { main: [[], [to(NODE)]] },
			[NODE]: { main: [[to(LOOP)]] },
		},
		settings: {},
	};
	const saved = (await rest.post('/rest/workflows', workflow)) as { id: string; versionId: string };
	await rest.post(`/rest/workflows/${saved.id}/activate`, { versionId: saved.versionId });
}

/** @returns the number of the execution that cancels these orders, or null while the webhook is not there yet */
export async function send(url: string, { path }: Lane, ids: readonly string[]) {
	const response = await fetch(`${url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ orders: ids }),
		signal: AbortSignal.timeout(ANSWER_MS),
	});
	const text = await response.text();
	if (response.status === 404) return null;
	const id = /^"?(\d+)"?$/.exec(text.trim())?.[1];
	if (!response.ok || id === undefined) throw new Error(`${path}: ${response.status} ${text}`);
	return id;
}
