import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INode } from 'n8n-workflow';

import type { StoredCredential } from '../engine/credentialStore';
import type { WorkflowFile } from '../engine/runWorkflow';
import { ROOT } from './packPackage';

/** A workflow as it is imported. */
export interface Example {
	file: string;
	workflow: WorkflowFile & { id: string; versionId: string; name: string };
}

type Content = WorkflowFile & { id?: string; versionId?: string };

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
