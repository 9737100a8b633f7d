import { setTimeout as delay } from 'node:timers/promises';

import { demandNone } from '../report';
import { begunBy, inHandOf, perWorker, split, trafficText } from './accounts';
import { checkAskedOnce, checkNoneMissing, checkPace, checkTruth, checkUnsettled } from './checks';
import type { Worker } from './cluster';
import { makeOpenPostcards, makeOrders, seedOrders, type SentOrder } from './orders';
import { endsOf, secondsSince, sendInto, type Scene } from './scene';
import type { OrderEnd } from './storedResults';

/** Orders per service; thanks.io's pace would make more of them take many minutes. */
const COUNTS = { thanksIo: 90, snappy: 205, fastPod: 205 } as const;

/** The worker is killed once so many orders are cancelled and it has so many in hand. */
const CANCELLED = 120;
const IN_HAND = 10;

/** On a slow machine it may never have so many at once: then one is enough. */
const MODEST_MS = 45_000;

/** Or after this time, if it never comes to that. */
const KILL_MS = 90_000;
const POLL_MS = 200;

/** A request that was processed and not answered; the node that sent it waits no longer than this. */
const UNANSWERED_MS = 10_000;

/** More than the limit of a minute, so that two workers together are too fast. */
const UNDIVIDED = 100;

/** Whether the worker has much in hand, and a service has just cancelled an order that it will never hear of. */
function isBusy(
	{ sandbox }: Scene,
	worker: Worker,
	taken: readonly SentOrder[],
	least: number,
): boolean {
	const ids = inHandOf(worker);
	const inHand = taken.filter(({ executionId }) => ids.has(executionId));
	if (inHand.length < least) return false;
	return inHand.some(({ order }) => {
		const asked = sandbox.requests({ orderId: order.id, operation: 'cancel' });
		return asked.some(
			({ fault, at }) => fault === 'timeoutAfter' && at > Date.now() - UNANSWERED_MS,
		);
	});
}

/** @returns when it was killed; 0 if there was no sense in it any more */
async function killWhenBusy(
	scene: Scene,
	victim: Worker,
	taken: readonly SentOrder[],
	trouble: AbortSignal,
): Promise<number> {
	const since = Date.now();
	const cancelled = () => scene.sandbox.orders().filter((order) => order.cancelCount > 0).length;
	const least = () => (Date.now() - since > MODEST_MS ? 1 : IN_HAND);
	while (cancelled() < CANCELLED || !isBusy(scene, victim, taken, least())) {
		if (trouble.aborted) return 0;
		if (Date.now() - since > KILL_MS) break;
		await delay(POLL_MS);
	}
	await victim.kill();
	scene.report.note(
		`${victim.name} was killed after ${secondsSince(since)}: ${cancelled()} orders cancelled, ${inHandOf(victim).size} in its hands`,
	);
	return Date.now();
}

/** Sends all orders while a worker is killed. */
async function sendAndKill(scene: Scene, victim: Worker) {
	const orders = makeOrders(COUNTS);
	seedOrders(scene.sandbox, orders);
	const since = Date.now();
	const taken: SentOrder[] = [];
	const trouble = new AbortController();
	const sending = sendInto(scene, orders, { onSent: (one) => taken.push(one) });
	sending.catch(() => trouble.abort());
	const [sent, killedAt] = await Promise.all([
		sending.then((all) => {
			scene.report.note(
				`${all.length} orders were sent by webhook at once, and taken on within ${secondsSince(since)}`,
			);
			return all;
		}),
		killWhenBusy(scene, victim, taken, trouble.signal),
	]);
	return { since, sent, killedAt };
}

/** What n8n made of the orders that the killed worker had in hand. */
function tellRecovery({ report }: Scene, unsettled: readonly OrderEnd[], killedAt: number): void {
	for (const text of new Set(unsettled.map(({ status, complaint }) => `${status}: ${complaint}`)))
		report.note(`n8n says of them: ${text}`);
	const after = unsettled.map(({ stoppedAt }) => Math.round((stoppedAt - killedAt) / 1000));
	report.note(`it says so ${Math.min(...after)} to ${Math.max(...after)} seconds after the kill`);
}

/**
 * 500 orders, and a worker dies in the middle.
 *
 * @returns the orders of which n8n knows no result
 */
export async function killOneInTheMiddle(scene: Scene): Promise<OrderEnd[]> {
	const { report, sandbox, cluster } = scene;
	const [victim, ...others] = cluster.workers;
	if (victim === undefined) return [];
	const { since, sent, killedAt } = await sendAndKill(scene, victim);
	const ends = await endsOf(scene, sent);
	report.note(`all ${sent.length} executions had ended after ${secondsSince(since)}`);
	report.note(`requests: ${trafficText(sandbox, since)}`);
	report.note(perWorker(sandbox, cluster.workers, sent, since));
	await checkTruth(scene, 'with a worker killed in the middle', ends);
	const safe = new Set(others.flatMap((worker) => [...begunBy(worker)]));
	await checkUnsettled(scene, ends, safe);
	const { unsettled } = split(ends);
	if (unsettled.length > 0) tellRecovery(scene, unsettled, killedAt);
	await checkAskedOnce(scene, ends);
	await checkPace(scene, since);
	return unsettled;
}

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

/** Every worker takes the whole published limit for itself: what that costs. */
export async function goUndivided(scene: Scene): Promise<void> {
	const { report, sandbox, lanes } = scene;
	const orders = makeOpenPostcards(UNDIVIDED);
	seedOrders(sandbox, orders);
	const since = Date.now();
	const ends = await endsOf(scene, await sendInto(scene, orders, { lane: lanes.at(-1) }));
	report.note(`pace not divided: ${UNDIVIDED} thanks.io orders in ${secondsSince(since)}`);
	report.note(`requests: ${trafficText(sandbox, since)}`);
	await checkTruth(scene, 'with the pace not divided', ends);
	await checkNoneMissing(scene, 'with the pace not divided', ends);
}
