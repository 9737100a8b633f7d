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

/** Editors on Windows save UTF-16 or put a byte order mark first; the decoder takes the mark off. */
function textIn(bytes: Buffer): string {
	const mark = bytes.subarray(0, 2).toString('hex');
	const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
	return new TextDecoder(encoding).decode(bytes);
}

async function readJson(path: string): Promise<unknown> {
	let bytes: Buffer;
	try {
		bytes = await readFile(path);
	} catch {
		throw new Hint(`There is no readable file ${path}; check the path.`);
	}
	try {
		return JSON.parse(textIn(bytes)) as unknown;
	} catch {
		throw new Hint(`${path} is not JSON; export it from n8n once more.`);
	}
}

/** The nodes of this package in a workflow. */
export function ownNodes({ nodes }: WorkflowFile): INode[] {
	return nodes.filter((node) => isOwnNode(node) && node.disabled !== true);
}

function isWorkflow(value: unknown): value is WorkflowFile & Record<string, unknown> {
	return isRecord(value) && Array.isArray(value.nodes) && isRecord(value.connections);
}

/** Where n8n's command line, its API and its template library put workflows. */
function workflowsIn(content: unknown): WorkflowFile[] {
	if (Array.isArray(content)) return content.flatMap(workflowsIn);
	if (isWorkflow(content)) return [content];
	return isRecord(content) ? workflowsIn(content.data ?? content.workflow ?? []) : [];
}

/**
 * Reads workflows as n8n exports them: one, or a list.
 *
 * @returns those that have nodes of this package
 * @throws Hint if there is none
 */
export async function readWorkflows(
	path: string,
): Promise<[first: WorkflowFile, ...others: WorkflowFile[]]> {
	const workflows = workflowsIn(await readJson(path));
	if (workflows.length === 0) {
		throw new Hint(`${path} is no n8n workflow; download one from the menu of the n8n editor.`);
	}
	const [first, ...others] = workflows.filter((workflow) => ownNodes(workflow).length > 0);
	if (first !== undefined) return [first, ...others];
	const isSwitchedOff = workflows.some(({ nodes }) => nodes.some(isOwnNode));
	throw new Hint(
		isSwitchedOff
			? `The nodes of this package in ${path} are deactivated; activate one in the n8n editor.`
			: `${path} has no node of this package; add one, such as thanks.io.`,
	);
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
