import type { RequestLimit } from '../vendor/vendor';

/** A little slower than allowed, so that 6 ms more on the way bring no request too many into any second. */
const SPREAD = 1.006;

const SECOND_MS = 1_000;

/** What was held up is caught up with at this share of the interval. */
const CATCHING_UP = 0.8;

/** No more than this is caught up with: what a busy process holds up. */
const MOST_BEHIND_MS = 100;

/** Where nobody has told the limit, only this much. */
const MOST_LATE_MS = 4;

/** How far requests that are spread evenly are apart. */
export interface Rhythm {
	intervalMs: number;
	/** Of a limit that was told: how many may leave in any second, at least one. */
	inASecond: number | null;
}

/** As evenly as a limit allows that was told. */
export function rhythmOf({ requests, windowMs }: RequestLimit): Rhythm {
	const inASecond = Math.ceil((requests * SECOND_MS) / windowMs);
	return { intervalMs: (SPREAD * windowMs) / requests, inASecond };
}

/**
 * When requests that are spread evenly are due. What leaves late, because the process was busy, does not delay all that
 * comes after it: they come a little closer until it is caught up with, but no second of a limit that was told gets more
 * than its share.
 */
export class EvenSpacing {
	/** When the last turn was due, and with how many requests: the next counts from there. */
	private due = { at: -Infinity, requests: 1 };
	/** When the latest requests left under a limit that was told, oldest first. */
	private readonly starts: number[] = [];

	/** When the next turn is due, in milliseconds since the epoch. */
	next({ intervalMs, inASecond }: Rhythm): number {
		const due = this.due.at + this.due.requests * intervalMs;
		if (inASecond === null) return due;
		const last = this.starts.at(-1) ?? -Infinity;
		const secondBefore = this.starts.at(-inASecond) ?? -Infinity;
		return Math.max(due, last + CATCHING_UP * intervalMs, secondBefore + inASecond * intervalMs);
	}

	/**
	 * A turn leaves.
	 *
	 * @param now when, in milliseconds since the epoch
	 * @param notBefore when it could have left at the earliest if it had been its turn: what nobody waited for is no delay
	 */
	leave({ intervalMs, inASecond }: Rhythm, requests: number, now: number, notBefore: number): void {
		const mostLate = inASecond === null ? MOST_LATE_MS : MOST_BEHIND_MS;
		const due = this.due.at + this.due.requests * intervalMs;
		this.due = { at: Math.max(due, notBefore, now - mostLate), requests };
		if (inASecond === null) return;
		for (let request = 0; request < requests; request++) {
			this.starts.push(now + request * intervalMs);
		}
		this.starts.splice(0, this.starts.length - inASecond);
	}
}
