import type { IConnections, INode, INodeParameters } from 'n8n-workflow';

import { sandboxCredentials } from '../../../../scripts/demo/demoSandbox';
import type { Editor } from '../../../../scripts/n8n/startEditor';
import { N8nRest } from '../../../../scripts/realN8n/n8nRest';
import { packageManifest } from '../../../../scripts/realN8n/packPackage';

/** A workflow that is only there to be photographed. */
export interface PictureWorkflow {
	name: string;
	nodes: INode[];
	connections: IConnections;
}

interface Service {
	service: string;
	/** Name of the node in the workflow. */
	name: string;
	credential: string;
}

/** The three nodes, from top to bottom. */
export const SERVICES: readonly Service[] = [
	{ service: 'thanksIo', name: 'Cancel postcard', credential: 'thanksIoOrdersApi' },
	{ service: 'snappy', name: 'Cancel gift', credential: 'snappyOrdersApi' },
	{ service: 'fastPod', name: 'Cancel garment', credential: 'fastPodOrdersApi' },
];

/** Name of the node whose items are orders. */
export const SOURCE = 'Orders to cancel';

const ROW = 180;
const TRIGGER = "When clicking 'Execute workflow'";

function trigger(y: number): INode {
	const type = 'n8n-nodes-base.manualTrigger';
	return { id: 'trigger', name: TRIGGER, type, typeVersion: 1, position: [0, y], parameters: {} };
}

function cancelNode(
	{ sandbox }: Editor,
	{ service, name, credential }: Service,
	orderId: INodeParameters,
	position: [number, number],
): INode {
	const stored = sandboxCredentials(sandbox).find(({ type }) => type === credential);
	return {
		id: service,
		name,
		type: `${packageManifest().name}.${service}`,
		typeVersion: 1,
		position,
		parameters: { resource: 'order', operation: 'cancel', orderId: { __rl: true, ...orderId } },
		credentials: { [credential]: { id: stored?.id ?? null, name: stored?.name ?? '' } },
	};
}

function to(...nodes: string[]): IConnections[string] {
	return { main: [nodes.map((node) => ({ node, type: 'main' as const, index: 0 }))] };
}

/** One order for each of the three nodes. */
export function threeNodes(editor: Editor, orderIds: readonly string[]): PictureWorkflow {
	const nodes = SERVICES.map((service, row) =>
		cancelNode(editor, service, { mode: 'id', value: orderIds[row] ?? '' }, [280, row * ROW]),
	);
	return {
		name: 'Cancel orders',
		nodes: [trigger(ROW), ...nodes],
		connections: { [TRIGGER]: to(...nodes.map(({ name }) => name)) },
	};
}

/** Several orders for one node. */
export function manyOrders(editor: Editor, orderIds: readonly string[]): PictureWorkflow {
	const [service] = SERVICES;
	if (service === undefined) throw new Error('There is no service.');
	const orders = orderIds.map((orderId) => ({ json: { orderId } }));
	const source: INode = {
		id: 'source',
		name: SOURCE,
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [220, 0],
		parameters: { jsCode: `return ${JSON.stringify(orders)};` },
	};
	const named = { ...service, name: 'Cancel postcards' };
	const orderId = { mode: 'id', value: '={{ $json.orderId }}' };
	return {
		name: 'Cancel a list of postcards',
		nodes: [trigger(0), source, cancelNode(editor, named, orderId, [440, 0])],
		connections: { [TRIGGER]: to(SOURCE), [SOURCE]: to(named.name) },
	};
}

/** Stores a workflow in n8n. */
export async function store({ url, owner }: Editor, workflow: PictureWorkflow): Promise<string> {
	const rest = await N8nRest.signIn(url, owner);
	const { id } = (await rest.post('/rest/workflows', { ...workflow, settings: {} })) as {
		id: string;
	};
	return id;
}
