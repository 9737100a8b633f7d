import { setTimeout as delay } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { StoredCredential } from '../../../scripts/engine/credentialStore';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import { packageManifest } from '../../../scripts/realN8n/packPackage';
import { waitUntil } from '../../../scripts/realN8n/waitUntil';
import { startInEditor, untilOver } from '../editorRun';
import { demandTruth, summary } from '../executions';
import { demand } from '../report';
import type { Scene } from '../scene';

/** The trigger of the workflow below. */
const START = 'Start';

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
async function saveOrdersWorkflow(
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

const FEW = Array.from({ length: 6 }, (_, index) => `F237-120723-00080${index}`);

/** The fate of this one is not known after the first execution. */
const UNCLEAR = 'F237-120723-000803';

/** What the service was asked for an order, such as `cancel get cancel`. */
function asked(sandbox: Sandbox, orderId: string): string {
	const requests = sandbox.requests({ service: 'fastPod', orderId });
	return requests.map(({ operation }) => operation).join(' ');
}

/** "Retry" on a failed execution goes on from what n8n has stored of it: settled orders are not sent again. */
export async function checkRetryExecution(scene: Scene): Promise<void> {
	const { report, rest, sandbox, read } = scene;
	await report.check('Retry of a failed execution sends only what is not settled', async () => {
		sandbox.seed(FEW.map((id) => ({ service: 'fastPod', id, status: 'new_order' })));
		const location = 'https://login.example.com/';
		sandbox.addFault({ orderId: UNCLEAR, operation: 'cancel', kind: 'redirect', location });
		const example = await saveOrdersWorkflow(scene, 'Failed once', FEW);
		const first = await untilOver(scene, await startInEditor(scene, example, START));
		demand(first.status === 'error', () => `the first execution is '${first.status}'`);
		const { id } = first;
		const before = asked(sandbox, UNCLEAR);
		demand(before === 'cancel', () => `it was asked for before the retry: ${before}`);
		const retried = (await rest.post(`/rest/executions/${id}/retry`, { loadWorkflow: false })) as {
			id: string;
		};
		const ended = await untilOver(scene, retried.id);
		const outcomes = demandTruth(sandbox, read(ended.data), example);
		demand(
			outcomes.length === FEW.length && outcomes.every(({ stopped }) => stopped === true),
			() => `${ended.status}: ${summary(outcomes)}`,
		);
		const requests = FEW.map((orderId) => asked(sandbox, orderId));
		const unclear = FEW.indexOf(UNCLEAR);
		const settled = requests.filter((_, index) => index !== unclear);
		demand(
			settled.every((list) => list === 'cancel') && requests[unclear] === 'cancel get cancel',
			() => `requests: ${requests.join('; ')}`,
		);
		return `${summary(outcomes)}; the unclear one: ${requests[unclear] ?? ''}`;
	});
}

/** More than FastPOD ever gets at the same time: some have not been sent when the run is stopped. */
const MANY = Array.from({ length: 80 }, (_, index) => `F237-120723-0007${10 + index}`);
const ASKED_MS = 30_000;
/** Time in which a request would show that is sent in spite of the stop. */
const WATCHED_MS = 1_000;

function cancelsOf(sandbox: Sandbox): number {
	const sent = sandbox.requests({ service: 'fastPod', operation: 'cancel' });
	return sent.filter(({ orderId }) => MANY.includes(orderId ?? '')).length;
}

/** Stopped in the middle, an execution sends nothing more; the same list again ends with the truth about each order. */
export async function checkStopButton(scene: Scene): Promise<void> {
	const { report, rest, sandbox, read } = scene;
	await report.check(
		'stopped on the way and executed again, no order is cancelled twice',
		async () => {
			sandbox.seed(MANY.map((id) => ({ service: 'fastPod', id, status: 'new_order' })));
			for (const orderId of MANY) {
				sandbox.addFault({ orderId, operation: 'cancel', kind: 'slowBody' });
			}
			const example = await saveOrdersWorkflow(scene, 'Stopped on the way', MANY);
			const first = await startInEditor(scene, example, START);
			const otherwise = () => 'no request came';
			const patience = { pollMs: 20, longestMs: ASKED_MS, otherwise };
			await waitUntil(() => cancelsOf(sandbox) > 0, patience);
			await rest.post(`/rest/executions/${first}/stop`, {});
			const { status } = await untilOver(scene, first);
			demand(status === 'canceled', () => `the execution is '${status}'`);
			const sent = cancelsOf(sandbox);
			await delay(WATCHED_MS);
			const late = cancelsOf(sandbox) - sent;
			demand(late === 0, () => `${late} cancellations were sent after the stop`);
			demand(sent < MANY.length, () => 'all cancellations were sent before the stop');
			const second = await startInEditor(scene, example, START);
			const ended = await untilOver(scene, second);
			const outcomes = demandTruth(sandbox, read(ended.data), example);
			demand(outcomes.length === MANY.length, () => `${outcomes.length} results`);
			demand(
				outcomes.every(({ stopped }) => stopped === true),
				() => summary(outcomes),
			);
			return `${sent} requests before the stop; again: ${summary(outcomes)}`;
		},
	);
}
