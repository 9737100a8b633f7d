import { resolve } from 'node:path';

import type { INode, INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';
import { CredentialStore, type StoredCredential } from '../engine/credentialStore';
import { loadPackage, type LoadedPackage } from '../engine/nodeTypes';
import { runWorkflow, type WorkflowFile } from '../engine/runWorkflow';
import { standIns } from '../engine/standIns';
import { sandboxCredentials, signedInCredentials, startDemoSandbox } from './demoSandbox';
import { Hint, ownNodes, readCredentials, readWorkflows } from './readFiles';
import { orderRows, resultTable, type OrderRow } from './resultTable';
import { triggerOf, whatHappenedInstead } from './withoutOrders';

const ROOT = resolve(__dirname, '../..');

/** The workflow that runs when none is named. */
export const EXAMPLE = resolve(ROOT, 'examples/cancel-orders.json');

/** What to run, and as whom. */
export interface Command {
	/** Path of the workflow file. */
	workflow: string;
	/** Path of a file with decrypted credentials. */
	credentials?: string;
	/** Whether to start the sandbox and use its credentials. */
	sandbox: boolean;
	/** Width of the table in characters. */
	columns: number;
}

/** What to print, and how to leave. */
export interface Ending {
	text: string;
	exitCode: number;
}

/** The parameters of a node as n8n sees them; a workflow leaves out what is at its default. */
function withDefaults(
	{ parameters }: INode,
	{ properties }: INodeTypeDescription,
): INodeParameters {
	const defaults = properties.map(({ name, default: value }) => [name, value]);
	return { ...Object.fromEntries(defaults), ...parameters } as INodeParameters;
}

/**
 * Gives a node a credential that is there: its own, or else the sandbox's; a workflow from elsewhere names others, or none.
 * n8n would stop at the first missing one; this names it and says where to get it.
 */
function withCredential(
	node: INode,
	loaded: LoadedPackage,
	store: CredentialStore,
	ofSandbox: readonly StoredCredential[],
): INode {
	const { name, type, typeVersion, credentials } = node;
	const { description } = loaded.nodeTypes.getByNameAndVersion(type, typeVersion);
	const needed = description.credentials?.find((each) =>
		NodeHelpers.displayParameter(withDefaults(node, description), each, node, description),
	);
	if (needed === undefined) return node;
	const details = credentials?.[needed.name];
	if (details !== undefined && store.find(details, needed.name) !== undefined) return node;
	const standIn = ofSandbox.find((credential) => credential.type === needed.name);
	if (standIn === undefined) {
		throw new Hint(
			`The node '${name}' has no credential of type ${needed.name}; choose one in the node, export it with "n8n export:credentials --all --decrypted --output=credentials.json" and add --credentials credentials.json, or add --sandbox.`,
		);
	}
	const { id, name: standInName } = standIn;
	return { ...node, credentials: { ...credentials, [needed.name]: { id, name: standInName } } };
}

/** Of several workflows in a file one runs; the others must not seem to have run, too. */
function notRun(others: readonly WorkflowFile[]): string[] {
	if (others.length === 0) return [];
	const names = others.map(({ name = 'without a name' }) => name).join(', ');
	return [`Only the first workflow of the file ran. For the others save each as a file: ${names}.`];
}

/** Compares what was reported with what the sandbox knows to be true. */
function checkAgainst(sandbox: Sandbox, rows: readonly OrderRow[]): string {
	const called = new Map(
		sandbox.services.map((service) => [sandbox.credentialOf(service).name, service]),
	);
	const wrong = rows.filter(({ service, orderId, stopped }) => {
		const order = sandbox.order(called.get(service) ?? service, orderId);
		return order !== undefined && stopped !== null && stopped !== order.cancelled;
	});
	return wrong.length === 0
		? `The sandbox agrees with all ${rows.length} of them.`
		: `The sandbox does not agree with: ${wrong.map(({ orderId }) => orderId).join(', ')}.`;
}

/** n8n refuses a workflow in which a required field is blank, and names the node and the field. */
function asHint(thrown: unknown): never {
	const isIncomplete =
		thrown instanceof Error && thrown.constructor.name === 'WorkflowHasIssuesError';
	throw isIncomplete ? new Hint(`${thrown.message}\nFill it in, and start again.`) : thrown;
}

async function runIn(command: Command, sandbox: Sandbox | undefined): Promise<Ending> {
	const [found, ...others] = await readWorkflows(command.workflow);
	const given: StoredCredential[] =
		command.credentials === undefined ? [] : await readCredentials(command.credentials);
	const loaded = await loadPackage(ROOT, sandbox === undefined ? undefined : standIns());
	const ofSandbox =
		sandbox === undefined ? [] : [...sandboxCredentials(sandbox), ...signedInCredentials(sandbox)];
	const store = new CredentialStore(loaded.credentialTypes, [...ofSandbox, ...given]);
	const own = ownNodes(found);
	const nodes = found.nodes.map((node) =>
		own.includes(node) ? withCredential(node, loaded, store, ofSandbox) : node,
	);
	const file = { ...found, nodes };
	const startAt = triggerOf(file);
	const finished = await runWorkflow({ loaded, credentials: store }, file, { startAt }).catch(
		asHint,
	);
	const rows = orderRows(finished, ownNodes(file));
	const { error } = finished.data.resultData;
	const lines =
		rows.length > 0 ? [resultTable(rows, command.columns)] : whatHappenedInstead(finished);
	if (error !== undefined) lines.push(error.message, error.description ?? '');
	if (rows.length > 0) {
		const stopped = rows.filter((row) => row.stopped === true).length;
		const truth = sandbox === undefined ? '' : ` ${checkAgainst(sandbox, rows)}`;
		lines.push(`${stopped} of ${rows.length} orders will not ship.${truth}`);
	}
	lines.push(...notRun(others));
	return {
		text: lines.filter((line) => line !== '').join('\n'),
		exitCode: error === undefined ? 0 : 1,
	};
}

/**
 * Runs a workflow file on n8n's engine with the built nodes.
 *
 * @returns the table of its orders, or n8n's message if a node stopped the run
 * @throws Hint where the person at the terminal can put something right
 */
export async function runFile(command: Command): Promise<Ending> {
	const sandbox = command.sandbox ? await startDemoSandbox() : undefined;
	try {
		return await runIn(command, sandbox);
	} finally {
		await sandbox?.close();
	}
}
