import fc from 'fast-check';

import { startSandbox } from '../../sandbox';
import { keepWaitsShort } from '../support/shortWaits';
import { scenarios } from './scenario';
import { violations } from './truth';

keepWaitsShort();

/**
 * What a world found untrue prints its seed and path; `SEED=... FC_PATH=... npx jest test/invariant` repeats just that
 * one, `RUNS=10000 npx jest test/invariant` searches further.
 */
const { SEED, FC_PATH } = process.env;
const RUNS = Number(process.env.RUNS ?? (FC_PATH === undefined ? 1000 : 1));

/** Worlds wait more than they work, so several are searched at the same time, each with a sandbox of its own. */
const LANES = FC_PATH === undefined ? 8 : 1;

const FIRST_SEED = SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);

async function search(lane: number): Promise<void> {
	const sandbox = await startSandbox();
	try {
		await fc.assert(
			fc.asyncProperty(scenarios, async (scenario) => {
				expect(await violations(sandbox, scenario)).toEqual([]);
			}),
			{
				seed: FIRST_SEED + lane,
				numRuns: Math.ceil(RUNS / LANES),
				...(FC_PATH === undefined ? {} : { path: FC_PATH }),
			},
		);
	} finally {
		await sandbox.close();
	}
}

describe('the truth, whatever happens', () => {
	it(
		`holds in ${RUNS} random worlds`,
		async () => {
			await Promise.all(Array.from({ length: LANES }, async (_, lane) => await search(lane)));
		},
		RUNS * 3_000,
	);
});
