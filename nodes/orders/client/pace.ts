import type { Clock } from '../clock';
import type { RequestLimit } from '../vendor/vendor';
import { Alarm } from './alarm';
import { EvenSpacing, rhythmOf, type Rhythm } from './evenSpacing';
import { MAX_IN_FLIGHT } from './inParallel';
import { RateFinder, type Journey } from './rateFinder';
import type { Usage } from './rateLimitHeaders';
import type { RequestEnd } from './reply';
import { SlidingWindow } from './slidingWindow';
import { TurnQueue, type Permission, type Place, type Turn } from './turnQueue';

/** A vendor may count to more than it documents; past this factor it counts another window, such as a day's. */
const MOST_COMPARABLE = 4;

/** Pause after an answer that says that nothing is left of the limit. */
const EXHAUSTED_PAUSE_MS = 1_000;

/**
 * When the next request of an account may leave. One instance is shared by everything in this process that uses the
 * account, so concurrent executions stay inside one limit.
 *
 * Under a published limit a request counts from its start until one window after its END: the vendor counts arrivals, and
 * an arrival is never later than its answer. So no delay on the way can push two bursts together.
 */
export class Pace {
	private readonly queue = new TurnQueue();
	private readonly ended = new SlidingWindow();
	private readonly watched = new WeakSet<AbortSignal>();
	private readonly finder = new RateFinder();
	/** Turns under way. */
	private inFlight = 0;
	/** Requests of these turns that have not ended. */
	private unended = 0;
	/** How many ask that only urgent requests leave. */
	private reserved = 0;
	private coolUntil = 0;
	private readonly spacing = new EvenSpacing();
	/** Since when the next turn has been waiting only for the turns before it. */
	private waitedSince = 0;
	private lastEnd = -Infinity;
	private readonly alarm: Alarm;

	constructor(private readonly clock: Clock) {
		this.alarm = new Alarm(clock, () => this.serve());
	}

	/** Waits for this turn. Every place ends: with the end of its requests, or by giving back the rest of them. */
	async start(turn: Turn): Promise<Permission> {
		if (turn.signal.aborted) return 'stopped';
		this.watch(turn.signal);
		const isIdle = this.inFlight === 0 && this.queue.isEmpty;
		if (isIdle) this.finder.wake(this.clock.now() - this.lastEnd);
		if (this.queue.isEmpty) this.waitedSince = this.clock.now();
		return await new Promise<Permission>((resolve) => {
			this.queue.add({ ...turn, resolve });
			this.serve();
		});
	}

	/**
	 * Adopts the vendor's own count: what others (another n8n worker, another program) used of the limit counts here too.
	 * With nothing left, a pause saves requests that could only be answered 429.
	 */
	adoptCount({ used, ofHowMany, isExhausted }: Usage, limit: RequestLimit | null): void {
		if (isExhausted) this.coolDown(EXHAUSTED_PAUSE_MS);
		if (limit === null) return;
		// A count of another kind of window, such as a day's, says nothing about this one.
		if (ofHowMany > MOST_COMPARABLE * limit.requests) return;
		const now = this.clock.now();
		const ours = this.unended + this.ended.countIn(limit.windowMs, now);
		const others = Math.min(limit.requests, used - ours);
		for (let request = 0; request < others; request++) this.ended.add(now);
	}

	/** Nothing of this account leaves for `ms` milliseconds. */
	coolDown(ms: number): void {
		this.coolUntil = Math.max(this.coolUntil, this.clock.now() + ms);
		this.serve();
	}

	/** Lets only urgent requests leave until `work` has ended: while a key is in doubt, nothing new is begun. */
	async reserveFor<T>(work: () => Promise<T>): Promise<T> {
		this.reserved += 1;
		try {
			return await work();
		} finally {
			this.reserved -= 1;
			this.serve();
		}
	}

	/** Whether nothing is under way or waiting, and nothing that has ended can still matter. */
	isForgettable(): boolean {
		const now = this.clock.now();
		const isQuiet = this.inFlight === 0 && this.queue.isEmpty && this.coolUntil <= now;
		return isQuiet && this.ended.isEmpty(now);
	}

	/** One listener per run, however many of its orders wait: Node warns of more than ten on one signal. */
	private watch(signal: AbortSignal): void {
		if (this.watched.has(signal)) return;
		this.watched.add(signal);
		const stop = () => {
			this.queue.refuse('stopped', (turn) => turn.signal === signal);
			this.serve();
		};
		signal.addEventListener('abort', stop);
	}

	/** Lets out whoever may go, in turn, and sees to it that somebody looks again in time. */
	private serve(): void {
		const now = this.clock.now();
		this.queue.refuseBefore(now);
		while (!this.queue.isEmpty) {
			const first = this.queue.first(this.reserved > 0);
			const opening = first === undefined ? Infinity : this.nextOpening(first);
			if (first === undefined || opening > now) {
				// Those whose turn will not come do not wait for nothing.
				if (opening !== Infinity && this.queue.refuseBefore(opening)) continue;
				void this.alarm.setFor(Math.min(opening, this.queue.deadline + 1));
				return;
			}
			this.queue.take(first);
			first.resolve(this.placeFor(first));
		}
	}

	/** When the next turn comes; Infinity: not before a request under way has ended. */
	private nextOpening({ limit, urgent, requests }: Turn): number {
		const now = this.clock.now();
		const isPublished = limit !== null && limit.isSpread !== true;
		const most = Math.min(MAX_IN_FLIGHT, this.finder.mostInFlight(urgent, isPublished));
		if (this.inFlight >= most) return Infinity;
		if (isPublished) {
			return Math.max(this.coolUntil, this.ended.nextFree(limit, this.unended, now, requests));
		}
		// The first takes longer to arrive than any other, so that those after it would come too close to it.
		if (limit !== null && this.lastEnd === -Infinity && this.inFlight > 0) return Infinity;
		return Math.max(this.coolUntil, this.spacing.next(this.rhythmFor(limit, now)));
	}

	/** The one that was told, unless the service takes less. */
	private rhythmFor(limit: RequestLimit | null, now: number): Rhythm {
		const found = { intervalMs: this.finder.interval(now), inASecond: null };
		const told = limit?.isSpread === true ? rhythmOf(limit) : found;
		return told.intervalMs < found.intervalMs ? found : told;
	}

	private placeFor({ limit, requests }: Turn): Place {
		let start = this.clock.now();
		let isProbe = this.finder.leave();
		let unsent: number = requests;
		let underWay: number = requests;
		const notBefore = Math.max(this.coolUntil, this.waitedSince);
		this.spacing.leave(this.rhythmFor(limit, start), requests, start, notBefore);
		this.inFlight += 1;
		this.unended += requests;
		const free = () => {
			underWay -= 1;
			this.unended -= 1;
			if (underWay === 0) this.inFlight -= 1;
		};
		return {
			end: (end, unfinished) => {
				unsent -= 1;
				const journey = { start, end: this.clock.now(), others: this.inFlight - 1, isProbe };
				start = journey.end;
				isProbe = false;
				this.learn(end, journey);
				const finish = () => {
					free();
					// Whoever had to wait for the first is not late.
					if (this.lastEnd === -Infinity) this.waitedSince = this.clock.now();
					this.lastEnd = this.clock.now();
					this.ended.add(this.lastEnd, end === 'badly' ? null : journey.end - journey.start);
					this.serve();
				};
				if (unfinished === undefined) finish();
				else void unfinished.finally(finish);
			},
			giveBack: () => {
				for (; unsent > 0; unsent--) free();
				this.serve();
			},
		};
	}

	private learn(end: RequestEnd, journey: Journey): void {
		if (end !== 'rateLimited') return this.finder.pass(end, journey);
		// The first time the service is believed how long it takes.
		const isTold = !this.finder.isRefusing && this.coolUntil > journey.end;
		const wait = this.finder.refuse(journey, this.clock.random());
		if (!isTold) this.coolUntil = Math.max(this.coolUntil, journey.end + wait);
	}
}
