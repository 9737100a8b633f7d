/** Most requests of one account under way at once, and most items of a run at work at once. */
export const MAX_IN_FLIGHT = 64;

/**
 * Does some work for each of many things, with at most 64 at work at the same time.
 *
 * @param things taken one by one, in order
 * @param work what is done for each
 * @param onFailure what stands for the result where the work throws, so that the other things still get theirs
 * @returns one result per thing, in their order
 */
export async function inParallel<T, R>(
	things: Iterable<T>,
	work: (thing: T) => Promise<R>,
	onFailure: (thing: T) => R,
): Promise<R[]> {
	const results: R[] = [];
	const queue = things[Symbol.iterator]();
	let taken = 0;
	const worker = async () => {
		for (let next = queue.next(); next.done !== true; next = queue.next()) {
			const place = taken++;
			try {
				results[place] = await work(next.value);
			} catch {
				results[place] = onFailure(next.value);
			}
		}
	};
	await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, worker));
	return results;
}
