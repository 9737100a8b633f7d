import { CANCELLATIONS, ORDERS, type Cancellation } from '../samples';
import {
	credentialFor,
	operationsSeen,
	reading,
	runAgainst,
	seedOpen,
	stopRequests,
} from '../support/againstSandbox';
import { outcomesOf, resultOf } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';

keepWaitsShort();

const sandbox = useSandbox();

/** The shops that share one workflow, and the key of each. */
const KEYS = { north: 'key0of0the0shop0in0north', south: 'key0of0the0shop0in0south' } as const;

type Shop = keyof typeof KEYS;

/** One credential for all shops: its key is an expression that looks at the item. */
function sharedCredential(cancellation: Cancellation) {
	return credentialFor(sandbox(), cancellation, '={{ $json.key }}');
}

/** An item of each shop, in this order. */
function itemsOf(shops: readonly Shop[]) {
	return shops.map((shop) => ({ key: KEYS[shop] }));
}

/** "north cancel": whose key asked for what, in the order of the requests. */
function whoWasAsked(): string[] {
	return sandbox()
		.requests()
		.map(({ tenant, operation }) => `${tenant} ${operation}`);
}

describe.each(CANCELLATIONS)(
	'$label: two shops with the same number in one run',
	(cancellation) => {
		const { vendor, statuses, logged } = cancellation;
		const id = cancellation.idOf(0);

		beforeEach(() => {
			for (const shop of ['north', 'south'] as const) {
				sandbox().addKey(vendor.name, KEYS[shop], ['cancel', 'read'], shop);
			}
		});

		const seed = (tenant: Shop, status: string) =>
			cancellation.seed(sandbox(), id, status, { tenant });

		const run = async (shops: readonly Shop[], more = {}) =>
			await runAgainst(
				sandbox(),
				cancellation,
				shops.map(() => id),
				{
					credential: sharedCredential(cancellation),
					fields: itemsOf(shops),
					...more,
				},
			);

		it('each has its own stopped, with its own key', async () => {
			seed('north', statuses.open);
			seed('south', statuses.open);

			const { items } = await run(['north', 'south']);

			expect(outcomesOf(items)).toEqual(['cancelled', 'cancelled']);
			expect(whoWasAsked().sort()).toEqual([`north ${logged}`, `south ${logged}`]);
		});

		it('each is told about its own only', async () => {
			seed('north', statuses.open);
			seed('south', statuses.late);

			const { items } = await run(['north', 'south', 'north']);

			expect(outcomesOf(items)).toEqual(['cancelled', 'tooLate', 'cancelled']);
			expect(
				stopRequests(sandbox(), cancellation)
					.map(({ tenant }) => tenant)
					.sort(),
			).toEqual(['north', 'south']);
		});

		it('what only one shop has is not stopped for the other', async () => {
			seed('north', statuses.open);

			const { items } = await run(['south', 'north']);

			expect(items.map((item) => resultOf(item).stopped === true)).toEqual([false, true]);
			expect(
				sandbox()
					.orders()
					.filter(({ cancelled }) => cancelled),
			).toEqual(logged === 'cancel' ? [expect.objectContaining({ tenant: 'north' })] : []);
		});

		it('Retry On Fail sends again only what is open, to the shop whose it is', async () => {
			seed('north', statuses.open);
			seed('south', statuses.open);
			sandbox().addFault({ operation: logged, tenant: 'south', kind: 'otherState' });

			const { items } = await run(['north', 'south'], {
				settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
			});

			expect(outcomesOf(items)).toEqual(['cancelled', 'cancelled']);
			const asked = whoWasAsked().filter((entry) => entry.endsWith(logged));
			expect(asked.filter((entry) => entry.startsWith('north'))).toHaveLength(1);
			expect(asked.filter((entry) => entry.startsWith('south'))).toHaveLength(2);
		});

		it('a refused key stops the orders of its shop, and of no other', async () => {
			const ids = Array.from({ length: 12 }, (_, number) => cancellation.idOf(number));
			for (const each of ids)
				cancellation.seed(sandbox(), each, statuses.open, { tenant: 'north' });
			sandbox().revokeKey(vendor.name, KEYS.south);

			const { items } = await runAgainst(sandbox(), cancellation, [...ids, ...ids], {
				credential: sharedCredential(cancellation),
				fields: itemsOf([...ids.map(() => 'north' as const), ...ids.map(() => 'south' as const)]),
			});

			expect(outcomesOf(items.slice(0, 12))).toEqual(Array(12).fill('cancelled'));
			const refused = outcomesOf(items.slice(12));
			expect(new Set(refused)).toEqual(new Set(['unauthorized', 'notAttempted']));
			const wrong = stopRequests(sandbox(), cancellation).filter(({ tenant }) => tenant === null);
			expect(wrong.length).toBeLessThanOrEqual(4);
		});

		it('an item whose key is blank is left alone', async () => {
			seed('north', statuses.open);

			const { items } = await runAgainst(sandbox(), cancellation, [id, id], {
				credential: sharedCredential(cancellation),
				fields: [{ key: '' }, { key: KEYS.north }],
			});

			expect(resultOf(items[0])).toMatchObject({
				outcome: 'notAttempted',
				stopped: false,
				message: expect.stringContaining(
					`the '${vendor.credential.keyLabel}' of the credential is blank`,
				),
			});
			expect(outcomesOf(items)[1]).toBe('cancelled');
			expect(whoWasAsked()).toEqual([`north ${logged}`]);
		});

		it('counts as two for Max Orders', async () => {
			seed('north', statuses.open);
			seed('south', statuses.open);

			const { items } = await run(['north', 'south'], { options: { maxOrders: 1 } });

			expect(outcomesOf(items)).toEqual(['notAttempted', 'notAttempted']);
			expect(sandbox().requests()).toEqual([]);
		});

		it('no key gets into what n8n stores', async () => {
			seed('north', statuses.open);

			const { run: stored } = await run(['north', 'south']);

			const { contextData } = stored.data.executionData ?? {};
			const kept = JSON.stringify([contextData, stored.data.resultData.runData.Cancel]);
			for (const key of Object.values(KEYS)) expect(kept).not.toContain(key);
		});
	},
);

describe.each(ORDERS)(
	'$label: a retry whose credential cannot be opened any more',
	(cancellation) => {
		it('keeps what is settled, and what was in doubt stays unknown', async () => {
			const ids = seedOpen(sandbox(), cancellation, 3);
			const context = {};
			sandbox().addFault({ operation: cancellation.logged, orderId: ids[1], kind: 'cutBefore' });
			sandbox().addFault({ operation: 'get', orderId: ids[1], kind: 'statusBefore', status: 404 });
			const first = await runAgainst(sandbox(), cancellation, ids.slice(0, 2), { context });
			expect(outcomesOf(first.items)).toEqual(['cancelled', 'unknown']);
			const asked = operationsSeen(sandbox()).length;

			const { items } = await runAgainst(sandbox(), cancellation, ids, {
				context,
				credential: { ...credentialFor(sandbox(), cancellation), baseUrl: 'http://example.com' },
			});

			expect(outcomesOf(items)).toEqual(['cancelled', 'unknown', 'notAttempted']);
			expect(operationsSeen(sandbox())).toHaveLength(asked);
		});

		it.each([
			['an option', { options: { giveUpAfter: "={{ $('Nowhere').item.json.x }}" } }],
			['Simplify', { simplify: "={{ $('Nowhere').item.json.x }}" }],
		])('the same where %s is broken', async (_what, parameters) => {
			const [id] = seedOpen(sandbox(), cancellation, 1);
			const context = {};
			await runAgainst(sandbox(), cancellation, [id], { context });

			const { items } = await runAgainst(sandbox(), cancellation, [id], { context, parameters });

			expect(outcomesOf(items)).toEqual(['cancelled']);
			expect(sandbox().requests()).toHaveLength(1);
		});
	},
);

describe.each(ORDERS)('$label: reading for two shops in one run', (cancellation) => {
	it('gives each its own order of the same number', async () => {
		const { vendor, statuses } = cancellation;
		const id = cancellation.idOf(0);
		const states = { north: statuses.open, south: statuses.late };
		for (const shop of ['north', 'south'] as const) {
			sandbox().addKey(vendor.name, KEYS[shop], ['read'], shop);
			cancellation.seed(sandbox(), id, states[shop], { tenant: shop });
		}

		const { items } = await runAgainst(sandbox(), reading(cancellation), [id, id, id], {
			credential: sharedCredential(cancellation),
			fields: itemsOf(['south', 'north', 'south']),
		});

		const { openShown, lateShown } = statuses;
		expect(items.map(({ json }) => json.status)).toEqual([lateShown, openShown, lateShown]);
		expect(whoWasAsked().sort()).toEqual(['north get', 'south get']);
	});
});
