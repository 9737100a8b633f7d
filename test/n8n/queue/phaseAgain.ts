import { trafficText } from './accounts';
import { checkNoneMissing, checkTruth } from './checks';
import { demandNone } from '../report';
import { endsOf, secondsSince, sendInto, type Scene } from './scene';
import type { OrderEnd } from './storedResults';

/** Tells what n8n's own "Retry" does with an execution whose worker died; nothing depends on it. */
async function tryRetry({ report, cluster }: Scene, { executionId }: OrderEnd): Promise<void> {
	try {
		const path = `/rest/executions/${executionId}/retry`;
		const { status, data } = (await cluster.rest.post(path, {})) as {
			status: string;
			data: { resultData: { runData: object } };
		};
		const nodes = Object.keys(data.resultData.runData).length;
		report.note(`n8n's own Retry of one of them: ${status}, ${nodes} nodes ran`);
	} catch (thrown) {
		const text = thrown instanceof Error ? thrown.message : String(thrown);
		report.note(`n8n's own Retry of one of them: ${text}`);
	}
}

/**
 * The worker comes back, and the shop sends again what has no result.
 *
 * @param unsettled orders of which n8n knows no result
 */
export async function sendAgain(scene: Scene, unsettled: readonly OrderEnd[]): Promise<void> {
	const { report, sandbox, cluster } = scene;
	const [first] = unsettled;
	if (first === undefined) return;
	const start = Date.now();
	await cluster.workers[0]?.startAgain();
	report.note(`the killed worker is back after ${secondsSince(start)}`);
	await tryRetry(scene, first);
	const cancelledBefore = new Set(
		sandbox.orders().flatMap(({ cancelled, id }) => (cancelled ? [id] : [])),
	);
	const since = Date.now();
	const orders = unsettled.map(({ order }) => order);
	const ends = await endsOf(scene, await sendInto(scene, orders));
	report.note(`${ends.length} orders were sent again and done after ${secondsSince(since)}`);
	report.note(`requests: ${trafficText(sandbox, since)}`);
	await checkTruth(scene, 'sent again', ends, ['alreadyCancelled']);
	await checkNoneMissing(scene, 'sent again', ends);
	await report.check('what the killed worker had cancelled is alreadyCancelled now', async () => {
		const earlier = ends.filter(({ order }) => cancelledBefore.has(order.id));
		const wrong = earlier.filter(({ result }) => result?.outcome !== 'alreadyCancelled');
		demandNone(wrong.map(({ order, result }) => `${order.id}: ${result?.outcome ?? 'nothing'}`));
		return await Promise.resolve(`${earlier.length} orders`);
	});
}
