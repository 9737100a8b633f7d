import type { IDataObject } from 'n8n-workflow';

import { ORDERS, type Cancellation } from '../samples';
import { credentialFor, listOf, reading, runAgainst, seedOpen } from '../support/againstSandbox';
import { resultOf, type NodeRun } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

/*
 * n8n goes on after an exception if `onError` says so or the older flag `continueOnFail` does, and then sends all INPUT
 * items on by the success branch, as if all had worked. So nothing may be thrown there, whatever is broken.
 */

const MISSING_NODE = "={{ $('Nowhere').item.json.x }}";

/** How n8n is told to go on, and the output that failed items leave by. */
const GOING_ON: Array<[settings: NonNullable<NodeRun['settings']>, output: 0 | 1]> = [
	[{ onError: 'continueRegularOutput' }, 0],
	[{ onError: 'continueErrorOutput' }, 1],
	[{ continueOnFail: true }, 0],
	[{ onError: 'stopWorkflow', continueOnFail: true }, 0],
	[{ onError: 'continueRegularOutput', continueOnFail: true }, 0],
	[{ onError: 'continueErrorOutput', continueOnFail: true }, 1],
	[{ onError: 'continueRegularOutput', continueOnFail: false }, 0],
	[{ onError: 'continueErrorOutput', continueOnFail: false }, 1],
];

const STOPPING: Array<NonNullable<NodeRun['settings']>> = [
	{},
	{ onError: 'stopWorkflow' },
	{ continueOnFail: false },
	{ onError: 'stopWorkflow', continueOnFail: false },
];

/** What breaks the node before it can look at an order, and a part of what it says then. */
const BROKEN: Array<[what: string, run: Partial<NodeRun>, message: string]> = [
	['Resource names a missing node', { parameters: { resource: MISSING_NODE } }, 'is not known'],
	['Operation names a missing node', { parameters: { operation: MISSING_NODE } }, 'is not known'],
	['the operation is unknown', { parameters: { operation: 'recall' } }, "The operation 'recall'"],
	['Simplify names a missing node', { parameters: { simplify: MISSING_NODE } }, "'Simplify' could"],
	['an option names a missing node', { options: { giveUpAfter: MISSING_NODE } }, 'options of this'],
	[
		'the credential is not https',
		{ credential: { baseUrl: 'http://example.com' } },
		'is not https',
	],
	['the credential names a missing node', { credential: { baseUrl: MISSING_NODE } }, 'credential'],
];

const sandbox = useSandbox();

const KINDS: Array<[kind: string, set: (order: Cancellation) => Parameters<typeof runAgainst>[1]]> =
	[
		['Cancel', (order) => order],
		['Get', reading],
		['Get Many', ({ vendor }) => listOf(vendor)],
	];

// What goes on or stops knows no vendor, so one of them is enough.
describe.each(ORDERS.slice(0, 1))('$label', (order) => {
	async function run(
		set: (order: Cancellation) => Parameters<typeof runAgainst>[1],
		more: Partial<NodeRun>,
		settings: NodeRun['settings'],
	) {
		const ids = seedOpen(sandbox(), order, 3);
		const credential = { ...credentialFor(sandbox(), order), ...more.credential };
		return await runAgainst(sandbox(), set(order), ids, { ...more, credential, settings });
	}

	describe.each(KINDS)('%s', (_kind, set) => {
		describe.each(BROKEN)('%s', (_what, more, message) => {
			it.each(GOING_ON)('%j: every item leaves as failed', async (settings, output) => {
				const { items, failed, thrown } = await run(set, more, settings);

				expect(thrown).toBeUndefined();
				const [bad, good] = output === 0 ? [items, failed] : [failed, items];
				expect(good).toEqual([]);
				expect(bad.map(({ pairedItem }) => pairedItem)).toEqual(
					[0, 1, 2].map((item) => ({ item })),
				);
				for (const item of bad) {
					const { error } = item.json as { error?: IDataObject };
					expect(error).toMatchObject({ service: order.vendor.service, outcome: 'notAttempted' });
					expect(error?.message).toContain(message);
					expect(error?.nextStep).toMatch(/^[A-Z].{10}/);
				}
				expect(sandbox().requests()).toEqual([]);
			});

			it.each(STOPPING)('%j: the node ends with what is wrong', async (settings) => {
				const { items, failed, thrown } = await run(set, more, settings);

				expect([...items, ...failed]).toEqual([]);
				expect(thrown?.message).toContain(message);
				expect(sandbox().requests()).toEqual([]);
			});
		});
	});

	it.each(GOING_ON)(
		'%j: what was stopped leaves by the success branch, the rest as failed',
		async (settings, output) => {
			const ids = seedOpen(sandbox(), order, 3);
			order.seed(sandbox(), ids[1] ?? '', order.statuses.late);

			const { items, failed } = await runAgainst(sandbox(), order, ids, { settings });

			const bad = output === 0 ? items.filter(({ json }) => 'error' in json) : failed;
			const good = items.filter(({ json }) => !('error' in json));
			expect(good.map((item) => resultOf(item).orderId)).toEqual([ids[0], ids[2]]);
			expect(bad.map((item) => resultOf(item).orderId)).toEqual([ids[1]]);
		},
	);
});
