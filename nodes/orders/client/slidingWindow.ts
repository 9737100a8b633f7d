import type { RequestLimit } from '../vendor/vendor';

/** No limit counts further back than a minute. */
const LONGEST_WINDOW_MS = 60_000;

/** The requests that have ended, as far as a limit still counts them. */
export class SlidingWindow {
	/** When they ended, oldest first. */
	private readonly ends: number[] = [];

	/** One more, or one that somebody else has used. */
	add(now: number): void {
		this.ends.push(now);
		const firstToKeep = this.ends.findIndex((end) => end > now - LONGEST_WINDOW_MS);
		if (firstToKeep > 0) this.ends.splice(0, firstToKeep);
	}

	/** How many a window that closes now still counts. */
	countIn(windowMs: number, now: number): number {
		return this.recent(windowMs, now).length;
	}

	/** Whether no limit counts any of them any more. */
	isEmpty(now: number): boolean {
		return this.countIn(LONGEST_WINDOW_MS, now) === 0;
	}

	/**
	 * When the next request may leave, if `inFlight` requests are under way.
	 *
	 * @returns milliseconds since the epoch; Infinity if not before one of the requests under way has ended
	 */
	nextFree({ requests, windowMs }: RequestLimit, inFlight: number, now: number): number {
		const recent = this.recent(windowMs, now);
		const taken = inFlight + recent.length;
		if (taken < requests) return now;
		const blocking = recent[taken - requests];
		return blocking === undefined ? Infinity : blocking + windowMs;
	}

	private recent(windowMs: number, now: number): number[] {
		return this.ends.filter((end) => end > now - windowMs);
	}
}
