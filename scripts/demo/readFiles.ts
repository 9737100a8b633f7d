import { readFile } from 'node:fs/promises';
import type { INode } from 'n8n-workflow';

import type { StoredCredential } from '../engine/credentialStore';
import { isOwnNode } from '../engine/ownNode';
import type { WorkflowFile } from '../engine/runWorkflow';

/** Something the person at the terminal can put right: one sentence, no stack. */
export class Hint extends Error {}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readJson(path: string): Promise<unknown> {
	let content: string;
	try {
		content = await readFile(path, 'utf8');
	} catch {
		throw new Hint(`There is no readable file ${path}; check the path.`);
	}
	try {
		return JSON.parse(content) as unknown;
	} catch {
		throw new Hint(`${path} is not JSON; export it from n8n once more.`);
	}
}

/** The nodes of this package in a workflow. */
export function ownNodes({ nodes }: WorkflowFile): INode[] {
	return nodes.filter((node) => isOwnNode(node) && node.disabled !== true);
}

/**
 * Reads a workflow as n8n exports it.
 *
 * @throws Hint if it is none, or has no node of this package
 */
export async function readWorkflow(path: string): Promise<WorkflowFile> {
	const content = await readJson(path);
	const workflow: unknown = Array.isArray(content) ? content[0] : content;
	if (!isRecord(workflow) || !Array.isArray(workflow.nodes) || !isRecord(workflow.connections)) {
		throw new Hint(`${path} is no n8n workflow; download one from the menu of the n8n editor.`);
	}
	const file = workflow as WorkflowFile & Record<string, unknown>;
	if (ownNodes(file).length === 0) {
		throw new Hint(`${path} has no node of this package; add one, such as thanks.io.`);
	}
	return file;
}

function isCredential(value: unknown): value is StoredCredential {
	return isRecord(value) && typeof value.type === 'string' && isRecord(value.data);
}

/**
 * Reads credentials as `n8n export:credentials --decrypted` writes them: a list, or a single one.
 *
 * @throws Hint if it is no such file, or the credentials in it are encrypted
 */
export async function readCredentials(path: string): Promise<StoredCredential[]> {
	const entries = [await readJson(path)].flat();
	if (entries.length === 0 || !entries.every(isCredential)) {
		throw new Hint(
			`${path} holds no decrypted n8n credentials; write it with: n8n export:credentials --all --decrypted --output=${path}`,
		);
	}
	return entries;
}
