import { setTimeout as delay } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

/** For one step of a person in the editor, on a machine that does other things too. */
export const PATIENCE_MS = 60_000;

const POLL_MS = 100;

/**
 * Waits until something is as it has to be.
 *
 * @param read looks once
 * @param isRight says whether that is it
 * @param expected what was waited for, for the message
 * @returns what was right
 */
export async function waitFor<T>(
	read: () => Promise<T> | T,
	isRight: (value: T) => boolean,
	expected: string,
): Promise<T> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const value = await read();
		if (isRight(value)) return value;
		if (Date.now() > deadline) {
			throw new Error(`Expected ${expected}, but there is: ${JSON.stringify(value)}`);
		}
		await delay(POLL_MS);
	}
}

/** Waits until the visible text of an element contains all of these. */
export async function waitForText(where: Locator, ...texts: readonly string[]): Promise<string> {
	await where.waitFor();
	return await waitFor(
		async () => (await where.innerText()).replace(/\s+/g, ' '),
		(shown) => texts.every((text) => shown.includes(text)),
		`to read ${texts.map((text) => `"${text}"`).join(' and ')}`,
	);
}
