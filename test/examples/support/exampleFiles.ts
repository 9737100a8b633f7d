import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { INode } from 'n8n-workflow';

import type { WorkflowFile } from '../../../scripts/engine/runWorkflow';

const FOLDER = resolve(__dirname, '../../../examples');

/** An example as it is imported into n8n. */
export interface ExampleFile extends WorkflowFile {
	id: string;
	versionId: string;
	name: string;
	active: boolean;
}

/** Names of all files of `examples/`. */
export const EXAMPLES: readonly string[] = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.sort();

export function textOf(file: string): string {
	return readFileSync(join(FOLDER, file), 'utf8');
}

export function readExample(file: string): ExampleFile {
	return JSON.parse(textOf(file)) as ExampleFile;
}

export function nodeOf({ nodes }: WorkflowFile, name: string): INode {
	const node = nodes.find((candidate) => candidate.name === name);
	if (node === undefined) throw new Error(`The example has no node '${name}'.`);
	return node;
}

export function isNote({ type }: INode): boolean {
	return type === 'n8n-nodes-base.stickyNote';
}
