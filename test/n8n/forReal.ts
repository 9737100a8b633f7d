import type { INode } from 'n8n-workflow';

import type { Example } from '../../scripts/realN8n/exampleFiles';

const SET = 'n8n-nodes-base.set';

interface Assignment {
	name: string;
	value: unknown;
}

/** The same settings with the dry run turned off, in both ways in which a Set node can hold them. */
function turnedOff(node: INode): INode {
	const { jsonOutput, assignments } = node.parameters;
	const parameters = { ...node.parameters };
	if (typeof jsonOutput === 'string') {
		parameters.jsonOutput = jsonOutput.replace(/("dryRun":\s*)true/g, '$1false');
	}
	const list = (assignments as { assignments?: Assignment[] } | undefined)?.assignments;
	if (list !== undefined) {
		const changed = list.map((entry) =>
			entry.name === 'dryRun' && entry.value === true ? { ...entry, value: false } : entry,
		);
		parameters.assignments = { assignments: changed } as unknown as typeof assignments;
	}
	return { ...node, parameters };
}

/**
 * The examples that come with a dry run as their setting, with that setting turned off: as somebody does who has seen
 * that the dry run is right.
 */
export function forReal(examples: readonly Example[]): Example[] {
	return examples.flatMap((example) => {
		const { workflow } = example;
		const nodes = workflow.nodes.map((node) => (node.type === SET ? turnedOff(node) : node));
		if (JSON.stringify(nodes) === JSON.stringify(workflow.nodes)) return [];
		const changed = { ...workflow, id: `${workflow.id}ForReal`, nodes };
		return [{ file: `${example.file} (dry run off)`, workflow: changed }];
	});
}
