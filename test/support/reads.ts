import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { OrderSeed, Sandbox } from '../../sandbox';
import type { NodeOutcome, NodeRun } from './runNode';
import { runAgainst, SERVICES, type ServiceCase } from './services';

/** One of the services by its name in the sandbox. */
export function serviceCase(name: ServiceCase['sandboxService']): ServiceCase {
	const found = SERVICES.find(({ sandboxService }) => sandboxService === name);
	if (found === undefined) throw new Error(`There is no service ${name}.`);
	return found;
}

/** The same service with its node set to another operation. */
export function doing(service: ServiceCase, operation: string): ServiceCase {
	return { ...service, node: { ...service.node, operation } };
}

/** Snappy's node set to an operation on gifts. */
export function giftCase(operation: string): ServiceCase {
	const snappy = serviceCase('snappy');
	const node = { ...snappy.node, resource: 'gift', operation, idParameter: 'giftId' };
	return { ...snappy, node, idOf: (number) => `gift${100_000 + number}` };
}

/** Runs Get Many once per entry of `fields` (one item by default). */
export async function getMany(
	sandbox: Sandbox,
	service: ServiceCase,
	parameters: IDataObject,
	more: Partial<NodeRun> = {},
): Promise<NodeOutcome> {
	const ids = (more.fields ?? [{}]).map(() => '');
	return await runAgainst(sandbox, doing(service, 'getAll'), ids, { parameters, ...more });
}

/** The orders in the output, in order. */
export function idsOf(items: readonly INodeExecutionData[]): unknown[] {
	return items.map(({ json }) => json.orderId);
}

/** Orders that can be cancelled, each a minute older than the one before; gives back their ids, newest first. */
export function seedByAge(
	sandbox: Sandbox,
	service: ServiceCase,
	count: number,
	more: (number: number) => Partial<OrderSeed> = () => ({}),
): string[] {
	const newest = Date.UTC(2026, 5, 1, 12);
	const seeds = Array.from({ length: count }, (_, number) => ({
		service: service.sandboxService,
		id: service.idOf(number),
		status: service.cancellable,
		createdAt: new Date(newest - number * 60_000).toISOString(),
		...more(number),
	}));
	sandbox.seed(seeds);
	return seeds.map(({ id }) => id);
}

/** Every request below the service's base URL, in order: "GET /v1/orders?page=1&limit=25". */
export function conversation(sandbox: Sandbox, { sandboxService }: ServiceCase): string[] {
	const base = new URL(sandbox.baseUrlOf(sandboxService)).pathname;
	return sandbox.requests().map(({ method, path }) => {
		const below = path.startsWith(base) ? path.slice(base.length) : path;
		return `${method} ${decodeURIComponent(below)}`;
	});
}
