import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { WorkflowFile } from '../../../scripts/engine/runWorkflow';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { packageManifest } from '../../../scripts/realN8n/packPackage';
import { waitUntil } from '../../../scripts/realN8n/waitUntil';
import type { Database } from './servers';

/** A webhook and the node behind it. */
export interface Lane {
	/** Last part of the webhook's address. */
	path: string;
	service: string;
	/** Name of the node that cancels. */
	nodeName: string;
	credential: { type: string; data: Record<string, string> };
	/** Option of the node; 0: the published limit. */
	requestsPerMinute: number;
}

/** A second key of the same account, with a count of its own in the sandbox. */
export const SECOND_KEY = 'sandbox-thanksio-second-token';

/** Long enough for a worker to be killed while an order has no answer. */
const REQUEST_TIMEOUT_MS = 15_000;

const PUBLISH_MS = 60_000;
const POLL_MS = 250;

/**
 * One lane per service with the published pace divided by the number of workers, and one of thanks.io that is not.
 *
 * @param workers over how many the pace is divided
 */
export function makeLanes({ baseUrlOf, keyOf }: Sandbox, workers: number): Lane[] {
	const lane = (service: string, perMinute: number, key: string, suffix = ''): Lane => ({
		path: `cancel-${service.toLowerCase()}${suffix}`,
		service,
		nodeName: `Cancel ${service}${suffix}`,
		credential: {
			type: `${service}OrdersApi`,
			data: {
				[service === 'snappy' ? 'apiKey' : 'apiToken']: key,
				baseUrl: baseUrlOf(service),
			},
		},
		requestsPerMinute: Math.floor(perMinute / workers),
	});
	return [
		lane('thanksIo', 60, keyOf('thanksIo')),
		lane('snappy', 6000, keyOf('snappy')),
		// No published limit to divide: each worker finds its pace by trying.
		lane('fastPod', 0, keyOf('fastPod')),
		lane('thanksIo', 0, SECOND_KEY, '-undivided'),
	];
}

function node(name: string, type: string, version: number, parameters: INodeParameters): INode {
	return { id: randomUUID(), name, type, typeVersion: version, position: [0, 0], parameters };
}

function webhookOf({ path }: Lane): INode {
	return {
		...node(`Webhook ${path}`, 'n8n-nodes-base.webhook', 2.1, {
			httpMethod: 'POST',
			path,
			responseMode: 'onReceived',
			// The caller learns under which number n8n keeps the result.
			options: { responseData: '={{ $execution.id }}' },
		}),
		webhookId: randomUUID(),
	};
}

function cancelNodeOf(lane: Lane, credentialId: string): INode {
	const { nodeName, service, credential, requestsPerMinute } = lane;
	return {
		...node(nodeName, `${packageManifest().name}.${service}`, 1, {
			resource: 'order',
			operation: 'cancel',
			orderId: { __rl: true, mode: 'id', value: '={{ $json.body.orderId }}' },
			options: { requestsPerMinute, requestTimeout: REQUEST_TIMEOUT_MS },
		}),
		credentials: { [credential.type]: { id: credentialId, name: nodeName } },
		onError: 'continueRegularOutput',
	};
}

/** n8n publishes in the background: the webhooks are there some seconds after it has said yes. */
async function untilPublished({ json }: Database, lanes: readonly Lane[]): Promise<void> {
	await waitUntil(
		async () => (await json('select count(*) from webhook_entity')) === lanes.length,
		{
			pollMs: POLL_MS,
			longestMs: PUBLISH_MS,
			otherwise: () => 'n8n has not published the workflow in time.',
		},
	);
}

/** Makes credentials and one workflow with all lanes, as the editor does, and publishes it. */
export async function publishLanes(
	rest: N8nRest,
	database: Database,
	lanes: readonly Lane[],
): Promise<WorkflowFile> {
	const nodes: INode[] = [];
	const connections: WorkflowFile['connections'] = {};
	for (const lane of lanes) {
		const { type, data } = lane.credential;
		const { id } = (await rest.post('/rest/credentials', { name: lane.nodeName, type, data })) as {
			id: string;
		};
		const webhook = webhookOf(lane);
		nodes.push(webhook, cancelNodeOf(lane, id));
		connections[webhook.name] = { main: [[{ node: lane.nodeName, type: 'main', index: 0 }]] };
	}
	const workflow = { name: 'One order per call', nodes, connections, settings: {} };
	const saved = (await rest.post('/rest/workflows', workflow)) as { id: string; versionId: string };
	await rest.post(`/rest/workflows/${saved.id}/activate`, { versionId: saved.versionId });
	await untilPublished(database, lanes);
	return { nodes, connections };
}
