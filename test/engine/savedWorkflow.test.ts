import type { IDataObject, IRun } from 'n8n-workflow';

import { sandboxCredentials } from '../../scripts/demo/demoSandbox';
import { readWorkflow } from '../../scripts/demo/readFiles';
import { CredentialStore } from '../../scripts/engine/credentialStore';
import { outputOf, runWorkflow } from '../../scripts/engine/runWorkflow';
import {
	VERSION_1,
	VERSION_1_REQUESTS,
	VERSION_1_RESULTS,
	requestsOf,
	seedVersion1,
} from '../saved/version1';
import { builtPackage } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

const sandbox = useSandbox();

async function runSaved(): Promise<IRun> {
	const loaded = await builtPackage();
	const credentials = new CredentialStore(loaded.credentialTypes, sandboxCredentials(sandbox()));
	return await runWorkflow({ loaded, credentials }, await readWorkflow(VERSION_1));
}

function jsonOf(run: IRun, node: string): IDataObject[] {
	return outputOf(run, node).map(({ json }) => json);
}

it('a workflow that was saved with version 1 of the nodes sends and gives what it did then', async () => {
	seedVersion1(sandbox());
	const run = await runSaved();

	expect(run.data.resultData.error).toBeUndefined();
	expect(requestsOf(sandbox())).toEqual(VERSION_1_REQUESTS);
	for (const [node, expected] of Object.entries(VERSION_1_RESULTS)) {
		expect({ node, items: jsonOf(run, node) }).toEqual({
			node,
			items: [expect.objectContaining(expected)],
		});
	}
});
