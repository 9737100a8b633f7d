import { nextTick } from 'node:process';

import { FakeClock } from '../unit/support/fakeClock';

/**
 * Virtual time without a turn of the event loop at every step, which would take most of the time of millions of worlds: what
 * takes no time has happened when no promise has anything left to do, as nothing in a world is asked of the system.
 */
export class QuickClock extends FakeClock {
	override async settle(): Promise<void> {
		// What is queued while promises are at work comes after all of them; elsewhere it would come before.
		await Promise.resolve();
		await new Promise<void>((resolve) => nextTick(resolve));
	}
}
