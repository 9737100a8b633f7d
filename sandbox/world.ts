import { FaultQueue } from './faults';
import { KeyRing } from './keys';
import { RateLimits } from './rateLimits';
import { SandboxState } from './state';
import type { LoggedRequest, RefusalStyle } from './types';

/** Everything one sandbox remembers. */
export class World {
	readonly state = new SandboxState();

	readonly keys = new KeyRing();

	readonly limits = new RateLimits();

	readonly faults = new FaultQueue();

	readonly refusals = new Map<string, RefusalStyle>();

	log: LoggedRequest[] = [];

	/** Known once the server listens; absolute links need it. */
	origin = '';

	private readonly timers = new Set<NodeJS.Timeout>();

	/** Acts after `ms`, unless the sandbox is reset or closed first. */
	later(ms: number, act: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			act();
		}, ms);
		this.timers.add(timer);
	}

	reset(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.state.reset();
		this.keys.reset();
		this.limits.reset();
		this.faults.reset();
		this.refusals.clear();
		this.log = [];
	}
}
