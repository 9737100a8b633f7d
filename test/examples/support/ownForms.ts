import type { INode, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { builtPackage } from '../../support/runNode';

/** The form of a node of this package; as a tool it has more fields. */
async function formOf({ type, typeVersion }: INode): Promise<INodeTypeDescription> {
	const { nodeTypes } = await builtPackage();
	const isTool = type.endsWith('Tool');
	const name = type.replace(/Tool$/, '');
	const { description } = nodeTypes.getByNameAndVersion(name, typeVersion);
	return isTool ? { ...description, name: `${description.name}Tool` } : description;
}

function unknownIn(given: unknown, known: unknown, path: string): string[] {
	if (typeof given !== 'object' || given === null || Array.isArray(given)) return [];
	return Object.entries(given).flatMap(([key, value]) => {
		const there = known as Record<string, unknown> | undefined | null;
		const at = path === '' ? key : `${path}.${key}`;
		const isKnown = typeof there === 'object' && there !== null && key in there;
		return isKnown ? unknownIn(value, there[key], at) : [at];
	});
}

/** What the editor would complain about: parameters that the form does not show, and ones that are missing or invalid. */
export async function complaintsOf(node: INode): Promise<string[]> {
	const form = await formOf(node);
	const { properties } = form;
	const shown = NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, form);
	const issues = NodeHelpers.getNodeParametersIssues(properties, node, form);
	const missing = Object.values(issues?.parameters ?? {}).flat();
	return [...unknownIn(node.parameters, shown, ''), ...missing];
}
