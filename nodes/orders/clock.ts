import { sleep } from 'n8n-workflow';

/** The only source of time and chance, so that tests can hold both still. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** 0 to 1, as Math.random. */
	random(): number;
	/** Waits `ms` milliseconds, or until the signal aborts. */
	wait(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A wait reacts to n8n's stop button within this time, and leaves no timer behind for longer. */
const LONGEST_NAP_MS = 200;

export const systemClock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	async wait(ms, signal) {
		const end = Date.now() + ms;
		for (let left = ms; left > 0 && signal?.aborted !== true; left = end - Date.now()) {
			await sleep(Math.min(left, LONGEST_NAP_MS));
		}
	},
};
