const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const SHORTEST_BACKOFF_MS = 50;

/**
 * Exponential backoff with full jitter, so that orders that met the same outage do not come back together.
 *
 * @param tries how many have gone before, from 1
 * @param random 0 to 1
 * @returns milliseconds from 50 to 30,000
 */
export function backoffMs(tries: number, random: number): number {
	const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(tries, 16));
	return Math.max(SHORTEST_BACKOFF_MS, Math.round(ceiling * random));
}
