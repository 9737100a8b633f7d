import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { StoredCredential } from '../engine/credentialStore';
import type { Example } from './exampleFiles';
import { temporaryFolder } from './leftovers';
import type { N8nPlace } from './n8nEnvironment';
import { runProcess, type Ended } from './processes';

/** Starting n8n alone takes up to half a minute on a small machine, its first migration as long. */
const COMMAND_MS = 240_000;

/** Runs one of n8n's commands to its end, such as `execute`. */
export async function runN8n(place: N8nPlace, args: readonly string[]): Promise<Ended> {
	const { installation, userFolder, env } = place;
	return await runProcess(installation.node, [installation.n8nBin, ...args], {
		cwd: userFolder.folder,
		env,
		timeoutMs: COMMAND_MS,
	});
}

/** n8n reads what it imports from a file, and ends with 0 after some failures, too: only its words tell. */
async function importInto(
	place: N8nPlace,
	kind: 'credentials' | 'workflow',
	content: readonly unknown[],
): Promise<string> {
	const path = join(temporaryFolder('import'), 'input.json');
	writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
	const { stdout, lastWords } = await runN8n(place, [`import:${kind}`, `--input=${path}`]);
	const proof = `Successfully imported ${content.length} ${kind.replace(/s$/, '')}`;
	if (!stdout.includes(proof)) throw new Error(`n8n did not import: ${lastWords}`);
	return stdout;
}

/** Puts credentials into an n8n, as its own command for that does. */
export async function importCredentials(
	place: N8nPlace,
	credentials: readonly StoredCredential[],
): Promise<string> {
	return await importInto(place, 'credentials', credentials);
}

/** Puts workflows into an n8n. */
export async function importWorkflows(
	place: N8nPlace,
	examples: readonly Example[],
): Promise<string> {
	const workflows = examples.map(({ workflow }) => workflow);
	return await importInto(place, 'workflow', workflows);
}
