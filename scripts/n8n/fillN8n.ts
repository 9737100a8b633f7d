import type { Sandbox } from '../../sandbox';
import { sandboxCredentials } from '../demo/demoSandbox';
import { readExamples, type Example } from '../realN8n/exampleFiles';
import { importCredentials, importWorkflows } from '../realN8n/n8nCommand';
import type { N8nPlace } from '../realN8n/n8nEnvironment';
import type { DataFolder } from './dataFolder';

/** The workflow that a newcomer opens first. */
export const FIRST_WORKFLOW = 'cancelOrdersQuickStart';

const CREDENTIALS = 'credentials';

function rank({ workflow }: Example): number {
	return workflow.id === FIRST_WORKFLOW ? 1 : 0;
}

/**
 * Puts the sandbox's credentials and the example workflows into n8n. What was put there before is left alone, also if
 * somebody has changed it since; a new version of an example replaces the old one.
 *
 * @returns the examples
 */
export async function fillN8n(
	place: N8nPlace,
	data: DataFolder,
	sandbox: Sandbox,
	say: (line: string) => void,
): Promise<Example[]> {
	// A new node gets the credential that came last, so the ones that work have to come after the odd ones.
	const credentials = sandboxCredentials(sandbox).reverse();
	const examples = readExamples(credentials);
	// What came last is at the top of n8n's list.
	const fresh = examples
		.filter(({ file, workflow }) => data.isNew(file, { ...workflow, versionId: null }))
		.sort((a, b) => rank(a) - rank(b));
	if (data.isNew(CREDENTIALS, credentials)) {
		say('Adding the credentials of the sandbox ...');
		await importCredentials(place, credentials);
		data.markImported(CREDENTIALS, credentials);
	}
	if (fresh.length > 0) {
		say(`Adding ${fresh.length} example workflow${fresh.length === 1 ? '' : 's'} ...`);
		await importWorkflows(place, fresh);
		// The version id of a file that has none is made up anew each time.
		for (const { file, workflow } of fresh)
			data.markImported(file, { ...workflow, versionId: null });
	}
	return examples;
}
