import { homedir } from 'node:os';

import type { Installation } from '../realN8n/installN8n';
import { DEFAULT_FOLDER } from './dataFolder';
import { FIRST_WORKFLOW } from './fillN8n';
import type { Editor } from './startEditor';

function tilde(path: string): string {
	const home = homedir();
	return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** The command that starts on the same folder. */
function command(folder: string): string {
	return folder === DEFAULT_FOLDER ? 'npm run n8n --' : `npm run n8n -- --data ${tilde(folder)}`;
}

/** What somebody needs to know once the editor can be used. */
export function welcome(editor: Editor, installation: Installation, folder: string): string {
	const { url, owner, sandbox, examples } = editor;
	const { n8nVersion, nodeVersion } = installation;
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
		`Ctrl+C ends n8n and the sandbox. What you build is kept in ${tilde(folder)}`,
		`for the next start; "${command(folder)} --fresh" starts without it.`,
	].join('\n');
}

/** Said when all has ended. */
export function farewell(folder: string): string {
	return `n8n and the sandbox have ended. What you built is in ${tilde(folder)}, for the next start.`;
}
