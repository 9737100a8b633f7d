import type { Sandbox } from '../../../sandbox';
import type { Report } from '../report';
import type { Cluster } from './cluster';
import type { Lane } from './lanes';
import type { QueueOrder, SentOrder } from './orders';
import type { Database } from './servers';
import { untilOver, type OrderEnd, type StoredResults } from './storedResults';

const OVER_MS = 300_000;
const ANSWER_MS = 120_000;

/** Everything that the phases of the test work with. */
export interface Scene {
	report: Report;
	sandbox: Sandbox;
	database: Database;
	cluster: Cluster;
	lanes: readonly Lane[];
	stored: StoredResults;
}

/** How long ago that was. */
export function secondsSince(moment: number): string {
	return `${Math.round((Date.now() - moment) / 1000)} seconds`;
}

/** @returns the number of the execution */
async function send(url: string, { id }: QueueOrder): Promise<string> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ orderId: id }),
		signal: AbortSignal.timeout(ANSWER_MS),
	});
	const text = await response.text();
	const executionId = /^"?(\d+)"?$/.exec(text.trim())?.[1];
	if (response.ok && executionId !== undefined) return executionId;
	throw new Error(`${url} answered ${response.status} for order ${id}: ${text.slice(0, 200)}`);
}

export interface Sending {
	/** By default each order goes to the lane of its service. */
	lane?: Lane;
	/** Receives each as soon as n8n has taken it on. */
	onSent?: (sent: SentOrder) => void;
}

/** Sends every order to its webhook, one call per order, all of them at once. */
export async function sendInto(
	{ cluster, lanes }: Scene,
	orders: readonly QueueOrder[],
	{ lane, onSent }: Sending = {},
): Promise<SentOrder[]> {
	return await Promise.all(
		orders.map(async (order) => {
			const into = lane ?? lanes.find(({ service }) => service === order.service);
			const url = `${cluster.main.url}/webhook/${into?.path ?? ''}`;
			const sent = { order, executionId: await send(url, order) };
			onSent?.(sent);
			return sent;
		}),
	);
}

/** Waits until n8n has done with what was sent, and reads what has become of it. */
export async function endsOf(
	{ database, stored }: Scene,
	sent: readonly SentOrder[],
): Promise<OrderEnd[]> {
	await untilOver(database, sent, OVER_MS);
	return await stored.endsOf(sent);
}
