import { MAX_IN_FLIGHT } from './inParallel';
import { mayBeElsewhere, type CallEnd } from './reply';

/** Few at first, so that a wrong key or a struggling service is found out by few requests; more while it goes well. */
const FIRST = 4;

/** 429s within this time belong to the same burst. */
const BURST_MS = 200;

/** What the end of a request says about the service; `denied` is a 401 or 403. */
export type RequestEnd = 'well' | 'rateLimited' | 'denied' | 'badly';

/** What a call says about the service; a page that is not the API's is no better than a refusal. */
export function endOf(reply: CallEnd): RequestEnd {
	if (reply.end !== 'answered') return 'badly';
	if (reply.status === 429) return 'rateLimited';
	if (reply.status === 401 || reply.status === 403 || mayBeElsewhere(reply)) return 'denied';
	return reply.status >= 500 ? 'badly' : 'well';
}

/** How many requests may be under way at once: slow start, additive increase, multiplicative decrease. */
export class InFlightLimit {
	/** 1 to 64. */
	value = FIRST;
	private growth = 0;
	private wasRateLimited = false;
	private shrunkUntil = 0;
	/** Whether the credential has ever been accepted here. */
	private hasWorked = false;

	/**
	 * Adapts to how a request ended.
	 *
	 * @param now milliseconds since the epoch
	 * @param coolUntil when a cool-down ends that is running
	 */
	learn(end: RequestEnd, now: number, coolUntil: number): void {
		if (end === 'rateLimited') this.shrink(now, coolUntil);
		// Its place is not filled again: a key that may be wrong is not tried on order after order.
		if (end === 'denied' && !this.hasWorked) this.value = Math.max(1, this.value - 1);
		if (end === 'well') this.grow();
	}

	/** Halves once for all that were under way together: their 429s are one piece of news. */
	private shrink(now: number, coolUntil: number): void {
		this.growth = 0;
		this.wasRateLimited = true;
		if (now < this.shrunkUntil) return;
		this.value = Math.max(1, Math.floor(this.value / 2));
		this.shrunkUntil = Math.max(coolUntil, now + BURST_MS);
	}

	/** Doubles with every round until the first 429, then one more per round. */
	private grow(): void {
		this.hasWorked = true;
		this.growth += 1;
		if (this.wasRateLimited && this.growth < this.value) return;
		this.growth = 0;
		this.value = Math.min(MAX_IN_FLIGHT, this.value + 1);
	}
}
