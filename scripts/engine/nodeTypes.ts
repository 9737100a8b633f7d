import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType, INodeTypes, IVersionedNodeType, ICredentialType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';

/** What the built package holds, loaded by n8n's own loader. */
export interface LoadedPackage {
	nodeTypes: INodeTypes;
	credentialTypes: ReadonlyMap<string, ICredentialType>;
}

function stranger(type: string, execute: INodeType['execute']): INodeType {
	return {
		description: {
			displayName: type,
			name: type,
			group: ['transform'],
			version: [1, 2, 3, 4],
			description: '',
			defaults: { name: type },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute,
	};
}

/** Passes its input on, as n8n's does. */
const manualTrigger = stranger('n8n-nodes-base.manualTrigger', async function () {
	return await Promise.resolve([this.getInputData()]);
});

/** Third-party nodes are not installed here: their place in a workflow is held by pinned data. */
function unknownNode(type: string): INodeType {
	return stranger(type, async () => {
		return await Promise.reject(
			new Error(
				`The node type ${type} is not part of this package: pin data on it, or run the workflow in n8n.`,
			),
		);
	});
}

/**
 * Loads the built package as n8n does.
 *
 * @param root folder of the package; `dist` must be built
 * @param others nodes of other packages, by type
 */
export async function loadPackage(
	root: string,
	others: ReadonlyMap<string, INodeType | IVersionedNodeType> = new Map(),
): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(root);
	await loader.loadAll();
	const prefix = `${loader.packageName}.`;
	const own = (type: string): INodeType | IVersionedNodeType | undefined =>
		type.startsWith(prefix) ? loader.nodeTypes[type.slice(prefix.length)]?.type : undefined;
	const known = new Map<string, INodeType | IVersionedNodeType>([
		[manualTrigger.description.name, manualTrigger],
		...others,
	]);
	const find = (type: string) => own(type) ?? known.get(type) ?? unknownNode(type);
	return {
		nodeTypes: {
			getByName: find,
			getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
			getKnownTypes: () => ({}),
		},
		credentialTypes: new Map(
			Object.entries(loader.credentialTypes).map(([name, { type }]) => [name, type]),
		),
	};
}
