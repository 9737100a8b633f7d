import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';

import type { StoredCredential } from '../../scripts/engine/credentialStore';
import { isOwnNode } from '../../scripts/engine/ownNode';
import type { WorkflowFile } from '../../scripts/engine/runWorkflow';
import type { Example } from '../../scripts/realN8n/exampleFiles';
import type { Installation } from '../../scripts/realN8n/installN8n';

/** n8n's own nodes that talk to nobody outside of n8n, and need no credential. */
const LOCAL_NODES = new Set(
	[
		'manualTrigger',
		'stickyNote',
		'noOp',
		'code',
		'set',
		'if',
		'switch',
		'filter',
		'merge',
		'splitInBatches',
		'splitOut',
		'aggregate',
		'summarize',
		'limit',
		'sort',
		'removeDuplicates',
		'renameKeys',
		'compareDatasets',
		'dateTime',
		'crypto',
		'html',
		'markdown',
		'xml',
		'convertToFile',
		'extractFromFile',
		'executeWorkflow',
		'stopAndError',
		'wait',
		'debugHelper',
	].map((name) => `n8n-nodes-base.${name}`),
);

const TRIGGER = 'n8n-nodes-base.manualTrigger';

const SET = 'n8n-nodes-base.set';

/** n8n starts a workflow that has both at this one. */
const SUB_WORKFLOW_TRIGGER = 'n8n-nodes-base.executeWorkflowTrigger';

/** The types of all nodes that n8n brings with it. */
export function builtInTypes({ folder }: Installation): ReadonlySet<string> {
	const names = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'].flatMap((name) => {
		const path = join(folder, 'node_modules', name, 'dist', 'known', 'nodes.json');
		const known = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
		return Object.keys(known).map((type) => `${name}.${type}`);
	});
	return new Set(names);
}

function listed(nodes: readonly INode[]): string {
	return nodes.map(({ name }) => `'${name}'`).join(', ');
}

/** Nodes of the workflow that are in neither this package nor this n8n. */
export function unknownNodes({ workflow }: Example, builtIn: ReadonlySet<string>): INode[] {
	return workflow.nodes.filter((node) => !isOwnNode(node) && !builtIn.has(node.type));
}

/** The nodes that run when the workflow is started by hand; those of other triggers stay still. */
function reachable({ nodes, connections }: WorkflowFile): INode[] {
	const names = new Set(nodes.filter(({ type }) => type === TRIGGER).map(({ name }) => name));
	// A set goes on to what is added while it is walked through.
	for (const name of names) {
		const outputs = Object.values(connections[name] ?? {}).flat();
		for (const { node } of outputs.flatMap((targets) => targets ?? [])) names.add(node);
	}
	return nodes.filter(({ name, disabled }) => names.has(name) && disabled !== true);
}

/** Why `n8n execute` cannot run an example on the sandbox alone; null: it can. */
export function whyNotExecuted(
	{ workflow }: Example,
	stored: readonly StoredCredential[],
): string | null {
	if (workflow.nodes.some(({ type }) => type === SUB_WORKFLOW_TRIGGER)) {
		return 'it is called by another workflow';
	}
	const nodes = reachable(workflow);
	if (nodes.length === 0) return 'it does not start by hand';
	const foreign = nodes.filter((node) => !isOwnNode(node) && !LOCAL_NODES.has(node.type));
	if (foreign.length > 0) return `it needs what is not here: ${listed(foreign)}`;
	const ours = new Set(stored.map(({ type }) => type));
	const keyed = nodes.filter(({ credentials = {} }) =>
		Object.keys(credentials).some((type) => !ours.has(type)),
	);
	if (keyed.length > 0) return `it needs credentials of others: ${listed(keyed)}`;
	return nodes.some(isOwnNode) ? null : 'it has no node of this package';
}

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
