/** The middle of what was measured, and how far it went to both sides. */
export interface Spread {
	median: number;
	least: number;
	most: number;
}

/** @throws Error if there is nothing to look at */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const [least, most] = [sorted[0], sorted.at(-1)];
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	const upper = sorted[Math.ceil((sorted.length - 1) / 2)];
	if (least === undefined || most === undefined || lower === undefined || upper === undefined) {
		throw new Error('There is no median of nothing.');
	}
	return { median: (lower + upper) / 2, least, most };
}

/** The middle value; between the two middle ones if there is no middle one. */
export function median(values: readonly number[]): number {
	return spreadOf(values).median;
}

/**
 * The least time that a limit allows, in milliseconds: the first window is free, every further one has to be waited for.
 *
 * @param orders one request each
 * @param limit so many requests in each window of so many milliseconds
 */
export function leastMsAllowed(
	orders: number,
	{ requests, windowMs }: { requests: number; windowMs: number },
): number {
	return Math.max(0, Math.ceil(orders / requests) - 1) * windowMs;
}

/** How much the largest of these is above the smallest, as a share of it. */
export function unevenness(values: readonly number[]): number {
	const { least, most } = spreadOf(values);
	return most / least - 1;
}
