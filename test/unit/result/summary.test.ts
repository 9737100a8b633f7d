import fc from 'fast-check';

import type { Outcome } from '../../../nodes/orders/contract/outcome';
import { complaintOf, summaryOf } from '../../../nodes/orders/result/summary';
import type { ItemResult } from '../../../nodes/orders/result/toItems';
import { aboutOf, finish, item, NAMES } from '../support/results';
import { THANKS_IO } from '../support/subjects';

function items(...parts: Array<[count: number, outcome: Outcome]>): ItemResult[] {
	const outcomes = parts.flatMap(([count, outcome]) => Array<Outcome>(count).fill(outcome));
	return outcomes.map((outcome, index) => item(outcome, { item: index, id: String(1000 + index) }));
}

function dry(results: ItemResult[]): ItemResult[] {
	return results.map((result) => ({ ...result, dryRun: true }));
}

describe('the hint that sums a run up', () => {
	it.each<[string, ItemResult[]]>([
		[
			'97 of 100 orders cancelled, 2 too late, 1 unknown',
			items([97, 'cancelled'], [2, 'tooLate'], [1, 'unknown']),
		],
		['3 of 3 orders cancelled', items([3, 'cancelled'])],
		['1 of 1 order cancelled', items([1, 'cancelled'])],
		['0 of 1 order cancelled, 1 too late', items([1, 'tooLate'])],
		[
			'1 of 2 orders cancelled, 1 already cancelled',
			items([1, 'alreadyCancelled'], [1, 'cancelled']),
		],
		[
			'Dry run: 2 of 3 orders cancellable, 1 too late',
			dry(items([2, 'cancellable'], [1, 'tooLate'])),
		],
		[
			'1 of 2 orders cancelled, 1 cancellable',
			[...items([1, 'cancelled']), ...dry(items([1, 'cancellable']))],
		],
	])('%s', (text, results) => {
		expect(summaryOf(results)).toBe(text);
	});

	it('adds up to the number of orders, whatever became of them', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...NAMES), { minLength: 1 }), (outcomes) => {
				const text = summaryOf(outcomes.map((outcome) => item(outcome)));
				const [first = 0, all, ...others] = (text.match(/\d+/g) ?? []).map(Number);
				expect(all).toBe(outcomes.length);
				expect(others.reduce((sum, count) => sum + count, first)).toBe(outcomes.length);
			}),
		);
	});
});

describe('what the node throws with On Error set to Stop', () => {
	it('is nothing when all went well', () => {
		expect(complaintOf(items([2, 'cancelled'], [1, 'alreadyCancelled']))).toBeNull();
		expect(complaintOf(dry(items([1, 'tooLate'])))).toBeNull();
		expect(complaintOf([])).toBeNull();
	});

	it('is its own message for a single order, with what to do', () => {
		const [only] = items([1, 'tooLate']);
		expect(only && complaintOf([only])).toEqual({
			message: only?.result.message,
			description: only?.result.nextStep,
			itemIndex: 0,
		});
	});

	it('names how many, which and why, and points to the first of them', () => {
		const complaint = complaintOf(items([2, 'cancelled'], [1, 'tooLate'], [2, 'unknown']));
		expect(complaint).toMatchObject({ itemIndex: 2 });
		expect(complaint?.message).toBe(
			'3 of 5 orders are not known to be cancelled (1 too late, 2 unknown). 1002: too late. 1003, 1004: unknown',
		);
		expect(complaint?.description).toContain('The other 2 went well.');
	});

	it('does not call a dry run a cancellation', () => {
		const complaint = complaintOf(dry(items([1, 'cancellable'], [1, 'unknown'])));
		expect(complaint?.message).toBe(
			'1 of 2 orders could not be checked (1 unknown). 1001: unknown',
		);
	});

	it('tells apart what had different reasons', () => {
		const details = ['the connection was cut', 'no answer came in time', 'the connection was cut'];
		const results = details.map((detail, index) => ({
			...item('unknown', { item: index }),
			...finish('unknown', { detail }, aboutOf(THANKS_IO, { id: String(index) })),
		}));
		expect(complaintOf(results)?.message).toBe(
			'3 of 3 orders are not known to be cancelled (3 unknown). ' +
				'0, 2: unknown (the connection was cut). 1: unknown (no answer came in time)',
		);
	});

	it.each(['', '\u0000\u0007'])(
		'names an order also if there is nothing to see in its id (%j)',
		(id) => {
			const results = [item('cancelled'), item('invalidOrderId', { id })];
			expect(complaintOf(results)?.message).toContain('(blank): ');
		},
	);

	it('names twenty and counts the rest', () => {
		const twenty = complaintOf(items([20, 'unknown']))?.message ?? '';
		expect(twenty.match(/\d{4}(?=[,:])/g)).toHaveLength(20);
		expect(twenty).not.toContain('more');
		const many = complaintOf(items([1, 'cancelled'], [1_000, 'unknown']))?.message ?? '';
		expect(many.match(/\d{4}(?=[,:])/g)).toHaveLength(20);
		expect(many).toMatch(/^1000 of 1001 orders .* And 980 more$/);
	});

	it('keeps to one line and to a length that people read, whatever stands in the ids', () => {
		const id = `1\n${'x'.repeat(10_000)}`;
		const results = Array.from({ length: 30 }, () => item('invalidOrderId', { id }));
		const message = complaintOf(results)?.message ?? '';
		expect(message).not.toMatch(/\p{Cc}/u);
		expect(message.length).toBeLessThan(20 * 300);
	});

	it('never holds the word by which n8n takes a run for stopped by the user', () => {
		const part = fc.constantFrom(
			'cancel',
			'canceled',
			'Canceled',
			'CANCELED',
			'ed',
			'led',
			'can',
			' ',
			'x',
		);
		const anyText = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.constantFrom(...NAMES), anyText, anyText, anyText), {
					minLength: 1,
					maxLength: 30,
				}),
				(orders) => {
					const results = orders.map(([outcome, id, words, status], index) => ({
						...finish(outcome, { words, status, detail: words }, aboutOf(THANKS_IO, { id })),
						item: index,
						dryRun: false,
						reportRefusal: false,
					}));
					const complaint = complaintOf(results);
					expect(`${complaint?.message} ${complaint?.description}`).not.toMatch(/canceled/i);
				},
			),
		);
	});
});
