import type { INodeType } from 'n8n-workflow';

import { filterNode, ifNode, switchNode } from './branching';
import { mergeNode, passingNodes, removeDuplicatesNode } from './passing';
import { aggregateNode, setNode, sortNode, splitOutNode } from './shaping';

export { field, standIn } from './standIn';

/**
 * Nodes that do what n8n's own do with the settings of the example workflows, so that these run without n8n.
 *
 * For the sandbox only: who cancels real orders gets n8n's own nodes, or none.
 *
 * @returns by type; what Remove Duplicates remembers lasts as long as this
 */
export function standIns(): Map<string, INodeType> {
	const nodes = [
		ifNode,
		filterNode,
		switchNode,
		setNode,
		splitOutNode,
		aggregateNode,
		sortNode,
		mergeNode,
		removeDuplicatesNode(new Set()),
		...passingNodes,
	];
	return new Map(nodes.map((node) => [node.description.name, node]));
}
