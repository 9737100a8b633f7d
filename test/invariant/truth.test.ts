import fc from 'fast-check';

import { useSandbox } from '../support/services';
import { keepWaitsShort } from '../support/shortWaits';
import { scenarios } from './scenario';
import { violations } from './truth';

keepWaitsShort();

/** `RUNS=10000 SEED=1 FC_PATH=3:0 npx jest test/invariant` repeats or widens the search. */
const RUNS = Number(process.env.RUNS ?? 200);
const { SEED, FC_PATH } = process.env;

describe('the truth, whatever happens', () => {
	const sandbox = useSandbox();

	it(
		`holds in ${RUNS} random worlds`,
		async () => {
			await fc.assert(
				fc.asyncProperty(scenarios, async (scenario) => {
					expect(await violations(sandbox(), scenario)).toEqual([]);
				}),
				{
					numRuns: RUNS,
					...(SEED === undefined ? {} : { seed: Number(SEED) }),
					...(FC_PATH === undefined ? {} : { path: FC_PATH }),
				},
			);
		},
		RUNS * 3_000,
	);
});
