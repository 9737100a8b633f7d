import type { Clock } from '../clock';

const NAP_MS = 200;

/** Calls somebody at a time that may be moved forward. It naps, so that no timer stays behind when nobody waits any more. */
export class Alarm {
	private time = Infinity;

	/** @param ring called at the time, or after a nap if that is earlier: whoever still waits sets the alarm again */
	constructor(
		private readonly clock: Clock,
		private readonly ring: () => void,
	) {}

	/** @param time milliseconds since the epoch; a call that is due earlier stays as it is */
	async setFor(time: number): Promise<void> {
		if (this.time <= time) return;
		this.time = time;
		await this.clock.wait(Math.min(time - this.clock.now(), NAP_MS));
		if (this.time !== time) return;
		this.time = Infinity;
		this.ring();
	}
}
