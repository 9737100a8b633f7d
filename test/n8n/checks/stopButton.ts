import { setTimeout as delay } from 'node:timers/promises';

import type { Sandbox } from '../../../sandbox';
import { waitUntil } from '../../../scripts/realN8n/waitUntil';
import { startInEditor, untilOver } from '../editorRun';
import { demandTruth, summary } from '../executions';
import { saveOrdersWorkflow, START } from '../ordersWorkflow';
import { demand } from '../report';
import type { Scene } from '../scene';

/** More than FastPOD ever gets at the same time: some have not been sent when the run is stopped. */
const ORDERS = Array.from({ length: 80 }, (_, index) => `F237-120723-0007${10 + index}`);
const ASKED_MS = 30_000;
/** Time in which a request would show that is sent in spite of the stop. */
const WATCHED_MS = 1_000;

function cancelsOf(sandbox: Sandbox): number {
	const sent = sandbox.requests({ service: 'fastPod', operation: 'cancel' });
	return sent.filter(({ orderId }) => ORDERS.includes(orderId ?? '')).length;
}

/** Stopped in the middle, an execution sends nothing more; the same list again ends with the truth about each order. */
export async function checkStopButton(scene: Scene): Promise<void> {
	const { report, rest, sandbox, read } = scene;
	await report.check(
		'stopped on the way and executed again, no order is cancelled twice',
		async () => {
			sandbox.seed(ORDERS.map((id) => ({ service: 'fastPod', id, status: 'new_order' })));
			for (const orderId of ORDERS) {
				sandbox.addFault({ orderId, operation: 'cancel', kind: 'slowBody' });
			}
			const example = await saveOrdersWorkflow(scene, 'Stopped on the way', ORDERS);
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
			demand(sent < ORDERS.length, () => 'all cancellations were sent before the stop');
			const second = await startInEditor(scene, example, START);
			const ended = await untilOver(scene, second);
			const outcomes = demandTruth(sandbox, read(ended.data), example);
			demand(outcomes.length === ORDERS.length, () => `${outcomes.length} results`);
			demand(
				outcomes.every(({ stopped }) => stopped === true),
				() => summary(outcomes),
			);
			return `${sent} requests before the stop; again: ${summary(outcomes)}`;
		},
	);
}
