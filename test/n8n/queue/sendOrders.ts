import type { Lane } from './lanes';
import type { QueueOrder } from './orders';

const ANSWER_MS = 120_000;

/** An order and the execution that n8n made of it. */
export interface SentOrder {
	order: QueueOrder;
	executionId: string;
}

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

/**
 * Sends every order to its webhook, one call per order, all of them at once.
 *
 * @param laneOf the webhook for an order
 * @param onSent receives each as soon as n8n has taken it on
 */
export async function sendOrders(
	n8nUrl: string,
	orders: readonly QueueOrder[],
	laneOf: (order: QueueOrder) => Lane | undefined,
	onSent: (sent: SentOrder) => void = () => undefined,
): Promise<SentOrder[]> {
	return await Promise.all(
		orders.map(async (order) => {
			const url = `${n8nUrl}/webhook/${laneOf(order)?.path ?? ''}`;
			const one = { order, executionId: await send(url, order) };
			onSent(one);
			return one;
		}),
	);
}
