import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INode } from 'n8n-workflow';

import type { WorkflowFile } from '../engine/runWorkflow';
import type { StoredCredential } from '../engine/credentialStore';
import type { Installation } from './installN8n';
import { packageManifest, ROOT } from './packPackage';

/** A workflow as it is imported. */
export interface Example {
	file: string;
	workflow: WorkflowFile & { id: string; versionId: string; name: string };
}

type Content = WorkflowFile & { id?: string; versionId?: string };

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

/** n8n starts a workflow that has both at this one. */
const SUB_WORKFLOW_TRIGGER = 'n8n-nodes-base.executeWorkflowTrigger';

/** Whether a node is one of this package. */
export function isOwnNode({ type }: Pick<INode, 'type'>): boolean {
	return type.startsWith(`${packageManifest().name}.`);
}

/** An exported workflow may name a credential that is not in the sandbox's list; one of its type stands in. */
function withSandboxCredentials(node: INode, stored: readonly StoredCredential[]): INode {
	if (node.credentials === undefined) return node;
	const entries = Object.entries(node.credentials).map(([type, details]) => {
		const ofType = stored.filter((credential) => credential.type === type);
		const known = ofType.find(({ id }) => id === details.id) ?? ofType[0];
		return [type, known === undefined ? details : { id: known.id, name: known.name }] as const;
	});
	return { ...node, credentials: Object.fromEntries(entries) };
}

function toExample(file: string, content: Content, stored: readonly StoredCredential[]): Example {
	const name = basename(file, '.json');
	const nodes = content.nodes.map((node) => withSandboxCredentials(node, stored));
	// n8n imports nothing without an id and a version id; a workflow that was downloaded may lack them.
	const { id = name, versionId = randomUUID() } = content;
	return { file, workflow: { ...content, name: content.name ?? name, id, versionId, nodes } };
}

/** Reads the example workflows of the package. */
export function readExamples(stored: readonly StoredCredential[]): Example[] {
	const folder = join(ROOT, 'examples');
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return files.sort().flatMap((file) => {
		const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Content | Content[];
		return [content].flat().map((workflow) => toExample(file, workflow, stored));
	});
}

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
