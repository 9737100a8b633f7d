import fc from 'fast-check';

import { startSandbox } from '../../sandbox';
import type { Cancellation } from '../samples';
import { scenariosOf } from './scenario';
import { violations } from './truth';

/** Where to look, and how far. */
export interface Search {
	cancellation: Cancellation;
	runs: number;
	/** Worlds wait more than they work, so several are searched at the same time, each with a sandbox of its own. */
	lanes: number;
	/** Lane n searches from seed + n. */
	seed: number;
	/** Repeats one world that a search has found. */
	path?: string;
}

const SHORTEST_SEARCH_MS = 20_000;

const MS_PER_WORLD = 2_000;

async function searchLane(search: Search, lane: number): Promise<string[]> {
	const { cancellation, runs, lanes, seed, path } = search;
	const sandbox = await startSandbox();
	const truth = fc.asyncProperty(scenariosOf(cancellation), async (scenario) => {
		const untrue = await violations(sandbox, scenario);
		if (untrue.length > 0) throw new Error(untrue.join('; '));
	});
	const numRuns = Math.ceil(runs / lanes);
	const found = await fc.check(truth, {
		seed: seed + lane,
		numRuns,
		// A world that is not true is made as small as this time allows.
		interruptAfterTimeLimit: SHORTEST_SEARCH_MS + numRuns * MS_PER_WORLD,
		...(path === undefined ? {} : { path }),
	});
	await sandbox.close();
	if (!found.failed) {
		return found.numRuns < numRuns ? [`Only ${found.numRuns} of ${numRuns} worlds in time`] : [];
	}
	// A pattern without quotes, because one label has an apostrophe.
	const title = `^${cancellation.label.replace(/'/g, '.')} tells`;
	const repeat = `SEED=${found.seed} FC_PATH=${found.counterexamplePath} npx jest test/invariant -t '${title}'`;
	const world = JSON.stringify(found.counterexample, (key, value: unknown) =>
		key === 'cancellation' ? undefined : value,
	);
	return [`${String(found.errorInstance)}\n${world}\nRepeat it with: ${repeat}`];
}

/**
 * Searches random worlds for one in which the node does not tell the truth.
 *
 * @returns a report with the command that repeats it for each lane that found one; empty if all told the truth
 */
export async function searchForLies(search: Search): Promise<string[]> {
	const lanes = Array.from(
		{ length: search.lanes },
		async (_, lane) => await searchLane(search, lane),
	);
	return (await Promise.all(lanes)).flat();
}
