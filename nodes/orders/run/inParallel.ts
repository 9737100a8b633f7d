/**
 * Does some work for each of many things, with a bounded number at work at the same time.
 *
 * @param things taken one by one, in order
 * @param most at work at the same time
 * @param work must not throw: that would leave the rest undone
 */
export async function inParallel<T>(
	things: Iterable<T>,
	most: number,
	work: (thing: T) => Promise<void>,
): Promise<void> {
	const queue = things[Symbol.iterator]();
	const worker = async () => {
		for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
	};
	await Promise.all(Array.from({ length: most }, worker));
}
