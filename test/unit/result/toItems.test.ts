import type { Outcome } from '../../../nodes/orders/contract/outcome';
import { isGood, toItems, type ItemResult } from '../../../nodes/orders/result/toItems';
import { item, NAMES } from '../support/results';

/** Which branch an order leaves by: as it is, in a dry run, with When Refused set to Report. */
const BRANCHES: Array<[Outcome, string, string, string]> = [
	['cancelled', 'success', 'success', 'success'],
	['alreadyCancelled', 'success', 'success', 'success'],
	['cancellable', 'success', 'success', 'success'],
	['tooLate', 'error', 'success', 'success'],
	['notFound', 'error', 'success', 'success'],
	['rejected', 'error', 'success', 'success'],
	['invalidOrderId', 'error', 'success', 'success'],
	['unauthorized', 'error', 'error', 'error'],
	['forbidden', 'error', 'error', 'error'],
	['rateLimited', 'error', 'error', 'error'],
	['unknown', 'error', 'error', 'error'],
	['notAttempted', 'error', 'error', 'error'],
];

function branchOf(entry: ItemResult): string {
	return isGood(entry) ? 'success' : 'error';
}

describe('the branch that an order leaves by', () => {
	it.each(BRANCHES)(
		'%s: %s; in a dry run %s; with refusals reported %s',
		(outcome, plain, dry, report) => {
			expect(branchOf(item(outcome))).toBe(plain);
			expect(branchOf(item(outcome, { dryRun: true }))).toBe(dry);
			expect(branchOf(item(outcome, { reportRefusal: true }))).toBe(report);
		},
	);
});

describe('the output items', () => {
	it('of orders that went well are their results', () => {
		const entry = item('cancelled');
		expect(toItems([entry], true)).toEqual([
			{ json: { ...entry.result }, pairedItem: { item: 0 } },
		]);
	});

	it('of orders that did not have one key, error, with the same result in it', () => {
		const entry = item('unknown');
		const [only] = toItems([entry], true);
		expect(only).toEqual({ json: { error: { ...entry.result } }, pairedItem: { item: 0 } });
		expect(Object.keys(only?.json ?? {})).toEqual(['error']);
	});

	it.each([
		['cancelled' as const, 'json'],
		['unknown' as const, 'error'],
	])('without simplify hold the evidence beside the result (%s)', (outcome, place) => {
		const entry = item(outcome);
		const [only] = toItems([entry], false);
		const all = { ...entry.result, ...entry.evidence };
		expect(only?.json).toEqual(place === 'json' ? all : { error: all });
	});

	it('with simplify hold nothing of the evidence, and so no recipient', () => {
		const evidence = { ...item('cancelled').evidence, response: { name: 'Renate Beispielfrau' } };
		for (const outcome of NAMES) {
			const items = toItems([item(outcome, { evidence })], true);
			expect(JSON.stringify(items)).not.toMatch(/Renate|response|verifiedBy|httpStatus|checkedAt/);
		}
	});

	it('are one for each input item, in order, and paired with it', () => {
		const entries = NAMES.map((outcome, index) => item(outcome, { item: index }));
		expect(toItems(entries, true).map(({ pairedItem }) => pairedItem)).toEqual(
			NAMES.map((_, index) => ({ item: index })),
		);
	});

	it('of the same order twice are equal and do not share their data', () => {
		const entry = item('cancelled');
		const [first, second] = toItems([entry, { ...entry, item: 1 }], true);
		expect(first?.json).toEqual(second?.json);
		expect(first?.json).not.toBe(second?.json);
	});
});
