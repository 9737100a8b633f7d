import type { INode } from 'n8n-workflow';

import type { StoredCredential } from '../../scripts/engine/credentialStore';
import type { Example } from '../../scripts/realN8n/exampleFiles';
import { packageManifest } from '../../scripts/realN8n/packPackage';
import type { Scene } from './scene';

/** The trigger of the workflow below. */
export const START = 'Start';

function nodesFor({ id, name, type }: StoredCredential): INode[] {
	const chain: Array<Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters' | 'credentials'>> =
		[
			{ name: START, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
			{
				name: 'Orders',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'id', options: {} },
			},
			{
				name: 'Cancel',
				type: `${packageManifest().name}.fastPod`,
				typeVersion: 1,
				parameters: {
					operation: 'cancel',
					orderId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					options: {},
				},
				credentials: { [type]: { id, name } },
			},
		];
	return chain.map((node, index) => ({ ...node, id: `node${index}`, position: [200 * index, 0] }));
}

/** Saves a workflow that cancels these orders at FastPOD: Start, Orders, Cancel. */
export async function saveOrdersWorkflow(
	{ rest, stored }: Scene,
	name: string,
	ids: readonly string[],
): Promise<Example> {
	const credential = stored.find((candidate) => candidate.id === 'sandboxFastPod');
	if (credential === undefined) throw new Error('There is no credential for FastPOD.');
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const saved = await rest.post('/rest/workflows', {
		name,
		active: false,
		nodes: nodesFor(credential),
		connections: { [START]: to('Orders'), Orders: to('Cancel') },
		settings: { executionOrder: 'v1' },
		pinData: { [START]: [{ json: { id: ids } }] },
	});
	return { file: name, workflow: saved as Example['workflow'] };
}
