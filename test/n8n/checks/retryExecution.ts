import type { Sandbox } from '../../../sandbox';
import { startInEditor, untilOver } from '../editorRun';
import { demandTruth, summary } from '../executions';
import { saveOrdersWorkflow, START } from '../ordersWorkflow';
import { demand } from '../report';
import type { Scene } from '../scene';

const ORDERS = Array.from({ length: 6 }, (_, index) => `F237-120723-00080${index}`);

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
		sandbox.seed(ORDERS.map((id) => ({ service: 'fastPod', id, status: 'new_order' })));
		const location = 'https://login.example.com/';
		sandbox.addFault({ orderId: UNCLEAR, operation: 'cancel', kind: 'redirect', location });
		const example = await saveOrdersWorkflow(scene, 'Failed once', ORDERS);
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
			outcomes.length === ORDERS.length && outcomes.every(({ stopped }) => stopped === true),
			() => `${ended.status}: ${summary(outcomes)}`,
		);
		const requests = ORDERS.map((orderId) => asked(sandbox, orderId));
		const unclear = ORDERS.indexOf(UNCLEAR);
		const settled = requests.filter((_, index) => index !== unclear);
		demand(
			settled.every((list) => list === 'cancel') && requests[unclear] === 'cancel get cancel',
			() => `requests: ${requests.join('; ')}`,
		);
		return `${summary(outcomes)}; the unclear one: ${requests[unclear] ?? ''}`;
	});
}
