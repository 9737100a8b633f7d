import { MAX_IN_FLIGHT } from './inParallel';
import type { RequestEnd } from './reply';

/** Few at first, so that a wrong key or a struggling service is found out by few requests; more while it goes well. */
const FIRST = 4;

/** As long as fewer were let through, so many more per round: what exhausts a small limit then meets few requests too many. */
const CAREFUL = 60;
const MORE_PER_ROUND = 1.5;

/** From then on so many more for each that goes well. */
const GROWTH = 3;

/** APIs count by the second or by the minute. */
const USUAL_WINDOWS_MS = [1_000, 10_000, 60_000];

/** Past the end of a window, so that whatever was let through at its beginning has left it. */
const PAST_WINDOW_MS = 5;

/** Nothing to do for less than this is no break. */
const IDLE_MS = 1_000;

const FIRST_PROBE_MS = 100;
const LONGEST_PROBE_MS = 30_000;

/** The pace begins at this share of what the service was found to let through, ... */
const BELOW = 0.96;
/** ... comes soon to this share, stays there for a while, ... */
const JUST_BELOW = 0.99;
/** ... and has doubled this time later if nothing is refused. */
const DOUBLING_MS = 40_000;

/** One request from its start to its end, milliseconds since the epoch. */
export interface Journey {
	start: number;
	end: number;
	/** How many others were under way when it ended. */
	others: number;
	/** Left after a 429, to see whether the service lets something through again. */
	isProbe: boolean;
}

/** A rate that grows while nothing is refused, as CUBIC does (RFC 9438): fast to `towards`, slowly there, fast again. */
interface Rate {
	/** Requests per millisecond. */
	from: number;
	towards: number;
	since: number;
}

/**
 * What a service takes, by what it lets through: how many requests at once, and how many per second once it has answered
 * 429. All requests between two refusals, by the time from the first to when something was let through again, are what it
 * lets through.
 */
export class RateFinder {
	private inFlight = FIRST;
	/** What was refused last; up to it the number in flight grows fast. */
	private fastUpTo = 0;
	private denials = 0;
	private letThrough = 0;
	private rate: Rate | null = null;
	/** Since the last refusal: when the first left and was answered that was let through, and how many there were. */
	private period: { start: number; answer: number; count: number } | null = null;
	/** 429s in a row; 0: nothing is refused at present. */
	private refusals = 0;
	private firstRefused = 0;
	private lastRefused = 0;
	private isProbing = false;
	private lastGrowth = Infinity;

	/** Whether the last that is known of the service is a 429, so that one request at a time finds out when it is over. */
	get isRefusing(): boolean {
		return this.refusals > 0;
	}

	/**
	 * How many requests may be under way at once.
	 *
	 * @param isPublished how many the service takes is known, so nothing is to be found out but whether the key works
	 */
	mostInFlight(isUrgent: boolean, isPublished: boolean): number {
		if (this.isRefusing) return this.isProbing ? 0 : MAX_IN_FLIGHT;
		if (isPublished && this.letThrough > 0 && this.fastUpTo === 0) return MAX_IN_FLIGHT;
		const denied = isUrgent ? 0 : this.denials;
		return Math.max(1, Math.floor(this.inFlight) - denied);
	}

	/** Milliseconds from one request to the next; 0: no limit was met. */
	interval(now: number): number {
		if (this.rate === null) return 0;
		return 1 / this.rateAt(this.rate, now);
	}

	/** A request leaves. @returns whether it is the one that finds out whether the service lets something through again */
	leave(): boolean {
		this.isProbing = this.isRefusing;
		return this.isProbing;
	}

	/** Nothing was asked for during a time, which says nothing about the service. */
	wake(idleMs: number): void {
		this.lastGrowth = Infinity;
		if (idleMs < IDLE_MS) return;
		this.period = null;
		if (this.rate !== null) this.rate.since += idleMs;
	}

	/** Takes note of what was not refused. */
	pass(end: RequestEnd, journey: Journey): void {
		if (journey.isProbe) this.recover(journey);
		if (end === 'denied' && this.letThrough === 0) this.denials += 1;
		if (end === 'well' || (end === 'denied' && this.letThrough > 0)) this.count(journey);
		if (end === 'well') this.grow(journey);
	}

	/**
	 * Takes note of a 429.
	 *
	 * @param chance 0 to 1
	 * @returns milliseconds until it may be worth trying again, where the service does not say
	 */
	refuse(journey: Journey, chance: number): number {
		const { start, end, others, isProbe } = journey;
		this.lastRefused = Math.max(this.lastRefused, start);
		if (this.refusals === 0) {
			this.firstRefused = end;
			this.fastUpTo = Math.max(1, Math.min(Math.floor(this.inFlight), others + 1) - 1);
		} else if (!isProbe) return 0;
		this.isProbing = false;
		const step = Math.min(LONGEST_PROBE_MS, FIRST_PROBE_MS * 2 ** Math.min(this.refusals, 10));
		this.refusals += 1;
		const wait = step * (0.75 + chance / 2);
		const begin = this.period?.answer ?? this.firstRefused;
		const windowEnds = USUAL_WINDOWS_MS.map((windowMs) => begin + windowMs + PAST_WINDOW_MS);
		const next = windowEnds.find((time) => time > end && time < end + 1.5 * wait);
		return next === undefined ? wait : next - end;
	}

	private recover({ start, end }: Journey): void {
		this.isProbing = false;
		this.refusals = 0;
		this.inFlight = Math.min(2, this.fastUpTo);
		const found = this.measured(start, end - start);
		this.period = null;
		if (found === null) return;
		const before = this.rate === null ? null : this.rateAt(this.rate, start);
		const likely = Math.max(found.likely, (before ?? 0) / 2);
		// What agrees with the pace was refused because of it: fall back by a little.
		const from = before !== null && likely > 0.9 * before ? before : likely;
		const most = Math.min(found.most, before ?? Infinity);
		this.rate = { from: BELOW * from, towards: JUST_BELOW * Math.max(from, most), since: end };
	}

	/** Requests per millisecond since the last refusal, now that the service lets something through again. */
	private measured(now: number, journeyMs: number): { likely: number; most: number } | null {
		if (this.period === null) return null;
		const { start, count } = this.period;
		const longest = Math.max(now - start, journeyMs, 1);
		const shortest = Math.min(longest, Math.max(this.lastRefused - start, journeyMs, 1));
		const usual = USUAL_WINDOWS_MS.filter((ms) => shortest < ms && ms <= longest).at(-1);
		const likely = count / (usual ?? Math.sqrt(shortest * longest));
		return { likely, most: usual === undefined ? count / shortest : likely };
	}

	private count({ start, end }: Journey): void {
		this.letThrough += 1;
		this.period ??= { start, answer: end, count: 0 };
		this.period.count += 1;
	}

	private grow({ end, others }: Journey): void {
		// One more per second is nothing to a service that takes its time, until twice as many are under way.
		const inTime = Math.max(0, end - this.lastGrowth) / 1000;
		this.lastGrowth = end;
		// What is not used is not known to be possible.
		if (others + 1 < Math.floor(this.inFlight)) return;
		const isFast = this.inFlight < this.fastUpTo;
		const isCareful = this.fastUpTo > 0 || this.letThrough < CAREFUL;
		const more = Math.max(MORE_PER_ROUND / this.inFlight, Math.min(this.inFlight, inTime));
		this.inFlight += isFast ? 1 : isCareful ? more : GROWTH;
		this.inFlight = Math.min(MAX_IN_FLIGHT, this.inFlight);
	}

	private rateAt({ from, towards, since }: Rate, now: number): number {
		const scale = Math.max(DOUBLING_MS, 200 / towards);
		const there = scale * Math.cbrt(1 - from / towards);
		return towards * (1 + ((now - since - there) / scale) ** 3);
	}
}
