import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { INode, INodeCredentials } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox';
import { sandboxCredentials } from '../../../scripts/demo/demoSandbox';
import type { WorkflowFile } from '../../../scripts/engine/runWorkflow';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import type { N8nRest } from '../../../scripts/realN8n/n8nRest';
import {
	requestsOf,
	seedVersion1,
	VERSION_1,
	VERSION_1_REQUESTS,
	VERSION_1_RESULTS,
} from '../../saved/version1';
import { runInEditor } from '../editorRun';
import { itemsOf } from '../executions';
import { demand, demandNone } from '../report';
import type { Scene } from '../scene';

type CredentialIds = Readonly<Record<string, string>>;

/** Makes credentials for a sandbox. @returns their ids in this n8n, by the id in the file */
async function addCredentials(rest: N8nRest, sandbox: Sandbox): Promise<CredentialIds> {
	const ids: Array<[string, string]> = [];
	for (const { id, name, type, data } of sandboxCredentials(sandbox)) {
		const added = (await rest.post('/rest/credentials', { name, type, data })) as { id: string };
		ids.push([id, added.id]);
	}
	return Object.fromEntries(ids);
}

function withCredentials(node: INode, ids: CredentialIds): INode {
	if (node.credentials === undefined) return node;
	const credentials: INodeCredentials = {};
	for (const [type, details] of Object.entries(node.credentials)) {
		credentials[type] = { ...details, id: ids[details.id ?? ''] ?? null };
	}
	return { ...node, credentials };
}

/** A workflow that was saved with version 1 of the nodes still sends what it sent then, and gives what it gave. */
export async function checkSavedWorkflow(scene: Scene): Promise<void> {
	const { report, rest } = scene;
	await report.check('a workflow saved with version 1 of the nodes works as it did', async () => {
		const sandbox = await startSandbox();
		try {
			seedVersion1(sandbox);
			const ids = await addCredentials(rest, sandbox);
			const file = JSON.parse(readFileSync(VERSION_1, 'utf8')) as WorkflowFile;
			const nodes = file.nodes.map((node) => withCredentials(node, ids));
			const saved = await rest.post('/rest/workflows', { ...file, nodes, active: false });
			const example = { workflow: saved as Example['workflow'] };
			const run = await runInEditor(scene, example, 'Start');
			const { error } = run.data.resultData;
			demand(error === undefined, () => error?.message ?? '');
			const sent = requestsOf(sandbox);
			demand(isDeepStrictEqual(sent, VERSION_1_REQUESTS), () => `it sent\n${sent.join('\n')}`);
			const wrong = Object.entries(VERSION_1_RESULTS).flatMap(([node, expected]) => {
				const [item, ...others] = itemsOf(run, node).map(({ json }) => json);
				const alike = isDeepStrictEqual({ ...item, ...expected }, item) && others.length === 0;
				return alike ? [] : [`'${node}': ${JSON.stringify(item)} and ${others.length} more`];
			});
			demandNone(wrong);
			return `${Object.keys(VERSION_1_RESULTS).length} nodes, ${sent.length} requests`;
		} finally {
			await sandbox.close();
		}
	});
}
