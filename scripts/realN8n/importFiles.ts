import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { StoredCredential } from '../engine/credentialStore';
import type { Example } from './exampleFiles';
import { temporaryFolder } from './leftovers';
import { n8nSucceeds } from './n8nCommand';
import type { N8nPlace } from './n8nEnvironment';

/** n8n reads its input from a file. */
function inputFile(content: unknown): string {
	const path = join(temporaryFolder('import'), 'input.json');
	writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
	return `--input=${path}`;
}

/** Puts credentials into an n8n, as its own command for that does. */
export async function importCredentials(
	place: N8nPlace,
	credentials: readonly StoredCredential[],
): Promise<string> {
	const args = ['import:credentials', inputFile(credentials)];
	const proof = new RegExp(`Successfully imported ${credentials.length} credential`);
	return (await n8nSucceeds(place, args, proof)).stdout;
}

/** Puts workflows into an n8n. */
export async function importWorkflows(
	place: N8nPlace,
	examples: readonly Example[],
): Promise<string> {
	const args = ['import:workflow', inputFile(examples.map(({ workflow }) => workflow))];
	const proof = new RegExp(`Successfully imported ${examples.length} workflow`);
	return (await n8nSucceeds(place, args, proof)).stdout;
}
