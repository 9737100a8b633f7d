import { Pace } from '../../../nodes/orders/client/pace';
import type { Answered, CallEnd } from '../../../nodes/orders/client/reply';
import type { ClientParts, VendorClient } from '../../../nodes/orders/client/vendorClient';
import type { RequestPlan } from '../../../nodes/orders/vendor/vendor';
import { clientFor, TEST } from './client';
import { FakeClock } from './fakeClock';

export const CANCEL: RequestPlan = { method: 'PUT', path: '/orders/1/cancel' };
export const LOOK_UP: RequestPlan = { method: 'GET', path: '/orders/1' };

const LATENCY_MS = 10;

export function answer(status: number, headers: Record<string, string> = {}): Answered {
	return { end: 'answered', status, headers, body: { message: `answer ${status}` } };
}

/** A service whose answers a test gives, and a clock that runs only where a test lets it. */
export class VendorService {
	readonly clock = new FakeClock();
	readonly pace = new Pace(this.clock);
	/** What arrived, in order: path, and milliseconds since the beginning. */
	readonly arrived: Array<[path: string, at: number]> = [];
	private readonly begin = this.clock.now();

	/**
	 * @param replies to whatever is asked, in order; the last one holds for all that follow
	 * @param testReplies the same for the credential's test request
	 */
	constructor(
		readonly replies: CallEnd[],
		readonly testReplies: CallEnd[] = [answer(200)],
	) {}

	/** One client of the account; all of them share its pace. */
	client(more: Partial<ClientParts> = {}): VendorClient {
		const parts = { pace: this.pace, test: TEST, ...more };
		return clientFor(this.clock, async (plan) => await this.transmit(plan), parts);
	}

	/** Lets time run until the work is done. */
	async finish<T>(work: Promise<T>): Promise<T> {
		return await this.clock.finish(work, 3_600_000);
	}

	/** When a path was asked for, in milliseconds since the beginning. */
	times({ path }: RequestPlan = TEST): number[] {
		return this.arrived.filter(([asked]) => asked === path).map(([, at]) => at);
	}

	/** How often the credential's test request arrived. */
	get tests(): number {
		return this.times().length;
	}

	/** Answers a request. */
	async transmit({ path }: RequestPlan): Promise<CallEnd> {
		this.arrived.push([path, this.clock.now() - this.begin]);
		const replies = path === TEST.path ? this.testReplies : this.replies;
		const [reply = answer(500)] = replies;
		if (replies.length > 1) replies.shift();
		await this.clock.wait(LATENCY_MS);
		return reply;
	}
}
