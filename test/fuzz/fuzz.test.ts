import { ENTRY_POINTS } from './entryPoints';
import { searchIn } from './search';

/** Every test run sees the same inputs; `npm run fuzz` looks for new ones. */
const SEED = 20261126;

/** Functions are quicker than whole runs of a node. */
const RUNS = { pure: 200, whole: 60 };

describe('whatever comes in from outside', () => {
	it.each(ENTRY_POINTS)('leaves all whole and true ($name)', async (entry) => {
		const runs = entry.isPure ? RUNS.pure : RUNS.whole;
		const { report } = await searchIn(entry, { seed: SEED, runs });
		expect(report).toBeNull();
	});
});
