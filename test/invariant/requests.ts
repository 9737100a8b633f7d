import type { LoggedRequest } from '../../sandbox';
import type { Cancellation } from '../samples';
import type { Scenario } from './scenario';

/**
 * The requests after which nothing more may be asked of an order: a confirmed cancel, a 404, or a clear refusal that
 * was followed by a clean read.
 */
function settles(request: LoggedRequest, refused: Set<string>, { logged }: Cancellation): boolean {
	const { operation, status, fault, orderId } = request;
	const id = orderId ?? '';
	if (fault !== null) return false;
	if (operation === 'get') return status === 200 && refused.has(id);
	if (operation !== logged) return false;
	if (status === 409 || status === 422) refused.add(id);
	return status === 200 || status === 404;
}

/**
 * Cancels sent although an earlier answer had settled the order. An answer that may have come too late for the client
 * (on a busy machine also one without a fault) has settled nothing.
 */
export function sentAfterSettling(
	requests: readonly LoggedRequest[],
	{ cancellation, options }: Scenario,
): string[] {
	const settledAt = new Map<string, number>();
	const refused = new Set<string>();
	return requests.flatMap((request) => {
		const id = request.orderId ?? '';
		const settled = settledAt.get(id);
		const isLate = request.operation === cancellation.logged && settled !== undefined;
		if (settles(request, refused, cancellation)) settledAt.set(id, settled ?? request.at);
		return isLate && request.at - settled < options.requestTimeout / 2
			? [`(d) a cancel was sent for ${id} after it was settled`]
			: [];
	});
}

/** Requests that arrived within a window in which fewer may; `windowMs` before each arrival is enough to look at. */
export function tooFast(
	requests: readonly LoggedRequest[],
	{ cancellation, options }: Scenario,
): string[] {
	const chosen = options.requestsPerMinute;
	const published = cancellation.vendor.limit ?? { requests: Infinity, windowMs: 1 };
	const { requests: most, windowMs } =
		chosen > 0 ? { requests: chosen, windowMs: 60_000 } : published;
	const arrivals = requests.map(({ at }) => at);
	const counts = arrivals.map(
		(end) => arrivals.filter((at) => at > end - windowMs && at <= end).length,
	);
	return counts.some((count) => count > most) ? [`(f) more than ${most} in ${windowMs} ms`] : [];
}
