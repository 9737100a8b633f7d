import { systemClock, type Clock } from '../clock';
import type { RequestLimit } from '../vendor/vendor';
import { InFlightLimit, type RequestEnd } from './inFlightLimit';
import { MAX_IN_FLIGHT } from './inParallel';
import type { Usage } from './rateLimitHeaders';
import { SlidingWindow } from './slidingWindow';

const NAP_MS = 200;

/** A vendor may count to more than it documents; past this factor it counts another window, such as a day's. */
const MOST_COMPARABLE = 4;

/** Pause after an answer that says that nothing is left of the limit. */
const EXHAUSTED_PAUSE_MS = 1_000;

export type Permission = 'go' | 'stopped' | 'outOfTime';

/** One request that waits for its turn. */
export interface Turn {
	/** null: no limit is known, so only the number in flight is adapted. */
	limit: RequestLimit | null;
	signal: AbortSignal;
	/** Milliseconds since the epoch; a turn that cannot come before it is refused at once. */
	deadline: number;
	/** Whether it finishes something that was begun: it goes before what has not begun yet. */
	urgent: boolean;
}

/**
 * When the next request of an account may leave. One instance is shared by everything in this process that uses the
 * account, so concurrent executions stay inside one limit.
 *
 * A request counts from its start until one window after its END: the vendor counts arrivals, and an arrival is never
 * later than its answer. So no delay on the way can push two bursts together.
 */
export class Pace {
	private readonly waiting: Array<Turn & { resolve(permission: Permission): void }> = [];
	private readonly ended = new SlidingWindow();
	private readonly watched = new WeakSet<AbortSignal>();
	private readonly inFlightLimit = new InFlightLimit();
	private inFlight = 0;
	/** How many ask that only urgent requests leave. */
	private reserved = 0;
	private coolUntil = 0;
	private alarm = Infinity;

	constructor(private readonly clock: Clock) {}

	/** Waits for this request's turn. After 'go', `end` must be called once the request has ended. */
	async start(turn: Turn): Promise<Permission> {
		if (turn.signal.aborted) return 'stopped';
		this.watch(turn.signal);
		return await new Promise<Permission>((resolve) => {
			this.enqueue({ ...turn, resolve });
			this.serve();
		});
	}

	/**
	 * Takes note that a request has ended, and lets the next one go.
	 *
	 * @param unfinished where its connection may still be open: keeps its place until this has settled
	 */
	end(end: RequestEnd, unfinished?: Promise<unknown>): void {
		if (unfinished !== undefined) {
			void unfinished.finally(() => this.end(end));
			return;
		}
		this.inFlight -= 1;
		this.ended.add(this.clock.now());
		this.inFlightLimit.learn(end, this.clock.now(), this.coolUntil);
		this.serve();
	}

	/**
	 * Adopts the vendor's own count: what others (another n8n worker, another program) used of the limit counts here too.
	 * With nothing left, a pause saves requests that could only be answered 429.
	 */
	adoptCount({ used, ofHowMany, isExhausted }: Usage, limit: RequestLimit | null): void {
		if (isExhausted) this.coolDown(EXHAUSTED_PAUSE_MS);
		if (limit === null || used === null) return;
		// A count of another kind of window, such as a day's, says nothing about this one.
		if (ofHowMany > MOST_COMPARABLE * limit.requests) return;
		const now = this.clock.now();
		const ours = this.inFlight + this.ended.countIn(limit.windowMs, now);
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
		const isQuiet = this.inFlight === 0 && this.waiting.length === 0 && this.coolUntil <= now;
		return isQuiet && this.ended.isEmpty(now);
	}

	private enqueue(entry: Pace['waiting'][number]): void {
		const firstOther = entry.urgent ? this.waiting.findIndex(({ urgent }) => !urgent) : -1;
		this.waiting.splice(firstOther === -1 ? this.waiting.length : firstOther, 0, entry);
	}

	/** One listener per run, however many of its orders wait: Node warns of more than ten on one signal. */
	private watch(signal: AbortSignal): void {
		if (this.watched.has(signal)) return;
		this.watched.add(signal);
		const stop = () => {
			this.dismiss('stopped', (turn) => turn.signal === signal);
			this.serve();
		};
		signal.addEventListener('abort', stop, { once: true });
	}

	/** Lets out whoever may go, in order of arrival, and sees to it that somebody looks again in time. */
	private serve(): void {
		const now = this.clock.now();
		this.dismiss('outOfTime', (turn) => turn.deadline < now);
		for (let first = this.waiting[0]; first !== undefined; first = this.waiting[0]) {
			const opening = this.nextOpening(first);
			if (opening > now) {
				if (opening !== Infinity) this.dismiss('outOfTime', (turn) => turn.deadline < opening);
				if (this.waiting[0] !== first) continue;
				void this.lookAgainAt(Math.min(opening, ...this.waiting.map((turn) => turn.deadline + 1)));
				return;
			}
			this.waiting.shift();
			this.inFlight += 1;
			first.resolve('go');
		}
	}

	/** Tells those whose turn will not come, so that they do not wait for nothing. */
	private dismiss(permission: Permission, isMeant: (turn: Turn) => boolean): void {
		for (const turn of this.waiting.filter(isMeant)) {
			this.waiting.splice(this.waiting.indexOf(turn), 1);
			turn.resolve(permission);
		}
	}

	/** When the next request may leave; Infinity: not before a running one has ended. */
	private nextOpening({ limit, urgent }: Turn): number {
		const now = this.clock.now();
		if (this.reserved > 0 && !urgent) return Infinity;
		if (this.inFlight >= (urgent ? MAX_IN_FLIGHT : this.inFlightLimit.value)) return Infinity;
		if (limit === null) return this.coolUntil;
		return Math.max(this.coolUntil, this.ended.nextFree(limit, this.inFlight, now));
	}

	/** Naps, so that no timer is left behind when everybody has gone or somebody has to be called earlier. */
	private async lookAgainAt(time: number): Promise<void> {
		if (time === Infinity || this.alarm <= time) return;
		this.alarm = time;
		for (let left = time - this.clock.now(); left > 0; left = time - this.clock.now()) {
			await this.clock.wait(Math.min(left, NAP_MS));
			if (this.alarm !== time) return;
			if (this.waiting.length === 0) break;
		}
		this.alarm = Infinity;
		this.serve();
	}
}

/** With more than this, those that nobody uses any more are dropped. */
const MOST_PACES = 500;

const paces = new Map<string, { pace: Pace; until: number }>();

/**
 * The pace of an account in this process: the same one for every node and execution that uses it.
 *
 * @param account its fingerprint
 * @param until when whoever asks will use it no more, milliseconds since the epoch
 */
export function paceOf(account: string, until: number): Pace {
	const known = paces.get(account);
	if (known === undefined && paces.size >= MOST_PACES) {
		for (const [other, { pace, until: end }] of paces) {
			if (end < systemClock.now() && pace.isForgettable()) paces.delete(other);
		}
	}
	const { pace } = known ?? { pace: new Pace(systemClock) };
	paces.set(account, { pace, until: Math.max(known?.until ?? 0, until) });
	return pace;
}
