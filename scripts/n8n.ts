import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { Hint } from './demo/readFiles';
import { DataFolder, DEFAULT_FOLDER } from './n8n/dataFolder';
import { FIRST_WORKFLOW } from './n8n/fillN8n';
import { freePortFrom, portAsWished } from './n8n/freePort';
import { installNewest } from './n8n/installNewest';
import { startEditor, type Editor } from './n8n/startEditor';
import type { Installation } from './realN8n/installN8n';
import { leaveNothingBehind } from './realN8n/leftovers';
import { lastLines } from './realN8n/processes';

const USAGE =
	'Usage: npm run n8n                      a real n8n with these nodes, the sandbox and the examples\n' +
	'       npm run n8n -- --fresh           without what you built there before\n' +
	'       npm run n8n -- --data FOLDER     keep the data somewhere else';

const N8N_PORT = 5678;
const SANDBOX_PORT = 8085;

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function readArguments() {
	try {
		const { values } = parseArgs({
			options: {
				fresh: { type: 'boolean', default: false },
				data: { type: 'string', default: DEFAULT_FOLDER },
			},
		});
		return { fresh: values.fresh, folder: resolve(values.data) };
	} catch {
		throw new Hint(`These arguments are not known.\n${USAGE}`);
	}
}

async function openFolder(): Promise<DataFolder> {
	const { fresh, folder } = readArguments();
	const earlier = DataFolder.open(folder);
	const url = await earlier.runningAt();
	if (url !== null) throw new Hint(`It runs already: ${url}. Press Ctrl+C where you started it.`);
	if (!fresh) return earlier;
	DataFolder.remove(folder);
	return DataFolder.open(folder);
}

function tilde(path: string): string {
	const home = homedir();
	return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** What somebody needs to know once the editor can be used. */
function welcome(editor: Editor, installation: Installation, folder: string): string {
	const { url, owner, sandbox, examples } = editor;
	const { n8nVersion, nodeVersion } = installation;
	const where = tilde(folder);
	const command = folder === DEFAULT_FOLDER ? 'npm run n8n --' : `npm run n8n -- --data ${where}`;
	return [
		'',
		`n8n ${n8nVersion} is running (on Node ${nodeVersion}), with the nodes, ${examples.length} example workflows and sandbox credentials.`,
		'',
		`  Open       ${url}/workflow/${FIRST_WORKFLOW}`,
		`  E-mail     ${owner.email}`,
		`  Password   ${owner.password}`,
		'',
		'Sign in, click "Execute workflow", and double-click Results to see what became of each order.',
		`The other examples: ${url}/home/workflows`,
		'',
		`The three services are played by a sandbox: ${sandbox.url}/_sandbox/orders shows what is true there.`,
		'Its credentials reach nobody else, so you can cancel all you like. Its orders are new after each start.',
		'',
		`Ctrl+C ends n8n and the sandbox. What you build is kept in ${where}`,
		`for the next start; "${command} --fresh" starts without it.`,
	].join('\n');
}

async function start(): Promise<{ data: DataFolder; editor: Editor }> {
	const data = await openFolder();
	const { N8N_PORT: wish = '' } = process.env;
	const port = wish === '' ? await freePortFrom(N8N_PORT) : await portAsWished(wish);
	const sandboxPort = await freePortFrom(SANDBOX_PORT);
	const installation = await installNewest(say);
	const editor = await startEditor({ installation, data, port, sandboxPort, say });
	say(welcome(editor, installation, data.path));
	return { data, editor };
}

async function main(): Promise<void> {
	const session: { editor?: Editor; isStopping: boolean } = { isStopping: false };
	leaveNothingBehind(() => {
		// Before n8n runs there is nothing that has to end in good order.
		if (session.editor === undefined) process.exit(130);
		if (!session.isStopping) say('\nStopping ...');
		session.isStopping = true;
		void session.editor.process.stop();
	});
	const { data, editor } = await start();
	session.editor = editor;
	await editor.process.ended;
	await editor.stop();
	if (!session.isStopping) {
		const said = lastLines(editor.process.log());
		throw new Hint(`n8n has ended by itself. Its last words:\n${said}`);
	}
	say(
		`n8n and the sandbox have ended. What you built is in ${tilde(data.path)}, for the next start.`,
	);
}

main()
	.then(() => process.exit(0))
	.catch((thrown: unknown) => {
		console.error(thrown instanceof Hint ? thrown.message : thrown);
		process.exit(1);
	});
