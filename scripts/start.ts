import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { sandboxCredentials, startDemoSandbox } from './demo/demoSandbox';
import { Hint, ownNodes, readCredentials, readWorkflow } from './demo/readFiles';
import { orderRows, resultTable, type OrderRow } from './demo/resultTable';
import { CredentialStore, type StoredCredential } from './engine/credentialStore';
import { loadPackage, type LoadedPackage } from './engine/nodeTypes';
import { runWorkflow, type WorkflowFile } from './engine/runWorkflow';
import type { Sandbox, SandboxService } from '../sandbox';

const ROOT = resolve(__dirname, '..');
const EXAMPLE = resolve(ROOT, 'examples/cancel-orders.json');
const USAGE =
	'Usage: npm start                                     run the example on the sandbox\n' +
	'       npm start -- WORKFLOW.json --sandbox          run your workflow on the sandbox\n' +
	'       npm start -- WORKFLOW.json --credentials CREDENTIALS.json';

const SANDBOX_SERVICES: Readonly<Record<string, SandboxService>> = {
	'thanks.io': 'thanksIo',
	Snappy: 'snappy',
	FastPOD: 'fastPod',
};

interface Command {
	workflow: string;
	credentials?: string;
	sandbox: boolean;
}

function readCommand(): Command {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: { credentials: { type: 'string' }, sandbox: { type: 'boolean', default: false } },
		});
		const [workflow, ...others] = positionals;
		if (others.length > 0) throw new Hint(`One workflow at a time, please.\n${USAGE}`);
		const isExample = workflow === undefined;
		return { workflow: workflow ?? EXAMPLE, ...values, sandbox: isExample || values.sandbox };
	} catch (thrown) {
		if (thrown instanceof Hint) throw thrown;
		throw new Hint(`These arguments are not known.\n${USAGE}`);
	}
}

/** n8n would stop at the first missing credential; this names it and says where to get it. */
function checkCredentials(file: WorkflowFile, store: CredentialStore, loaded: LoadedPackage): void {
	for (const { name, type, typeVersion, credentials } of ownNodes(file)) {
		const description = loaded.nodeTypes.getByNameAndVersion(type, typeVersion).description;
		const [needed] = description.credentials ?? [];
		if (needed === undefined) continue;
		const details = credentials?.[needed.name];
		if (details === undefined || store.find(details, needed.name) === undefined) {
			throw new Hint(
				`The node '${name}' has no credential of type ${needed.name}; choose one in the node, export it with "n8n export:credentials --all --decrypted --output=credentials.json" and add --credentials credentials.json, or add --sandbox.`,
			);
		}
	}
}

/** Compares what was reported with what the sandbox knows to be true. */
function checkAgainst(sandbox: Sandbox, rows: readonly OrderRow[]): string {
	const wrong = rows.filter(({ service, orderId, stopped }) => {
		const order = sandbox.order(SANDBOX_SERVICES[service] ?? 'thanksIo', orderId);
		return order !== undefined && stopped !== null && stopped !== order.cancelled;
	});
	return wrong.length === 0
		? `The sandbox agrees with all ${rows.length} of them.`
		: `The sandbox does not agree with: ${wrong.map(({ orderId }) => orderId).join(', ')}.`;
}

async function run(command: Command, sandbox: Sandbox | undefined): Promise<number> {
	const file = await readWorkflow(command.workflow);
	const given: StoredCredential[] =
		command.credentials === undefined ? [] : await readCredentials(command.credentials);
	const loaded = await loadPackage(ROOT);
	const own = sandbox === undefined ? [] : sandboxCredentials(sandbox);
	const store = new CredentialStore(loaded.credentialTypes, [...own, ...given]);
	checkCredentials(file, store, loaded);
	const finished = await runWorkflow({ loaded, credentials: store }, file);
	const rows = orderRows(finished, ownNodes(file));
	const { error } = finished.data.resultData;
	if (rows.length > 0) console.log(resultTable(rows, process.stdout.columns ?? 120));
	if (error !== undefined)
		console.log([error.message, error.description].filter(Boolean).join('\n'));
	const stopped = rows.filter((row) => row.stopped === true).length;
	if (rows.length > 0) {
		const truth = sandbox === undefined ? '' : ` ${checkAgainst(sandbox, rows)}`;
		console.log(`${stopped} of ${rows.length} orders will not ship.${truth}`);
	}
	return error === undefined ? 0 : 1;
}

async function main(): Promise<void> {
	const command = readCommand();
	const sandbox = command.sandbox ? await startDemoSandbox() : undefined;
	try {
		process.exitCode = await run(command, sandbox);
	} finally {
		await sandbox?.close();
	}
}

main().catch((thrown: unknown) => {
	if (!(thrown instanceof Hint)) throw thrown;
	console.error(thrown.message);
	process.exitCode = 1;
});
