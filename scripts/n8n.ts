import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { Hint } from './demo/readFiles';
import { DataFolder, DEFAULT_FOLDER } from './n8n/dataFolder';
import { freePortFrom, portAsWished } from './n8n/freePort';
import { installNewest } from './n8n/installNewest';
import { isStillRunning } from './n8n/isStillRunning';
import { startEditor, type Editor } from './n8n/startEditor';
import { farewell, welcome } from './n8n/words';
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
	const url = await isStillRunning(earlier);
	if (url !== null) throw new Hint(`It runs already: ${url}. Press Ctrl+C where you started it.`);
	if (!fresh) return earlier;
	DataFolder.remove(folder);
	return DataFolder.open(folder);
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
		throw new Hint(`n8n has ended by itself. Its last words:\n${lastLines(editor.log())}`);
	}
	say(farewell(data.path));
}

main()
	.then(() => process.exit(0))
	.catch((thrown: unknown) => {
		if (!(thrown instanceof Hint)) console.error(thrown);
		else console.error(thrown.message);
		process.exit(1);
	});
