import type { IConnections, INode, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { sandboxCredentials } from '../../../../scripts/demo/demoSandbox';
import { packageManifest } from '../../../../scripts/realN8n/packPackage';

/** The orders in the pictures. */
export const ORDERS = {
	postcard: '42708',
	printed: '42705',
	/** One for each of the three nodes. */
	forHero: ['42701', 'G7nR4bD061', 'F237-120723-000061'],
	/** Several for one node. */
	list: ['42706', '42707', '42705', '42704'],
} as const;

/** A day that does not change: new pictures differ from old ones only where the nodes do. */
function at(time: string): { createdAt: string } {
	return { createdAt: `2026-11-20T${time}:00.000Z` };
}

/** Makes the sandbox hold the orders of the pictures, and no others. */
export function seedForPictures(sandbox: Sandbox): void {
	sandbox.reset();
	const [postcard, gift, garment] = ORDERS.forHero;
	sandbox.seed([
		{ service: 'thanksIo', id: postcard, status: 'reviewing', ...at('09:12') },
		{ service: 'thanksIo', id: '42703', status: 'delivered', ...at('10:05') },
		{ service: 'thanksIo', id: '42704', status: 'cancelled', ...at('11:48') },
		{ service: 'thanksIo', id: ORDERS.printed, status: 'processing', ...at('13:20') },
		{ service: 'thanksIo', id: '42706', status: 'reviewing', ...at('15:31') },
		{ service: 'thanksIo', id: '42707', status: 'reviewing', ...at('15:57') },
		{ service: 'thanksIo', id: ORDERS.postcard, status: 'reviewing', ...at('16:05') },
		{ service: 'snappy', id: gift, status: 'active', ...at('09:30') },
		{ service: 'fastPod', id: garment, status: 'new_order', ...at('09:40') },
	]);
}

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
const SERVICES: readonly Service[] = [
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
	sandbox: Sandbox,
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
export function threeNodes(sandbox: Sandbox, orderIds: readonly string[]): PictureWorkflow {
	const nodes = SERVICES.map((service, row) =>
		cancelNode(sandbox, service, { mode: 'id', value: orderIds[row] ?? '' }, [280, row * ROW]),
	);
	return {
		name: 'Cancel orders',
		nodes: [trigger(ROW), ...nodes],
		connections: { [TRIGGER]: to(...nodes.map(({ name }) => name)) },
	};
}

/** Several orders for one node. */
export function manyOrders(sandbox: Sandbox, orderIds: readonly string[]): PictureWorkflow {
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
		nodes: [trigger(0), source, cancelNode(sandbox, named, orderId, [440, 0])],
		connections: { [TRIGGER]: to(SOURCE), [SOURCE]: to(named.name) },
	};
}
