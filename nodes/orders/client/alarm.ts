import type { Clock } from '../clock';

const NAP_MS = 200;

/** Calls somebody at a time that may be moved forward. It naps, so that no timer stays behind when nobody waits any more. */
export class Alarm {
	private time = Infinity;

	constructor(
		private readonly clock: Clock,
		private readonly isWanted: () => boolean,
		private readonly ring: () => void,
	) {}

	/** @param time milliseconds since the epoch; a call that is due earlier stays as it is */
	async setFor(time: number): Promise<void> {
		if (this.time <= time) return;
		this.time = time;
		for (let left = time - this.clock.now(); left > 0; left = time - this.clock.now()) {
			await this.clock.wait(Math.min(left, NAP_MS));
			if (this.time !== time) return;
			if (!this.isWanted()) break;
		}
		this.time = Infinity;
		this.ring();
	}
}
