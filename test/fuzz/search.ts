import { inspect } from 'node:util';
import fc from 'fast-check';

import { ENTRY_POINTS, type EntryPoint } from './entryPoints';

/** How far a search goes. */
export interface Search {
	seed: number;
	/** At most. */
	runs: number;
	/** Ends it earlier; left out: it goes on to its last run. */
	limitMs?: number;
	/** Repeats one input that a search has found. */
	path?: string;
}

/** What a search came to. */
export interface Found {
	runs: number;
	/** With the command that repeats it; null: all is well. */
	report: string | null;
}

/** More of an input is a page, not a report. */
const LONGEST_INPUT = 4_000;

/** Shrinking ends after this, with the smallest input that was found by then. */
const SHRINKING_MS = 20_000;

export function entryPointsCalled(part: string): EntryPoint[] {
	return ENTRY_POINTS.filter(({ name }) => name.includes(part));
}

/** Looks for an input of an entry point for which something does not hold that always has to. */
export async function searchIn(entry: EntryPoint, search: Search): Promise<Found> {
	const { seed, runs, limitMs, path } = search;
	const property = fc.asyncProperty(entry.inputs, async (input) => {
		await entry.check(input as never);
	});
	const found = await fc.check(property, {
		seed,
		numRuns: path === undefined ? runs : 1,
		...(path === undefined ? {} : { path, endOnFailure: true }),
		interruptAfterTimeLimit: limitMs ?? SHRINKING_MS,
		markInterruptAsFailure: false,
	});
	if (!found.failed) return { runs: found.numRuns, report: null };
	const repeat = `npm run fuzz -- --only '${entry.name.replaceAll("'", "'\\''")}' --seed ${seed} --path ${found.counterexamplePath ?? ''}`;
	const report = [
		`${entry.name} (seed ${seed}, path ${found.counterexamplePath ?? ''})`,
		String(found.errorInstance instanceof Error ? found.errorInstance.stack : found.errorInstance),
		inspect(found.counterexample, { depth: 12, breakLength: 120 }).slice(0, LONGEST_INPUT),
		`Repeat it with: ${repeat}`,
	].join('\n');
	return { runs: found.numRuns, report };
}
