import { join } from 'node:path';

import type * as clockModule from '../../nodes/orders/clock';
import { PACKAGE } from '../package/repoFiles';

/** Pauses of the built nodes: before they read an order a second time, and the shortest before another try. */
const PAUSES_MS: readonly number[] = [2_000, 50];

const BUILT_CLOCK = join(PACKAGE, 'dist/nodes/orders/clock.js');

/**
 * Keeps the built nodes from waiting for what a test need not see. Backoff is random from 0 up, so with chance held at 0
 * every pause is the shortest; that one, and the one before the second look at an order, are over at once.
 */
export function keepWaitsShort(): void {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		const { systemClock } = jest.requireActual<typeof clockModule>(BUILT_CLOCK);
		const wait = systemClock.wait.bind(systemClock);
		jest
			.spyOn(systemClock, 'wait')
			.mockImplementation(
				async (ms, signal) => await wait(PAUSES_MS.includes(ms) ? 0 : ms, signal),
			);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}
