import { MAX_IN_FLIGHT } from '../../../nodes/orders/client/inParallel';
import { Pace } from '../../../nodes/orders/client/pace';
import type { RequestEnd } from '../../../nodes/orders/client/reply';
import type { Permission, Turn } from '../../../nodes/orders/client/turnQueue';
import { FakeClock } from './fakeClock';

export const DAY_MS = 86_400_000;

/** A request that left: when, and when its answer was there. */
export interface SentRequest {
	/** Its place among all that asked for a turn. */
	index: number;
	start: number;
	end: number;
}

/** What is particular about a request; otherwise it has no limit and a month to wait. */
export interface PlannedRequest extends Partial<Turn> {
	latencyMs?: number;
	ends?: RequestEnd;
	/** How a second request of its turn ends, which takes as long; left out: there is none. */
	then?: RequestEnd;
}

/** What became of a request that asked for a turn. */
type Outcome = 'go' | Exclude<Permission, object>;

/** Requests of one account, in virtual time. */
export class Traffic {
	readonly clock = new FakeClock();
	readonly pace = new Pace(this.clock);
	readonly begin = this.clock.now();
	/** In the order in which they left. */
	readonly sent: SentRequest[] = [];
	underWay = 0;
	mostUnderWay = 0;
	/** Waits on the clock that are not answers under way. */
	mostIdleWaits = 0;
	private asked = 0;
	/** All of one run, unless a request says otherwise. */
	private readonly run = new AbortController().signal;

	/** Asks for all turns at once; time stands still. */
	async request(planned: readonly PlannedRequest[]): Promise<Outcome[]> {
		return await Promise.all(planned.map(async (one) => await this.one(one)));
	}

	/** Asks for all turns at once, then lets time run until the last request has ended. */
	async complete(planned: readonly PlannedRequest[]): Promise<Outcome[]> {
		return await this.clock.finish(this.request(planned), DAY_MS);
	}

	/** As a run does it: 64 workers, each of which asks for its next turn when its request has ended. */
	async workers(planned: readonly PlannedRequest[]): Promise<void> {
		const queue = planned.values();
		const worker = async () => {
			for (const one of queue) await this.one(one);
		};
		await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, worker));
	}

	/** Milliseconds since the traffic began. */
	get elapsed(): number {
		return this.clock.now() - this.begin;
	}

	/** When the requests left, in milliseconds since the traffic began. */
	get starts(): number[] {
		return this.sent.map(({ start }) => start - this.begin);
	}

	/** Which requests left, in the order in which they did. */
	get order(): number[] {
		return this.sent.map(({ index }) => index);
	}

	private async one({
		latencyMs = 0,
		ends = 'well',
		then,
		...turn
	}: PlannedRequest): Promise<Outcome> {
		const index = this.asked++;
		const permission = await this.pace.start({
			limit: null,
			signal: this.run,
			deadline: this.clock.now() + 30 * DAY_MS,
			urgent: false,
			requests: 1,
			...turn,
		});
		if (typeof permission === 'string') return permission;
		const sent = { index, start: this.clock.now(), end: Infinity };
		this.sent.push(sent);
		this.underWay += 1;
		this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
		await this.clock.wait(latencyMs);
		this.underWay -= 1;
		sent.end = this.clock.now();
		permission.end(ends);
		if (then !== undefined) {
			await this.clock.wait(latencyMs);
			permission.end(then);
		}
		permission.giveBack();
		this.mostIdleWaits = Math.max(this.mostIdleWaits, this.clock.pending - this.underWay);
		return 'go';
	}
}

/** The same request, many times. */
export function times(count: number, request: PlannedRequest = {}): PlannedRequest[] {
	return Array.from({ length: count }, () => request);
}
