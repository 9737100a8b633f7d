import type { Ending } from '../../../nodes/orders/pace/inFlightLimit';
import { Pace, type Permission, type Turn } from '../../../nodes/orders/pace/pace';
import { FakeClock } from './fakeClock';

export const DAY_MS = 86_400_000;

/** How one request went: when it left and when its answer was there. */
export interface Trip {
	name: number;
	start: number;
	end: number;
}

/** What is special about a request; the rest has all the time in the world and no limit. */
export interface Wish extends Partial<Turn> {
	latencyMs?: number;
	ending?: Ending;
}

/** Requests of one credential, on a virtual clock. */
export class Traffic {
	readonly clock = new FakeClock();
	readonly pace = new Pace(this.clock);
	readonly begin = this.clock.now();
	/** In the order in which they left. */
	readonly trips: Trip[] = [];
	underWay = 0;
	mostUnderWay = 0;
	/** Waits on the clock that are not answers under way. */
	mostIdleWaits = 0;
	private asked = 0;

	/** All at once; time stands still. */
	async request(wishes: readonly Wish[]): Promise<Permission[]> {
		return await Promise.all(wishes.map(async (wish) => await this.one(wish)));
	}

	/** All at once, then time runs until the last one is through. */
	async through(wishes: readonly Wish[], withinMs = DAY_MS): Promise<Permission[]> {
		return await this.clock.finish(this.request(wishes), withinMs);
	}

	/** As a run does it: 64 at a time, each asking for the next turn when it is through. */
	async workers(wishes: readonly Wish[]): Promise<void> {
		const queue = wishes.values();
		const worker = async () => {
			for (const wish of queue) await this.one(wish);
		};
		await Promise.all(Array.from({ length: 64 }, worker));
	}

	/** Milliseconds since the traffic began. */
	get elapsed(): number {
		return this.clock.now() - this.begin;
	}

	turn(wish: Partial<Turn> = {}): Turn {
		return {
			limit: null,
			signal: new AbortController().signal,
			deadline: this.clock.now() + 30 * DAY_MS,
			urgent: false,
			...wish,
		};
	}

	/** Asks for a turn, and if it comes holds it for the latency. */
	private async one({ latencyMs = 0, ending = 'well', ...turn }: Wish): Promise<Permission> {
		const name = this.asked++;
		const permission = await this.pace.start(this.turn(turn));
		if (permission !== 'go') return permission;
		const trip = { name, start: this.clock.now(), end: Infinity };
		this.trips.push(trip);
		this.underWay += 1;
		this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
		await this.clock.wait(latencyMs);
		this.underWay -= 1;
		trip.end = this.clock.now();
		this.pace.end(ending);
		this.mostIdleWaits = Math.max(this.mostIdleWaits, this.clock.pending - this.underWay);
		return permission;
	}
}

/** The same wish, many times. */
export function times(count: number, wish: Wish = {}): Wish[] {
	return Array.from({ length: count }, () => wish);
}
