import { MAX_IN_FLIGHT } from '../../../nodes/orders/client/inParallel';
import { Pace } from '../../../nodes/orders/client/pace';
import type { Answered } from '../../../nodes/orders/client/reply';
import type { ClientParts, VendorClient } from '../../../nodes/orders/client/vendorClient';
import { clientFor } from './client';
import { FakeClock } from './fakeClock';
import { CANCEL } from './vendorService';

/** Counts arrivals; says of each whether it is let through. `now` in milliseconds since the service began. */
export type Limiter = (now: number) => boolean;

/** So many per window; the windows follow each other, and the first began a while before the service was first asked. */
export function fixedWindows(requests: number, windowMs: number, begunMs = 0): Limiter {
	let window = -1;
	let count = 0;
	return (now) => {
		const current = Math.floor((now + begunMs) / windowMs);
		if (current !== window) count = 0;
		window = current;
		count += 1;
		return count <= requests;
	};
}

/** So many in any window. */
export function slidingWindows(requests: number, windowMs: number): Limiter {
	let passed: number[] = [];
	return (now) => {
		passed = passed.filter((time) => time > now - windowMs);
		if (passed.length >= requests) return false;
		passed.push(now);
		return true;
	};
}

/** So many at once, and as many again spread over every window. */
export function tokenBucket(requests: number, windowMs: number): Limiter {
	let tokens = requests;
	let last = 0;
	return (now) => {
		tokens = Math.min(requests, tokens + ((now - last) * requests) / windowMs);
		last = now;
		if (tokens < 1) return false;
		tokens -= 1;
		return true;
	};
}

/** One limiter until a time, another one from then on. */
export function changing(atMs: number, before: Limiter, after: Limiter): Limiter {
	return (now) => (now < atMs ? before(now) : after(now));
}

/** A service that answers 429 to whatever its limiter does not let through. */
export class LimitedService {
	readonly clock = new FakeClock();
	readonly pace = new Pace(this.clock);
	/** When each request arrived, in milliseconds since the service began, and its answer. */
	readonly arrivals: Array<{ at: number; status: number; path: string }> = [];
	underWay = 0;
	private readonly begin = this.clock.now();

	constructor(
		private readonly limiter: Limiter | null,
		/** Seconds; null: a 429 does not say when to come again. */
		private readonly retryAfter: number | null = null,
		readonly latencyMs = 50,
		private readonly mostAtOnce = Infinity,
	) {}

	/** One run of the account. */
	client(more: Partial<ClientParts> = {}): VendorClient {
		const deadline = this.clock.now() + 60 * 60_000;
		const parts = { pace: this.pace, deadline, ...more };
		return clientFor(this.clock, async ({ path }) => await this.answer(path), parts);
	}

	/** Sends orders as a run does, 64 at work at the same time. @returns when it was done, since the service began */
	async run(orders: number, client = this.client()): Promise<number> {
		let left = orders;
		const worker = async () => {
			while (left > 0) {
				left -= 1;
				await client.send(CANCEL, { urgent: false });
			}
		};
		await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, worker));
		return this.elapsed;
	}

	get elapsed(): number {
		return this.clock.now() - this.begin;
	}

	/** How many were answered 429. */
	get refused(): number {
		return this.arrivals.filter(({ status }) => status === 429).length;
	}

	private async answer(path: string): Promise<Answered> {
		const isTooMany = this.underWay >= this.mostAtOnce;
		const isLimited = isTooMany || this.limiter?.(this.elapsed) === false;
		const status = isLimited ? 429 : 200;
		this.arrivals.push({ at: this.elapsed, status, path });
		this.underWay += 1;
		await this.clock.wait(this.latencyMs);
		this.underWay -= 1;
		const isTold = isLimited && this.retryAfter !== null;
		const headers: Record<string, string> = isTold
			? { 'retry-after': String(this.retryAfter) }
			: {};
		return { end: 'answered', status, headers, body: {} };
	}
}
