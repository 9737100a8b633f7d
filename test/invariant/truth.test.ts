import { keepWaitsShort } from '../support/shortWaits';
import { searchForLies } from './search';

keepWaitsShort();

/** A report names the command that repeats its world; `RUNS=10000 npx jest test/invariant` searches further. */
const { SEED, FC_PATH } = process.env;
const runs = Number(process.env.RUNS ?? (FC_PATH === undefined ? 1000 : 1));
const lanes = FC_PATH === undefined ? 8 : 1;
const seed = SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED);

describe('the truth, whatever happens', () => {
	it(
		`holds in ${runs} random worlds`,
		async () => {
			expect(await searchForLies({ runs, lanes, seed, path: FC_PATH })).toEqual([]);
		},
		runs * 3_000,
	);
});
