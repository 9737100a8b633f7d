import type { INode } from 'n8n-workflow';

import { isOwnNode } from '../../../scripts/engine/ownNode';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import { packageManifest, typeName } from '../../../scripts/realN8n/packPackage';

function nameIn(type: string): string {
	return type.slice(type.lastIndexOf('.') + 1);
}

/** The names of nodes from which others are reached, and of those. */
function withAncestors({ workflow }: Example, names: readonly string[]): Set<string> {
	const found = new Set(names);
	// A set goes on to what is added while it is walked through.
	for (const name of found) {
		for (const [source, kinds] of Object.entries(workflow.connections)) {
			const targets = Object.values(kinds).flat(2);
			if (targets.some((target) => target?.node === name)) found.add(source);
		}
	}
	return found;
}

/**
 * What one package of one service can do of an example: its nodes and all that leads to them.
 *
 * @param root folder of the package
 * @returns undefined if the example has none of its nodes, or another service's on the way to one
 */
export function partOf(example: Example, root: string): Example | undefined {
	const names = packageManifest(root).n8n.nodes.map(typeName);
	const { workflow } = example;
	const isOurs = (node: INode) => isOwnNode(node) && names.includes(nameIn(node.type));
	const kept = withAncestors(
		example,
		workflow.nodes.filter(isOurs).map(({ name }) => name),
	);
	const nodes = workflow.nodes.filter(({ name }) => kept.has(name));
	if (!nodes.some(isOwnNode) || nodes.some((node) => isOwnNode(node) && !isOurs(node))) {
		return undefined;
	}
	const connections = Object.entries(workflow.connections).flatMap(([source, kinds]) => {
		if (!kept.has(source)) return [];
		const outputs = Object.entries(kinds).map(([kind, targets]) => [
			kind,
			targets.map((output) => (output ?? []).filter(({ node }) => kept.has(node))),
		]);
		return [[source, Object.fromEntries(outputs)] as const];
	});
	return {
		...example,
		workflow: { ...workflow, nodes, connections: Object.fromEntries(connections) },
	};
}

/** The same workflow with the nodes of another package, as somebody has it who installed that one. */
export function asIn({ file, workflow }: Example, root: string): Example {
	const { name } = packageManifest(root);
	const nodes = workflow.nodes.map((node) =>
		isOwnNode(node) ? { ...node, type: `${name}.${nameIn(node.type)}` } : node,
	);
	return { file, workflow: { ...workflow, nodes } };
}
