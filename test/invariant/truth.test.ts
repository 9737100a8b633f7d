import { CANCELLATIONS, READ_FIRST } from '../samples';
import { searchForLies } from './search';
import { keepPausesShort } from './shortPauses';

let restorePauses: () => void;
beforeAll(() => (restorePauses = keepPausesShort()));
afterAll(() => restorePauses());

/**
 * A report names the command that repeats its world. Every test run visits the same worlds, so that a change is judged
 * by what it changed; `npm run soak` looks for new ones, and so does `SEED=1 RUNS=10000 npx jest test/invariant`.
 */
const { SEED = '20261121', RUNS = '240', FC_PATH } = process.env;
const WAYS = [...CANCELLATIONS, ...READ_FIRST];
const runs = FC_PATH === undefined ? Math.ceil(Number(RUNS) / WAYS.length) : 1;
const lanes = FC_PATH === undefined ? 20 : 1;

describe.each(WAYS)('$label', (cancellation) => {
	// The worlds of the others, with another thing to stop in them, would find less.
	const others = FC_PATH === undefined ? WAYS.indexOf(cancellation) : 0;
	const seed = Number(SEED) + lanes * others;

	it(
		`tells the truth in ${runs} random worlds`,
		async () => {
			const reports = await searchForLies({ cancellation, runs, lanes, seed, path: FC_PATH });
			expect(reports).toEqual([]);
		},
		runs * 3_000,
	);
});
