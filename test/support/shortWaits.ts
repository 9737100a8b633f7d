import { join } from 'node:path';

import type * as clockModule from '../../nodes/orders/clock';
import { PACKAGE } from '../package/repoFiles';

/** How long the built nodes wait before they read an order a second time. */
const SECOND_LOOK_MS = 2_000;

const BUILT_CLOCK = join(PACKAGE, 'dist/nodes/orders/clock.js');

/**
 * Keeps the built nodes from waiting for what a test need not see: backoff is random from 0 up, so with chance held at 0
 * every pause is the shortest (50 ms), and the second look at an order comes at once.
 */
export function keepWaitsShort(): void {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const { systemClock } = jest.requireActual<typeof clockModule>(BUILT_CLOCK);
		const wait = systemClock.wait.bind(systemClock);
		jest
			.spyOn(systemClock, 'wait')
			.mockImplementation(async (ms, signal) => await wait(ms === SECOND_LOOK_MS ? 0 : ms, signal));
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}
