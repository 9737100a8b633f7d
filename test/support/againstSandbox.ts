import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { OrderSeed, Sandbox } from '../../sandbox';
import { operationOf, type Cancellation, type NodeOperation, type VendorSamples } from '../samples';
import { runNode, type NodeOutcome, type NodeRun } from './runNode';

/** The credential of a vendor, with the sandbox's own key unless told otherwise. */
export function credentialFor(
	sandbox: Sandbox,
	{ vendor }: Pick<NodeOperation, 'vendor'>,
	key?: string,
): NodeRun['credential'] {
	const { data } = sandbox.credentialOf(vendor.name);
	return key === undefined ? data : { ...data, [vendor.credential.keyField]: key };
}

/** Runs the node of a vendor against the sandbox, with On Error set to continue unless told otherwise. */
export async function runAgainst(
	sandbox: Sandbox,
	operation: NodeOperation,
	ids: unknown[],
	more: Partial<NodeRun> = {},
): Promise<NodeOutcome> {
	return await runNode({
		node: operation.node,
		credential: credentialFor(sandbox, operation),
		ids,
		settings: { onError: 'continueRegularOutput' },
		...more,
	});
}

/** Puts things that can be stopped into the sandbox and gives back their ids. */
export function seedOpen(sandbox: Sandbox, cancellation: Cancellation, count: number): string[] {
	const ids = Array.from({ length: count }, (_, number) => cancellation.idOf(number));
	for (const id of ids) cancellation.seed(sandbox, id, cancellation.statuses.open);
	return ids;
}

/** Orders that can be cancelled, each a minute older than the one before; gives back their ids, newest first. */
export function seedByAge(
	sandbox: Sandbox,
	{ vendor, idOf, statuses }: Cancellation,
	count: number,
	more: (number: number) => Partial<OrderSeed> = () => ({}),
): string[] {
	const newest = Date.UTC(2026, 5, 1, 12);
	const seeds = Array.from({ length: count }, (_, number) => ({
		service: vendor.name,
		id: idOf(number),
		status: statuses.open,
		createdAt: new Date(newest - number * 60_000).toISOString(),
		...more(number),
	}));
	sandbox.seed(seeds);
	return seeds.map(({ id }) => id);
}

/** Requests to stop something, one thing or any. */
export function stopRequests(sandbox: Sandbox, { logged }: Cancellation, id?: string) {
	return sandbox.requests({ operation: logged, ...(id === undefined ? {} : { orderId: id }) });
}

/** How many requests to stop a thing were really carried out. */
export function timesStopped(sandbox: Sandbox, cancellation: Cancellation, id: string): number {
	return stopRequests(sandbox, cancellation, id).filter(({ processed }) => processed).length;
}

/** Every request in order, as the sandbox's log calls it: "get", "cancel". */
export function operationsSeen(sandbox: Sandbox): string[] {
	return sandbox.requests().map(({ operation }) => operation);
}

/** Every request below the vendor's base URL, in order: "GET /v1/orders?page=1&limit=25". */
export function conversation(sandbox: Sandbox, vendor: VendorSamples): string[] {
	const base = new URL(sandbox.baseUrlOf(vendor.name)).pathname;
	return sandbox.requests().map(({ method, path }) => {
		const below = path.startsWith(base) ? path.slice(base.length) : path;
		return `${method} ${decodeURIComponent(below)}`;
	});
}

/** The request that reads one thing: "GET /v1/orders/42708". */
export function lookUpOf({ wire }: Cancellation, id: string): string {
	return `${wire.lookUp.method} ${wire.lookUp.path.replace(wire.id, id)}`;
}

/** The node of a vendor, set to Get Many. */
export function listOf(vendor: VendorSamples): NodeOperation {
	return operationOf(vendor, { resource: 'order', operation: 'getAll', idParameter: null });
}

/** Runs Get Many once per entry of `fields` (one item by default). */
export async function getMany(
	sandbox: Sandbox,
	vendor: VendorSamples,
	parameters: IDataObject,
	more: Partial<NodeRun> = {},
): Promise<NodeOutcome> {
	const ids = (more.fields ?? [{}]).map(() => '');
	return await runAgainst(sandbox, listOf(vendor), ids, { parameters, ...more });
}

/** Set to Get, for the same things. */
export function reading(cancellation: Cancellation): Cancellation {
	return { ...cancellation, node: { ...cancellation.node, operation: 'get' } };
}

/** The orders in the output, in order. */
export function idsOf(items: readonly INodeExecutionData[]): unknown[] {
	return items.map(({ json }) => json.orderId);
}
