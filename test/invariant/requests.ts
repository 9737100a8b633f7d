import type { LoggedRequest } from '../../sandbox';
import type { Scenario } from './scenario';

/**
 * The requests after which nothing more may be asked of an order: a confirmed cancel, a 404, or a clear refusal that
 * was followed by a clean read.
 */
function settles(request: LoggedRequest, refused: Set<string>): boolean {
	const { operation, status, fault, orderId } = request;
	const id = orderId ?? '';
	if (fault !== null) return false;
	if (operation === 'get') return status === 200 && refused.has(id);
	if (operation !== 'cancel') return false;
	if (status === 409 || status === 422) refused.add(id);
	return status === 200 || status === 404;
}

/**
 * Cancels sent although an earlier answer had settled the order. An answer that may have come too late for the client
 * (on a busy machine also one without a fault) has settled nothing.
 */
export function sentAfterSettling(requests: readonly LoggedRequest[], timeoutMs: number): string[] {
	const settledAt = new Map<string, number>();
	const refused = new Set<string>();
	return requests.flatMap((request) => {
		const id = request.orderId ?? '';
		const settled = settledAt.get(id);
		const isLate = request.operation === 'cancel' && settled !== undefined;
		if (settles(request, refused)) settledAt.set(id, settled ?? request.at);
		return isLate && request.at - settled < timeoutMs / 2
			? [`(d) a cancel was sent for ${id} after it was settled`]
			: [];
	});
}

/** Requests that arrived within a window in which fewer may; `windowMs` before each arrival is enough to look at. */
export function tooFast(
	requests: readonly LoggedRequest[],
	{ service, options }: Scenario,
): string[] {
	const published = {
		thanksIo: [60, 60_000],
		snappy: [100, 1_000],
		fastPod: [Infinity, 1],
	} as const;
	const chosen = options.requestsPerMinute;
	const [most, windowMs] = chosen > 0 ? [chosen, 60_000] : published[service.sandboxService];
	const arrivals = requests.map(({ at }) => at);
	const counts = arrivals.map(
		(end) => arrivals.filter((at) => at > end - windowMs && at <= end).length,
	);
	return counts.some((count) => count > most) ? [`(f) more than ${most} in ${windowMs} ms`] : [];
}
