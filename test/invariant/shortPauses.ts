import { resolve } from 'node:path';
import { createRequire } from 'node:module';

import type { Clock } from '../../nodes/orders/clock';

/** Longer than the requests of a world may take, and than what a refusal of a world hides for a while. */
export const PAUSE_MS = 80;

const LONG_MS = 1_000;

const load = createRequire(__filename);

/**
 * Pauses of a second and longer, in which nothing is expected but that time passes, are short in the built nodes.
 *
 * @returns makes them long again
 */
export function keepPausesShort(): () => void {
	const { systemClock } = load(resolve(__dirname, '../../dist/nodes/orders/clock.js')) as {
		systemClock: Clock;
	};
	const { wait } = systemClock;
	systemClock.wait = async (ms, signal) => await wait(ms < LONG_MS ? ms : PAUSE_MS, signal);
	return () => (systemClock.wait = wait);
}
