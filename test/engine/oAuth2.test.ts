import { cancellationOf } from '../samples';
import {
	operationsSeen,
	reading,
	runAgainst,
	seedOpen,
	stopRequests,
	timesStopped,
} from '../support/againstSandbox';
import { openList } from '../support/editorList';
import { outcomesOf, resultOf, type NodeRun } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';

keepWaitsShort();

const sandbox = useSandbox();

const order = cancellationOf('thanksIo');

/** The same node where somebody has signed in, with what is particular about their access token. */
function signedIn(grant: { uses?: number; tenant?: string } = {}) {
	const { type, data } = sandbox().oAuth2CredentialOf('thanksIo', grant);
	return { operation: { ...order, node: { ...order.node, credentialType: type } }, data };
}

async function run(
	{ operation, data }: ReturnType<typeof signedIn>,
	ids: string[],
	{ parameters, ...more }: Partial<NodeRun> = {},
) {
	return await runAgainst(sandbox(), operation, ids, {
		credential: data,
		parameters: { authentication: 'oAuth2', ...parameters },
		...more,
	});
}

/** The requests for tokens, as the sandbox answered them. */
function renewals(): string[] {
	return sandbox()
		.tokenRequests()
		.map(({ grantType, status }) => `${grantType} ${status}`);
}

const timesOf = (ids: string[]) => ids.map((id) => timesStopped(sandbox(), order, id));

describe('thanks.io with OAuth2', () => {
	it('cancels, reads and lists with the access token of the account', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);
		const account = signedIn();

		const cancelled = await run(account, [id]);
		const read = await run(
			{ ...account, operation: { ...account.operation, ...reading(account.operation) } },
			[id],
		);

		expect(outcomesOf(cancelled.items)).toEqual(['cancelled']);
		expect(resultOf(read.items[0])).toMatchObject({ status: 'Cancelled' });
		expect(operationsSeen(sandbox())).toEqual(['cancel', 'get']);
		expect(renewals()).toEqual([]);
	});

	it('fills the list in the editor, with a token that is renewed for it', async () => {
		const ids = seedOpen(sandbox(), order, 2);
		const { operation, data } = signedIn({ uses: 1 });
		const list = {
			node: operation.node,
			credential: data,
			parameters: { authentication: 'oAuth2' },
		};

		const opened = [await openList(list), await openList(list)];

		for (const { results } of opened) {
			expect(results.map(({ value }) => value).sort()).toEqual(ids);
		}
		expect(renewals()).toEqual(['refresh_token 200']);
	});

	it('a token that expires in the middle of 50 orders is renewed once, and no order is cancelled twice', async () => {
		const ids = seedOpen(sandbox(), order, 50);

		// Those that were under way with the expired token are sent twice: more than the published limit has room for.
		const options = { requestsPerMinute: 6000 };

		const { items } = await run(signedIn({ uses: 20 }), ids, { options });

		expect(outcomesOf(items)).toEqual(ids.map(() => 'cancelled'));
		expect(renewals()).toEqual(['refresh_token 200']);
		expect(timesOf(ids)).toEqual(ids.map(() => 1));
	});

	it('what was sent with the expired token counts as an attempt that was not carried out', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);
		const { operation, data } = signedIn({ uses: 1 });
		await run({ operation, data }, [id], { options: { dryRun: true } });

		const { items } = await run({ operation, data }, [id]);

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled', attempts: 2 });
		expect(stopRequests(sandbox(), order).map(({ status }) => status)).toEqual([401, 200]);
	});

	it('under a condition, the order is read again before the cancel is sent again', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);
		const options = { onlyIfStatus: ['reviewing'] };

		const { items } = await run(signedIn({ uses: 1 }), [id], { options });

		expect(outcomesOf(items)).toEqual(['cancelled']);
		expect(operationsSeen(sandbox())).toEqual(['get', 'cancel', 'probe', 'probe', 'get', 'cancel']);
		expect(timesOf([id])).toEqual([1]);
	});

	it('two executions with one credential renew the token once between them', async () => {
		const ids = seedOpen(sandbox(), order, 40);
		const account = signedIn({ uses: 10 });
		const more = { credentialId: 'shared', options: { requestsPerMinute: 6000 } };

		const runs = await Promise.all([
			run(account, ids.slice(0, 20), more),
			run(account, ids.slice(20), more),
		]);

		expect(runs.flatMap(({ items }) => outcomesOf(items))).toEqual(ids.map(() => 'cancelled'));
		expect(renewals()).toEqual(['refresh_token 200']);
		expect(timesOf(ids)).toEqual(ids.map(() => 1));
	});

	it('access that was withdrawn: nothing more is sent, and the person is told to connect again', async () => {
		const ids = seedOpen(sandbox(), order, 10);
		const account = signedIn({ uses: 1 });
		sandbox().endRenewals();

		const { items } = await run(account, ids);

		const [first, ...others] = items.map(resultOf);
		expect(first).toMatchObject({ outcome: 'cancelled' });
		for (const other of others) {
			expect(other).toMatchObject({ outcome: 'unauthorized', stopped: false });
			expect(other.nextStep).toMatch(/connect/i);
		}
		expect(renewals()).toEqual(['refresh_token 400']);
	});

	it('a sign-in service that is down proves nothing about the account', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);
		const account = signedIn({ uses: 1 });
		await run(account, [id], { options: { dryRun: true } });
		sandbox().endRenewals(503);

		const { items } = await run(account, [id]);

		expect(resultOf(items[0])).toMatchObject({ outcome: 'forbidden', stopped: false, attempts: 1 });
	});

	it('an order of another account is not for this one, and the token is not renewed for it', async () => {
		const [own = ''] = seedOpen(sandbox(), order, 1);
		const theirs = order.idOf(7);
		order.seed(sandbox(), theirs, order.statuses.open, { tenant: 'somebody else' });

		const { items } = await run(signedIn(), [theirs, own]);

		expect(outcomesOf(items)).toEqual(['forbidden', 'cancelled']);
		expect(renewals()).toEqual([]);
	});

	it('without an account that is connected nothing is sent', async () => {
		const [id = ''] = seedOpen(sandbox(), order, 1);
		const { operation, data } = signedIn();

		const { items } = await run({ operation, data: { ...data, oauthTokenData: '' } }, [id]);

		expect(resultOf(items[0])).toMatchObject({
			outcome: 'notAttempted',
			message: expect.stringContaining('not connected to an account') as string,
		});
		expect(sandbox().requests()).toEqual([]);
	});

	it('no token and no secret gets into anything that is stored', async () => {
		const ids = seedOpen(sandbox(), order, 3);
		const account = signedIn({ uses: 1 });

		const { run: execution } = await run(account, ids);

		const stored = JSON.stringify(execution);
		expect(stored).not.toContain('sandbox-thanksIo-access');
		expect(stored).not.toContain('sandbox-thanksIo-refresh');
		expect(stored).not.toContain(account.data.clientSecret);
	});
});
