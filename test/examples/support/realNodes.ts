import { join } from 'node:path';
import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

/** Where n8n keeps the nodes that the stand-ins stand for. */
const FILES: Readonly<Record<string, string>> = {
	aggregate: 'Transform/Aggregate/Aggregate',
	filter: 'Filter/Filter',
	if: 'If/If',
	merge: 'Merge/Merge',
	set: 'Set/Set',
	sort: 'Transform/Sort/Sort',
	splitOut: 'Transform/SplitOut/SplitOut',
	switch: 'Switch/Switch',
};

type NodeClass = new () => INodeType | IVersionedNodeType;

/**
 * n8n's own nodes instead of the stand-ins, to compare them:
 * `N8N_NODES_BASE=/path/to/node_modules/n8n-nodes-base npx jest test/examples`.
 */
export function realNodes(): Map<string, INodeType> {
	const folder = process.env.N8N_NODES_BASE;
	if (folder === undefined) return new Map();
	return new Map(
		Object.entries(FILES).map(([name, path]) => {
			const file = join(folder, 'dist/nodes', `${path}.node.js`);
			// eslint-disable-next-line @typescript-eslint/no-require-imports -- which file is known at run time only
			const [NodeType] = Object.values(require(file) as Record<string, NodeClass>);
			if (NodeType === undefined) throw new Error(`${file} has no node.`);
			return [`n8n-nodes-base.${name}`, new NodeType() as INodeType];
		}),
	);
}
