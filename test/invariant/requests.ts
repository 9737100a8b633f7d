import type { Cancellation } from '../samples';
import type { Play, PlayedRequest } from './play';
import { SHOPS } from './scenario';

/** The requests about each order of each shop. */
function byOrder(requests: readonly PlayedRequest[]): PlayedRequest[][] {
	const groups = new Map<string, PlayedRequest[]>();
	for (const request of requests) {
		if (request.orderId === null) continue;
		const key = `${request.tenant} ${request.orderId}`;
		groups.set(key, [...(groups.get(key) ?? []), request]);
	}
	return [...groups.values()];
}

function nameOf({ tenant, orderId }: PlayedRequest): string {
	return `${tenant} ${orderId}`;
}

/**
 * The requests after which nothing more may be asked of an order: a confirmed cancel, a 404, or a clear refusal that
 * was followed by a clean read.
 */
function settles(request: PlayedRequest, wasRefused: boolean, { logged }: Cancellation): boolean {
	const { operation, status, fault } = request;
	if (fault !== null) return false;
	if (operation === 'get') return status === 200 && wasRefused;
	return operation === logged && (status === 200 || status === 404);
}

/**
 * Cancels sent although an earlier answer in the same run of the node had settled the order. An answer that may have come
 * too late for the client (on a busy machine also one without a fault) has settled nothing.
 */
export function sentAfterSettling({ scenario, requests, executions }: Play): string[] {
	const { cancellation, options } = scenario;
	const { logged } = cancellation;
	const passOf = ({ index }: PlayedRequest) =>
		executions[0]?.passEnds.findIndex((end) => index < end);
	return byOrder(requests).flatMap((about) => {
		let settledBy: PlayedRequest | undefined;
		let wasRefused = false;
		return about.flatMap((request, position) => {
			const { operation, fault, status } = request;
			const before = about[position - 1];
			if (before !== undefined && passOf(before) !== passOf(request)) {
				settledBy = undefined;
				wasRefused = false;
			}
			const isLate = operation === logged && settledBy !== undefined;
			const wasInTime = request.at - (settledBy?.at ?? 0) < options.requestTimeout / 2;
			const isRefused = operation === logged && fault === null;
			if (isRefused && (status === 409 || status === 422)) wasRefused = true;
			if (settles(request, wasRefused, cancellation)) settledBy ??= request;
			return isLate && wasInTime
				? [`(d) a cancel was sent for ${nameOf(request)} after it was settled`]
				: [];
		});
	});
}

/** Answers of the service itself that mean that nothing was done, so that the same may be sent again. */
function wasKeptOut({ status, fault }: PlayedRequest): boolean {
	const isPage = fault === 'htmlBefore' || fault === 'htmlAfter';
	return !isPage && (status === 401 || status === 403 || status === 429);
}

/** Cancels sent a second time without looking at the order first. */
export function sentUnseen({ scenario, requests }: Play): string[] {
	const { logged } = scenario.cancellation;
	return byOrder(requests).flatMap((about) =>
		about.flatMap((request, position) => {
			const before = about[position - 1];
			const isUnseen = request.operation === logged && before?.operation === logged;
			return isUnseen && !wasKeptOut(before)
				? [`(d) a second cancel was sent for ${nameOf(request)}, which was not read in between`]
				: [];
		}),
	);
}

/** Requests that arrived within a window in which fewer may; `windowMs` before each arrival is enough to look at. */
export function tooFast({ scenario, requests }: Play): string[] {
	const { cancellation, options } = scenario;
	const chosen = options.requestsPerMinute;
	const published = cancellation.vendor.limit ?? { requests: Infinity, windowMs: 1 };
	const { requests: most, windowMs } =
		chosen > 0 ? { requests: chosen, windowMs: 60_000 } : published;
	return SHOPS.flatMap((shop) => {
		const arrivals = requests.filter(({ tenant }) => tenant === shop).map(({ at }) => at);
		const counts = arrivals.map(
			(end) => arrivals.filter((at) => at > end - windowMs && at <= end).length,
		);
		return counts.some((count) => count > most)
			? [`(f) ${shop}: more than ${most} in ${windowMs} ms`]
			: [];
	});
}
