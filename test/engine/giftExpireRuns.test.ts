import { giftCase } from '../support/reads';
import { resultOf } from '../support/runNode';
import { credentialFor, runAgainst } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const EXPIRE = giftCase('expire');

const sandbox = useSandbox();

/** Gifts in these statuses; gives back their ids. */
function seed(...statuses: string[]): string[] {
	return statuses.map((status, number) => {
		const id = EXPIRE.idOf(number);
		sandbox().seedGift({ id, status, orders: [] });
		return id;
	});
}

function expiries(): number {
	return sandbox().requests({ operation: 'expire' }).length;
}

describe('Snappy: Expire, a run of several gifts', () => {
	it('sums up in the words of what was done, and names the others', async () => {
		const ids = seed('opened', 'claimed', 'expired', 'opened');

		const kept = await runAgainst(sandbox(), EXPIRE, [...ids, ids[0]]);
		expect(kept.hints).toEqual(['3 of 5 gifts expired, 1 too late, 1 already expired']);

		const stopped = await runAgainst(sandbox(), EXPIRE, ids, { settings: {} });
		expect(stopped.thrown?.message).toMatch(/^1 of 4 gifts was not expired \(1 too late\)\. /);
		expect(expiries()).toBe(8);
	});

	it('Only If Status is about the gift', async () => {
		const ids = seed('unopened', 'opened');

		const { items } = await runAgainst(sandbox(), EXPIRE, ids, {
			options: { onlyIfStatus: ['unopened'] },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(['cancelled', 'rejected']);
		expect(resultOf(items[1]).message).toBe(
			`Gift ${ids[1]} was not expired (status opened): 'Only If Status' allows only unopened`,
		);
		expect(expiries()).toBe(1);
	});

	it('Dry Run: says what could be expired, and sends nothing', async () => {
		const [id] = seed('opened');

		const { items } = await runAgainst(sandbox(), EXPIRE, [id], { options: { dryRun: true } });

		const result = resultOf(items[0]);
		expect(result).toMatchObject({ outcome: 'cancellable', attempts: 0 });
		expect(result.message).toBe(
			`Dry run: gift ${id} can still be expired (status opened), and nothing was sent to do so`,
		);
		expect(result.nextStep).toBe("Turn off 'Dry Run' to expire it");
		expect(expiries()).toBe(0);
	});

	it('a key without the right is forbidden; a wrong one ends the run', async () => {
		const [id] = seed('opened');
		sandbox().addKey('snappy', 'readonlykey', ['read']);
		for (const [key, outcome] of [
			['readonlykey', 'forbidden'],
			['wrongkey', 'unauthorized'],
		] as const) {
			const { items } = await runAgainst(sandbox(), EXPIRE, [id], {
				credential: credentialFor(sandbox(), EXPIRE, key),
			});
			expect(resultOf(items[0])).toMatchObject({ outcome, stopped: false });
			expect(resultOf(items[0]).message).toContain(`so gift ${id} was not expired`);
		}
	});

	it('company and request source go along', async () => {
		const [id] = seed('opened');

		await runAgainst(sandbox(), EXPIRE, [id], {
			options: { companyId: 'company03', requestSource: 'api_native' },
		});

		const [request] = sandbox().requests();
		expect(request?.path).toBe(`/snappy/public-api/v2/gifts/${id}/expire?companyId=company03`);
		expect(request?.headers['request-source']).toBe('api_native');
		expect(request?.bodyBytes).toBe(0);
	});
});
