import { setTimeout as delay } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { StoredCredential } from '../../../scripts/engine/credentialStore';
import { startInEditor, untilOver } from '../editorRun';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import { demandTruth, summary } from '../executions';
import { packageManifest } from '../../../scripts/realN8n/packPackage';
import { demand } from '../report';
import type { Scene } from '../scene';
import { runReader } from '../storedRun';

const START = 'Start';

/** More than FastPOD ever gets at the same time: some have not been sent when the run is stopped. */
const ORDERS = Array.from({ length: 80 }, (_, index) => `F237-120723-0007${10 + index}`);
const ASKED_MS = 30_000;
/** Time in which a request would show that is sent in spite of the stop. */
const WATCHED_MS = 1_000;

/** Start, the orders, cancel. */
function stopWorkflow({ id, name, type }: StoredCredential) {
	const chain: Array<Pick<INode, 'name' | 'type' | 'typeVersion' | 'parameters'>> = [
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
		},
	];
	const nodes: INode[] = chain.map((node, index) => ({
		...node,
		id: `stop${index}`,
		position: [200 * index, 0],
		...(node.name === 'Cancel' ? { credentials: { [type]: { id, name } } } : {}),
	}));
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		name: 'Stopped on the way',
		active: false,
		nodes,
		connections: { [START]: to('Orders'), Orders: to('Cancel') },
		settings: { executionOrder: 'v1' as const },
		pinData: { [START]: [{ json: { id: ORDERS } }] },
	};
}

function cancelsOf(sandbox: Sandbox): number {
	const sent = sandbox.requests({ service: 'fastPod', operation: 'cancel' });
	return sent.filter(({ orderId }) => ORDERS.includes(orderId ?? '')).length;
}

async function untilAsked(sandbox: Sandbox): Promise<void> {
	const deadline = Date.now() + ASKED_MS;
	while (cancelsOf(sandbox) === 0) {
		demand(Date.now() < deadline, () => 'no request came');
		await delay(20);
	}
}

/** Stopped in the middle, an execution sends nothing more; the same list again ends with the truth about each order. */
export async function checkStopButton({
	report,
	rest,
	sandbox,
	installation,
	stored,
}: Scene): Promise<void> {
	await report.check(
		'stopped on the way and executed again, no order is cancelled twice',
		async () => {
			const credential = stored.find(({ id }) => id === 'sandboxFastPod');
			demand(credential !== undefined, () => 'the sandbox has no credential for it');
			sandbox.seed(ORDERS.map((id) => ({ service: 'fastPod', id, status: 'new_order' })));
			for (const orderId of ORDERS) {
				sandbox.addFault({ orderId, operation: 'cancel', kind: 'slowBody' });
			}
			const workflow = await rest.post('/rest/workflows', stopWorkflow(credential));
			const example: Example = { file: 'stop', workflow: workflow as Example['workflow'] };
			const first = await startInEditor(rest, example, START);
			await untilAsked(sandbox);
			await rest.post(`/rest/executions/${first}/stop`, {});
			const { status } = await untilOver(rest, first);
			demand(status === 'canceled', () => `the execution is '${status}'`);
			const sent = cancelsOf(sandbox);
			await delay(WATCHED_MS);
			const late = cancelsOf(sandbox) - sent;
			demand(late === 0, () => `${late} cancellations were sent after the stop`);
			demand(sent < ORDERS.length, () => 'all cancellations were sent before the stop');
			const second = await startInEditor(rest, example, START);
			const ended = await untilOver(rest, second);
			const outcomes = demandTruth(sandbox, runReader(installation)(ended.data), example);
			demand(outcomes.length === ORDERS.length, () => `${outcomes.length} results`);
			demand(
				outcomes.every(({ stopped }) => stopped === true),
				() => summary(outcomes),
			);
			return `${sent} requests before the stop; again: ${summary(outcomes)}`;
		},
	);
}
