import type { Sandbox } from '../../../sandbox';
import type { Report } from '../report';
import type { Cluster } from './cluster';
import type { Lane } from './lanes';
import type { QueueOrder } from './orders';
import { sendOrders, type SentOrder } from './sendOrders';
import type { Database } from './servers';
import { untilOver, type OrderEnd, type StoredResults } from './storedResults';

const OVER_MS = 300_000;

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

/** Sends orders to the lane of their service, or all to one lane. */
export async function sendInto(
	{ cluster, lanes }: Scene,
	orders: readonly QueueOrder[],
	{ lane, onSent }: { lane?: Lane; onSent?: (sent: SentOrder) => void } = {},
): Promise<SentOrder[]> {
	const laneOf = ({ service }: QueueOrder) => lane ?? lanes.find((one) => one.service === service);
	return await sendOrders(cluster.main.url, orders, laneOf, onSent);
}

/** Waits until n8n has done with what was sent, and reads what has become of it. */
export async function endsOf(
	{ database, stored }: Scene,
	sent: readonly SentOrder[],
): Promise<OrderEnd[]> {
	await untilOver(database, sent, OVER_MS);
	return await stored.endsOf(sent);
}
