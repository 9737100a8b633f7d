import { resolve } from 'node:path';
import { createRequire } from 'node:module';

import type * as clockModule from '../../nodes/orders/clock';

/** Longer than a request of a world may take, and than a refusal of a world hides what becomes of the order. */
const PAUSE_MS = 300;

const LONG_MS = 1_000;

const BUILT_CLOCK = resolve(__dirname, '../../dist/nodes/orders/clock.js');

const load = createRequire(__filename);

/**
 * Makes the built nodes wait for a short time: backoff is random from 0 up, so with chance held at 0 every one is the
 * shortest, and pauses of a second and longer (before a second look at an order) take as long as the worlds need.
 *
 * @returns makes them wait as long as they do for users
 */
export function keepPausesShort(): () => void {
	const { systemClock } = load(BUILT_CLOCK) as typeof clockModule;
	const { wait } = systemClock;
	const { random } = Math;
	Math.random = () => 0;
	systemClock.wait = async (ms, signal) => await wait(ms < LONG_MS ? ms : PAUSE_MS, signal);
	return () => {
		Math.random = random;
		systemClock.wait = wait;
	};
}
