import type { Sandbox } from '../../sandbox';
import { runNode, type NodeOutcome, type NodeRun } from './runNode';

/** How a service of the sandbox is used through its node. */
export interface ServiceCase {
	sandboxService: 'thanksIo' | 'snappy' | 'fastPod';
	service: string;
	node: NodeRun['node'];
	keyField: 'apiToken' | 'apiKey';
	/** A valid id, different for every number from 0 up. */
	idOf(number: number): string;
	cancellable: string;
	/** A status past cancelling. */
	tooLate: string;
	/** The word that the service shows for it. */
	tooLateShown: string;
}

const ORDER = { resource: 'order', operation: 'cancel', idParameter: 'orderId' } as const;

export const SERVICES: readonly ServiceCase[] = [
	{
		sandboxService: 'thanksIo',
		service: 'thanks.io',
		node: { ...ORDER, nodeType: 'thanksIo', credentialType: 'thanksIoOrdersApi' },
		keyField: 'apiToken',
		idOf: (number) => String(42000 + number),
		cancellable: 'reviewing',
		tooLate: 'processing',
		tooLateShown: 'printing',
	},
	{
		sandboxService: 'snappy',
		service: 'Snappy',
		node: { ...ORDER, nodeType: 'snappy', credentialType: 'snappyOrdersApi' },
		keyField: 'apiKey',
		idOf: (number) => `G7nR4bD${1000 + number}`,
		cancellable: 'active',
		tooLate: 'completed',
		tooLateShown: 'completed',
	},
	{
		sandboxService: 'fastPod',
		service: 'FastPOD',
		node: { ...ORDER, nodeType: 'fastPod', credentialType: 'fastPodOrdersApi' },
		keyField: 'apiToken',
		idOf: (number) => `F237-120723-${String(number).padStart(6, '0')}`,
		cancellable: 'new_order',
		tooLate: 'in_production',
		tooLateShown: 'in_production',
	},
];

/** The credential of a service, with the sandbox's own key unless told otherwise. */
export function credentialFor(
	sandbox: Sandbox,
	{ sandboxService, keyField }: ServiceCase,
	key = sandbox.keyOf(sandboxService),
): NodeRun['credential'] {
	return { [keyField]: key, baseUrl: sandbox.baseUrlOf(sandboxService) };
}

/** Puts cancellable orders into the sandbox and gives back their ids. */
export function seedOrders(sandbox: Sandbox, service: ServiceCase, count: number): string[] {
	const ids = Array.from({ length: count }, (_, number) => service.idOf(number));
	sandbox.seed(
		ids.map((id) => ({ service: service.sandboxService, id, status: service.cancellable })),
	);
	return ids;
}

/** Runs the node of a service against the sandbox, with On Error set to continue unless told otherwise. */
export async function runAgainst(
	sandbox: Sandbox,
	service: ServiceCase,
	ids: unknown[],
	more: Partial<NodeRun> = {},
): Promise<NodeOutcome> {
	return await runNode({
		node: service.node,
		credential: credentialFor(sandbox, service),
		ids,
		settings: { onError: 'continueRegularOutput' },
		...more,
	});
}
