import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { StoredCredential } from '../../scripts/engine/credentialStore';
import type { Example } from '../../scripts/realN8n/exampleFiles';
import { packageManifest } from '../../scripts/realN8n/packPackage';
import { runInEditor } from './editorRun';
import { itemsOf } from './executions';
import type { Scene } from './scene';

/** The trigger of the workflow below. */
export const START = 'Start';

const NODE = 'Node';

/** What a node is set to. */
export type NodeSettings = Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'credentials'> &
	Partial<Pick<INode, 'onError'>>;

/** The FastPOD node, which cancels the order of each item. */
export function cancelAtFastPod(
	{ id, name, type }: Omit<StoredCredential, 'data'>,
	options: INodeParameters = {},
): NodeSettings {
	return {
		type: `${packageManifest().name}.fastPod`,
		typeVersion: 1,
		parameters: {
			operation: 'cancel',
			orderId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			options,
		},
		credentials: { [type]: { id, name } },
	};
}

/** Saves a workflow of one node, and of a trigger that gives it these items. */
export async function savePinned(
	{ rest }: Pick<Scene, 'rest'>,
	name: string,
	settings: NodeSettings,
	items: readonly IDataObject[],
): Promise<Example> {
	const start = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const saved = await rest.post('/rest/workflows', {
		name,
		active: false,
		nodes: [
			{ ...start, name: START, id: 'start', position: [0, 0] },
			{ ...settings, name: NODE, id: 'node', position: [200, 0] },
		],
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: { [START]: items.map((json) => ({ json })) },
	});
	return { file: name, workflow: saved as Example['workflow'] };
}

/** Saves such a workflow and runs it to its end; what fails goes on as an item. */
export async function runPinned(
	scene: Scene,
	name: string,
	settings: NodeSettings,
	items: readonly IDataObject[],
): Promise<INodeExecutionData[]> {
	const goingOn: NodeSettings = { ...settings, onError: 'continueRegularOutput' };
	const example = await savePinned(scene, name, goingOn, items);
	return itemsOf(await runInEditor(scene, example, START), NODE);
}
