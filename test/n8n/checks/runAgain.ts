import { setTimeout as delay } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { Example } from '../../../scripts/realN8n/exampleFiles';
import { waitUntil } from '../../../scripts/realN8n/waitUntil';
import { startInEditor, untilOver } from '../editorRun';
import { demandTruth, summary } from '../executions';
import { cancelAtFastPod, savePinned, START } from '../pinnedWorkflow';
import { demand } from '../report';
import type { Scene } from '../scene';

/** Saves a workflow that cancels these orders at FastPOD. */
async function saveOrders(
	scene: Scene,
	name: string,
	ids: readonly string[],
	options: INodeParameters = {},
): Promise<Example> {
	const credential = scene.stored.find((candidate) => candidate.id === 'sandboxFastPod');
	if (credential === undefined) throw new Error('There is no credential for FastPOD.');
	const items = ids.map((id) => ({ id }));
	return await savePinned(scene, name, cancelAtFastPod(credential, options), items);
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
		const example = await saveOrders(scene, 'Failed once', FEW);
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
/** An answer that drips in holds its order for so long; longer than it takes to stop the first execution. */
const TIMEOUT_MS = 5_000;
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
			const example = await saveOrders(scene, 'Stopped on the way', MANY, {
				requestTimeout: TIMEOUT_MS,
			});
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
