import { CANCELLATIONS } from '../samples';
import { credentialFor, runAgainst, stopRequests } from '../support/againstSandbox';
import { outcomesOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const OTHER_KEY = 'key-of-the-other-tenant';

describe.each(CANCELLATIONS)('$label: two accounts that have the same ID', (cancellation) => {
	const sandbox = useSandbox();
	const { vendor, statuses } = cancellation;
	const id = cancellation.idOf(0);

	/** Puts the ID into both accounts, and gives back their credentials. */
	function seedBoth(mine: string, theirs: string) {
		cancellation.seed(sandbox(), id, mine);
		cancellation.seed(sandbox(), id, theirs, { tenant: 'other' });
		sandbox().addKey(vendor.name, OTHER_KEY, ['cancel', 'read'], 'other');
		return [
			credentialFor(sandbox(), cancellation),
			credentialFor(sandbox(), cancellation, OTHER_KEY),
		];
	}

	/** Whose it was that was really stopped, in order. */
	function stoppedFor(): Array<string | null> {
		const done = stopRequests(sandbox(), cancellation).filter(({ processed }) => processed);
		return done.map(({ tenant }) => tenant);
	}

	it('each credential stops what belongs to its own account', async () => {
		const [, theirs] = seedBoth(statuses.open, statuses.open);

		const { items } = await runAgainst(sandbox(), cancellation, [id], { credential: theirs });

		expect(outcomesOf(items)).toEqual(['cancelled']);
		expect(stoppedFor()).toEqual(['other']);
	});

	it('runs at the same time tell each of them the truth about its own', async () => {
		const credentials = seedBoth(statuses.open, statuses.late);

		const runs = await Promise.all(
			credentials.map(async (credential) => {
				const { items } = await runAgainst(sandbox(), cancellation, [id], { credential });
				return outcomesOf(items);
			}),
		);

		expect(runs).toEqual([['cancelled'], ['tooLate']]);
		expect(stoppedFor()).toEqual(['default']);
	});
});
