import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, resolve } from 'node:path';

import type { CancellationSamples, ReferenceSamples, VendorSamples } from './vendorSamples';

export type * from './vendorSamples';
export { RECIPIENT } from './form';

const load = createRequire(__filename);

/** Every node in `nodes/` has a file with its samples here, named as its folder. */
function samplesOf(nodeFile: string): VendorSamples {
	const name = basename(dirname(nodeFile));
	const file = resolve(__dirname, `${name}.ts`);
	if (!existsSync(file)) {
		throw new Error(`nodes/${nodeFile} has no samples: describe it in test/samples/${name}.ts.`);
	}
	return (load(file) as { samples: VendorSamples }).samples;
}

/** All vendors that have a node; some have a trigger beside it. */
export const VENDORS: readonly VendorSamples[] = readdirSync(resolve(__dirname, '../../nodes'), {
	encoding: 'utf8',
	recursive: true,
})
	.filter((path) => path.endsWith('.node.ts') && !path.endsWith('Trigger.node.ts'))
	.sort()
	.map(samplesOf);

/** The credentials that a vendor's node takes. */
export function credentialTypesOf({ credential, oAuth2 }: VendorSamples): string[] {
	return [credential.type, ...(oAuth2 === undefined ? [] : [oAuth2.type])];
}

/** An operation of a vendor's node, as a workflow names it. */
export interface Operation {
	nodeType: string;
	credentialType: string;
	resource: string;
	operation: string;
	/** '' if it takes no id. */
	idParameter: string;
}

/** What a node does for a vendor. */
export interface NodeOperation {
	vendor: VendorSamples;
	node: Operation;
}

/** One way of stopping something. */
export type Cancellation = CancellationSamples & NodeOperation;

/** The node of a vendor, set to an operation. */
export function operationOf(
	vendor: VendorSamples,
	{
		resource,
		operation,
		idParameter,
	}: { resource: string; operation: string; idParameter: string | null },
): NodeOperation {
	const { name: nodeType, credential } = vendor;
	const node = {
		nodeType,
		credentialType: credential.type,
		resource,
		operation,
		idParameter: idParameter ?? '',
	};
	return { vendor, node };
}

/** Everything that can be stopped, of every vendor. */
export const CANCELLATIONS: readonly Cancellation[] = VENDORS.flatMap((vendor) =>
	vendor.cancellations.map((samples) => ({ ...samples, ...operationOf(vendor, samples) })),
);

/** How what is stopped is found by what its customer calls it; null: only by its id. */
export function referencesOf({ resource, vendor }: Cancellation): ReferenceSamples | null {
	return resource === 'order' ? vendor.orders.references : null;
}

/** The orders of every vendor. */
export const ORDERS: readonly Cancellation[] = CANCELLATIONS.filter(
	({ resource }) => resource === 'order',
);

/** The same things, stopped by an operation that reads them first to find out how. */
export const READ_FIRST: readonly Cancellation[] = CANCELLATIONS.flatMap((samples) => {
	const { alsoBy, label, node } = samples;
	if (alsoBy === undefined) return [];
	return [{ ...samples, label: `${label}, by ${alsoBy}`, node: { ...node, operation: alsoBy } }];
});

/** Orders that people know by a name of their own. */
export const NAMED: ReadonlyArray<Cancellation & { references: ReferenceSamples }> = ORDERS.flatMap(
	(order) => {
		const references = referencesOf(order);
		return references === null ? [] : [{ ...order, references }];
	},
);

/** For tests of what one vendor alone has. */
export function cancellationOf(
	name: string,
	resource = 'order',
	operation = 'cancel',
): Cancellation {
	const found = CANCELLATIONS.find(
		({ node }) =>
			node.nodeType === name && node.resource === resource && node.operation === operation,
	);
	if (found === undefined)
		throw new Error(`There are no samples of ${name} ${resource} ${operation}.`);
	return found;
}

/** Whether the form of an operation has this option. */
export function hasOption({ vendor, node }: NodeOperation, name: string): boolean {
	const { form } =
		vendor.operations.find(
			({ resource, operation }) => resource === node.resource && operation === node.operation,
		) ?? {};
	return name in (form?.options?.fields ?? {});
}
