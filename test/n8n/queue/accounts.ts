import type { Sandbox } from '../../../sandbox';
import type { Worker } from './cluster';
import type { SentOrder } from './orders';
import type { OrderEnd } from './storedResults';

/** Ends with a result, in two heaps. */
export function split(ends: readonly OrderEnd[]) {
	return {
		settled: ends.filter(({ result }) => result !== undefined),
		unsettled: ends.filter(({ result }) => result === undefined),
	};
}

function numbersAfter(worker: Worker, words: string): Set<string> {
	const found = worker.log().matchAll(new RegExp(`${words} (\\d+)`, 'g'));
	return new Set([...found].map(([, id]) => id ?? ''));
}

/** The numbers of the executions that a worker has begun, by its own log. */
export function begunBy(worker: Worker): Set<string> {
	return numbersAfter(worker, 'Worker started execution');
}

/** Those that it has begun and not finished. */
export function inHandOf(worker: Worker): Set<string> {
	const ids = begunBy(worker);
	for (const id of numbersAfter(worker, 'Worker finished execution')) ids.delete(id);
	return ids;
}

/** Requests to a service since a moment, and how many of them were answered 429. */
export function traffic(sandbox: Sandbox, service: string, since: number) {
	const requests = sandbox.requests({ service }).filter(({ at }) => at >= since);
	const tooMany = requests.filter(({ status }) => status === 429).length;
	return { requests: requests.length, tooMany };
}

/** The same for all services, as a sentence. */
export function trafficText(sandbox: Sandbox, since: number): string {
	const parts = (['thanksIo', 'snappy', 'fastPod'] as const).map((service) => {
		const { requests, tooMany } = traffic(sandbox, service, since);
		return `${service} ${requests} (${tooMany} answered 429)`;
	});
	return parts.join(', ');
}

/** How many requests each worker has sent, by the orders that it had in hand. */
export function perWorker(
	sandbox: Sandbox,
	workers: readonly Worker[],
	sent: readonly SentOrder[],
	since: number,
): string {
	const orderOf = new Map(sent.map(({ executionId, order }) => [executionId, order.id]));
	const parts = workers.map((worker) => {
		const begun = [...begunBy(worker)].flatMap((id) => orderOf.get(id) ?? []);
		const mine = new Set(begun);
		const requests = sandbox
			.requests()
			.filter(({ at, orderId }) => at >= since && orderId !== null && mine.has(orderId));
		return `${worker.name}: ${begun.length} orders begun, ${requests.length} requests`;
	});
	return parts.join('; ');
}

/** Results that are not what the order's state calls for. */
export function surprises(ends: readonly OrderEnd[], alsoRight: readonly string[] = []): string[] {
	return ends.flatMap(({ order, result }) => {
		if (result === undefined) return [];
		const isRight = result.outcome === order.expected || alsoRight.includes(result.outcome);
		const what = `${order.service} ${order.id} (${order.plight})`;
		return isRight ? [] : [`${what} came out as ${result.outcome}, not ${order.expected}`];
	});
}
