import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
	/** Time between two questions. */
	pollMs: number;
	longestMs: number;
	/** What there was to wait for, for the error. */
	otherwise: () => string;
}

/**
 * Asks again and again until the answer is not no.
 *
 * @returns the answer
 * @throws Error when the time is up
 */
export async function waitUntil<T>(
	ask: () => T | false | Promise<T | false>,
	{ pollMs, longestMs, otherwise }: Patience,
): Promise<T> {
	const deadline = Date.now() + longestMs;
	for (;;) {
		const answer = await ask();
		if (answer !== false) return answer;
		if (Date.now() > deadline) throw new Error(otherwise());
		await delay(pollMs);
	}
}
