/** Most requests of one account under way at once, and most items of a run at work at once. */
export const MAX_IN_FLIGHT = 64;

/**
 * Does some work for each of many things, with at most 64 at work at the same time.
 *
 * @param things begun with in their order
 * @param work what is done for each
 * @param onFailure what stands for the result where the work throws, so that the other things still get theirs
 * @returns one result per thing, in their order
 */
export async function inParallel<T, R>(
	things: readonly T[],
	work: (thing: T) => Promise<R>,
	onFailure: (thing: T) => R,
): Promise<R[]> {
	const results: R[] = [];
	// All workers take from the same queue.
	const queue = things.entries();
	const worker = async () => {
		for (const [place, thing] of queue) {
			try {
				results[place] = await work(thing);
			} catch {
				results[place] = onFailure(thing);
			}
		}
	};
	await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, worker));
	return results;
}
