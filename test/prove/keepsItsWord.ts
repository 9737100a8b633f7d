import { explore } from './search';
import { THINGS } from './things';
import type { Mode } from './world';

/**
 * A test for everything that is proven: `npm run prove` goes on to three disturbances. Each mode is a file of its own, so
 * that they are played beside one another.
 *
 * @param least worlds with two disturbances, so that it comes up if something is not played any more
 */
export function keepsItsWord(mode: Mode, least: number): void {
	it.each(THINGS)(
		`$label, ${mode}: keeps its word whatever goes wrong twice`,
		async (thing) => {
			const { worlds, violations } = await explore(thing, mode, 2);
			expect(violations).toEqual({});
			expect(worlds[2]).toBeGreaterThan(least);
		},
		180_000,
	);
}
