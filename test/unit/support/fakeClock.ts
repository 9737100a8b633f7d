import { setImmediate } from 'node:timers/promises';

import type { Clock } from '../../../nodes/orders/clock';

interface Timer {
	at: number;
	fire(): void;
}

/** No test needs a quarter of these. Code that waits for nothing, or for ever, is stopped by them and not by the runner. */
const MOST_WAITS_AT_ONE_TIME = 2_000;
const MOST_STEPS_AT_A_TIME = 50_000;

/** Virtual time: it stands still until a test moves it. */
export class FakeClock implements Clock {
	/** What `random` gives. */
	chance = 0.5;
	private time = Date.UTC(2026, 0, 1);
	private readonly timers = new Set<Timer>();
	private waitsSinceLastStep = 0;
	private steps = 0;

	now(): number {
		return this.time;
	}

	random(): number {
		return this.chance;
	}

	async wait(ms: number, signal?: AbortSignal): Promise<void> {
		if (++this.waitsSinceLastStep > MOST_WAITS_AT_ONE_TIME) throw new Error('Time stands still');
		if (ms <= 0 || signal?.aborted === true) return;
		await new Promise<void>((resolve) => {
			const timer = {
				at: this.time + ms,
				fire: () => {
					this.timers.delete(timer);
					signal?.removeEventListener('abort', timer.fire);
					resolve();
				},
			};
			signal?.addEventListener('abort', timer.fire, { once: true });
			this.timers.add(timer);
		});
	}

	/** Waits that nobody has ended yet. */
	get pending(): number {
		return this.timers.size;
	}

	/** Lets everything happen that takes no time. */
	async settle(): Promise<void> {
		await setImmediate();
	}

	/** The process is busy: what is due meanwhile happens late. */
	holdUp(ms: number): void {
		this.time += ms;
	}

	/** Moves time on, stopping at every wait that ends on the way. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		this.steps = 0;
		await this.settle();
		for (let next = this.nextTimer(); next <= end; next = this.nextTimer()) {
			await this.goTo(next);
		}
		this.time = end;
	}

	/** Moves time on until the work is done, and fails if it is not done by then. */
	async finish<T>(work: Promise<T>, withinMs: number): Promise<T> {
		let isDone = false;
		const done = () => {
			isDone = true;
		};
		work.then(done, done);
		const end = this.time + withinMs;
		this.steps = 0;
		await this.settle();
		while (!isDone) {
			const next = this.nextTimer();
			if (next > end) throw new Error(`Not done within ${withinMs} ms of virtual time`);
			await this.goTo(next);
		}
		return await work;
	}

	private async goTo(time: number): Promise<void> {
		if (++this.steps > MOST_STEPS_AT_A_TIME) throw new Error('Time moves on in tiny steps');
		this.waitsSinceLastStep = 0;
		this.time = Math.max(this.time, time);
		for (const timer of [...this.timers]) if (timer.at <= this.time) timer.fire();
		await this.settle();
	}

	private nextTimer(): number {
		let next = Infinity;
		for (const { at } of this.timers) next = Math.min(next, at);
		return next;
	}
}
