import { join } from 'node:path';

import type { Sandbox } from '../../sandbox';
import { startDemoSandbox } from '../demo/demoSandbox';
import type { Example } from '../realN8n/exampleFiles';
import type { Installation } from '../realN8n/installN8n';
import { removeFolder } from '../realN8n/leftovers';
import { n8nPlace, type N8nPlace } from '../realN8n/n8nEnvironment';
import { N8nRest, type Owner } from '../realN8n/n8nRest';
import { startServer } from '../realN8n/n8nServer';
import { packPackage } from '../realN8n/packPackage';
import type { RunningProcess } from '../realN8n/processes';
import { prepareUserFolder } from '../realN8n/userFolder';
import type { DataFolder } from './dataFolder';
import { fillN8n } from './fillN8n';

/** Greets everybody who signs in, and needs an account of a model to do anything. */
const ASSISTANT = 'instance-ai';

export interface EditorOptions {
	installation: Installation;
	data: DataFolder;
	/** Where n8n listens. */
	port: number;
	/** Where the sandbox listens; 0: any free port. */
	sandboxPort: number;
	/** Receives progress. */
	say: (line: string) => void;
}

/** A running n8n with the nodes, the sandbox and the examples. */
export interface Editor {
	/** Without a slash at the end. */
	url: string;
	owner: Owner;
	sandbox: Sandbox;
	examples: readonly Example[];
	/** n8n's main process. */
	process: RunningProcess;
	/** Ends n8n and the sandbox. */
	stop(): Promise<void>;
}

function withoutAssistant(place: N8nPlace): N8nPlace {
	const { N8N_DISABLED_MODULES: others = '' } = place.env;
	const modules = [...others.split(',').filter((name) => name !== ''), ASSISTANT];
	return { ...place, env: { ...place.env, N8N_DISABLED_MODULES: modules.join(',') } };
}

/** A new n8n asks for its owner first; the one of an earlier start knows them. */
async function setUpOwner(url: string, owner: Owner): Promise<void> {
	const response = await fetch(`${url}/rest/settings`);
	const { data } = (await response.json()) as {
		data: { userManagement: { showSetupOnFirstLoad?: boolean } };
	};
	if (data.userManagement.showSetupOnFirstLoad === true) await N8nRest.setUpOwner(url, owner);
}

async function startIn(options: EditorOptions, sandbox: Sandbox): Promise<Editor> {
	const { installation, data, port, say } = options;
	// What an earlier build has left there must not stay beside the new one.
	removeFolder(join(data.path, '.n8n', 'nodes'));
	const userFolder = await prepareUserFolder(installation, await packPackage(), data.path);
	const address = { N8N_HOST: 'localhost', N8N_PORT: String(port) };
	const place = withoutAssistant(await n8nPlace(installation, userFolder, address));
	const examples = await fillN8n(place, data, sandbox, say);
	say('Starting n8n ...');
	const server = await startServer(place);
	const url = `http://localhost:${port}`;
	data.markRunning({ pid: server.pid, url });
	const stop = async () => {
		await Promise.all([server.stop(), sandbox.close()]);
		data.markRunning(undefined);
	};
	try {
		await setUpOwner(server.url, data.owner);
	} catch (thrown) {
		await stop();
		throw thrown;
	}
	return { url, owner: data.owner, sandbox, examples, process: server, stop };
}

/** Starts the sandbox with the demo orders, and an n8n with everything in it to try the nodes there. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
	const sandbox = await startDemoSandbox({ port: options.sandboxPort });
	try {
		return await startIn(options, sandbox);
	} catch (thrown) {
		await sandbox.close();
		throw thrown;
	}
}
