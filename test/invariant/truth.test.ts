import { keepWaitsShort } from '../support/shortWaits';
import { searchForLies } from './search';

keepWaitsShort();

/**
 * A report names the command that repeats its world. Every test run visits the same worlds, so that a change is judged
 * by what it changed; `npm run soak` looks for new ones, and so does `SEED=1 RUNS=10000 npx jest test/invariant`.
 */
const { SEED = '20261121', FC_PATH } = process.env;
const runs = Number(process.env.RUNS ?? (FC_PATH === undefined ? 400 : 1));
const lanes = FC_PATH === undefined ? 20 : 1;
const seed = Number(SEED);

describe('the truth, whatever happens', () => {
	it(
		`holds in ${runs} random worlds`,
		async () => {
			expect(await searchForLies({ runs, lanes, seed, path: FC_PATH })).toEqual([]);
		},
		runs * 3_000,
	);
});
