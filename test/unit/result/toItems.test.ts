import { isGood, toItems, type ItemResult } from '../../../nodes/orders/result/orderResult';
import { SIMPLIFIED } from '../../../nodes/orders/result/shape';
import type { Outcome } from '../../../nodes/orders/result/verdict';
import { NAMES, resultFor } from '../support/results';

const RAW = { isRaw: true, keys: null };

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

describe('the branch that an order leaves by', () => {
	const branchOf = (entry: ItemResult) => (isGood(entry) ? 'success' : 'error');

	it.each(BRANCHES)(
		'is for %s: %s; in a dry run %s; with refusals reported %s',
		(outcome, plain, dry, report) => {
			expect(branchOf(resultFor(outcome))).toBe(plain);
			expect(branchOf(resultFor(outcome, { dryRun: true }))).toBe(dry);
			expect(branchOf(resultFor(outcome, { reportRefusal: true }))).toBe(report);
		},
	);
});

describe('the output items', () => {
	it('of orders that went well are their results', () => {
		const entry = resultFor('cancelled');
		expect(toItems([entry], SIMPLIFIED)).toEqual([{ json: entry.result, pairedItem: { item: 0 } }]);
	});

	it('of orders that did not have one key, error, with the same result in it', () => {
		const entry = resultFor('unknown');
		const items = toItems([entry], SIMPLIFIED);
		expect(items).toEqual([{ json: { error: entry.result }, pairedItem: { item: 0 } }]);
	});

	it('hold the evidence beside the result without Simplify', () => {
		for (const outcome of ['cancelled', 'unknown'] as const) {
			const entry = resultFor(outcome);
			const all = { ...entry.result, ...entry.evidence };
			const [only] = toItems([entry], RAW);
			expect(only?.json).toEqual(outcome === 'cancelled' ? all : { error: all });
		}
	});

	it('hold nothing of the evidence with Simplify, and so no recipient', () => {
		const response = { name: 'Renate Beispielfrau' };
		for (const outcome of NAMES) {
			const items = toItems([resultFor(outcome, { verdict: { response } })], SIMPLIFIED);
			expect(JSON.stringify(items)).not.toMatch(/Renate|response|verifiedBy|httpStatus|checkedAt/);
		}
	});

	it('are one for each input item, in order, and paired with it', () => {
		const entries = NAMES.map((outcome, item) => resultFor(outcome, { item }));
		const paired = toItems(entries, SIMPLIFIED).map(({ pairedItem }) => pairedItem);
		expect(paired).toEqual(NAMES.map((_, item) => ({ item })));
	});

	it('of the same order twice are equal and do not share their data', () => {
		const entry = resultFor('cancelled');
		const [first, second] = toItems([entry, { ...entry, item: 1 }], SIMPLIFIED);
		expect(first?.json).toEqual(second?.json);
		expect(first?.json).not.toBe(second?.json);
	});
});
