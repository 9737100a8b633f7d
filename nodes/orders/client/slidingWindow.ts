import type { RequestLimit } from '../vendor/vendor';

/** No limit counts further back than a minute. */
const LONGEST_WINDOW_MS = 60_000;

/** Once this share of what is kept is of no use any more, it is dropped. */
const MOST_STALE = 0.05;

/**
 * No request travels faster than the shortest journey seen, so that from one arrival to the answer, and from a later start
 * to its arrival, at least about that much time passes. Most of it, without what this process itself may add to every
 * journey, need not be waited for.
 */
const SURE_SHARE = 0.8;
const OWN_DELAY_MS = 12;

/** A process that has just started is slower than any way. */
const ENOUGH_JOURNEYS = 150;

/** A shorter journey may be the work of a busy process rather than a way. */
const LONG_JOURNEY_MS = 40;

/** The requests that have ended, as far as a limit still counts them. What it costs to ask does not grow with them. */
export class SlidingWindow {
	/** When they ended, oldest first; those before `stale` are counted by no limit any more. */
	private readonly ends: number[] = [];
	private stale = 0;
	private shortestMs = Infinity;
	private journeys = 0;

	/**
	 * One more, or one that somebody else has used.
	 *
	 * @param journeyMs how long it took from its start to its answer; null: there is nothing to learn from it
	 */
	add(now: number, journeyMs: number | null = null): void {
		if (journeyMs !== null) {
			this.journeys += 1;
			this.shortestMs = Math.min(this.shortestMs, journeyMs);
		}
		this.ends.push(now);
		this.stale = this.firstAfter(now - LONGEST_WINDOW_MS);
		if (this.stale <= MOST_STALE * this.ends.length) return;
		this.ends.splice(0, this.stale);
		this.stale = 0;
	}

	/** How many a window that closes now still counts. */
	countIn(windowMs: number, now: number): number {
		return this.ends.length - this.firstAfter(now - windowMs);
	}

	/** Whether no limit counts any of them any more. */
	isEmpty(now: number): boolean {
		return this.countIn(LONGEST_WINDOW_MS, now) === 0;
	}

	/**
	 * When the next requests may leave together, if `underWay` have not ended yet.
	 *
	 * @param wanted how many; a limit that never allows so many at once is counted over as many windows
	 * @returns milliseconds since the epoch; Infinity if not before one of the requests under way has ended
	 */
	nextFree(limit: RequestLimit, underWay: number, now: number, wanted = 1): number {
		const windows = wanted > limit.requests ? wanted : 1;
		const windowMs = limit.windowMs * windows - this.sureMs;
		const first = this.firstAfter(now - windowMs);
		const tooMany = underWay + this.ends.length - first + wanted - limit.requests * windows;
		if (tooMany <= 0) return now;
		const blocking = this.ends[first + tooMany - 1];
		return blocking === undefined ? Infinity : blocking + windowMs;
	}

	/** The time that is sure to pass on the way between two requests. */
	private get sureMs(): number {
		const isKnown = this.journeys >= ENOUGH_JOURNEYS && this.shortestMs >= LONG_JOURNEY_MS;
		return isKnown ? SURE_SHARE * this.shortestMs - OWN_DELAY_MS : 0;
	}

	/** Where the ends after a time begin; found by halving, as they are in order. */
	private firstAfter(time: number): number {
		let low = this.stale;
		let high = this.ends.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.ends[middle] ?? 0) > time) high = middle;
			else low = middle + 1;
		}
		return low;
	}
}
