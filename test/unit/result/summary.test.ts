import fc from 'fast-check';
import { NodeOperationError, type INode } from 'n8n-workflow';

import type { ItemResult } from '../../../nodes/orders/result/orderResult';
import {
	complaintOf,
	hintOf,
	readComplaint,
	summaryOf,
	throwComplaint,
	type Complaint,
} from '../../../nodes/orders/result/summary';
import { readFailure, type ReadResult } from '../../../nodes/orders/result/readResult';
import { unproven, type Outcome, type Verdict } from '../../../nodes/orders/result/verdict';
import { NAMES, resultFor } from '../support/results';
import { CASES, GIFT_EXPIRY } from '../support/subjects';

function items(...parts: Array<[count: number, outcome: Outcome]>): ItemResult[] {
	const outcomes = parts.flatMap(([count, outcome]) => Array<Outcome>(count).fill(outcome));
	return outcomes.map((outcome, index) =>
		resultFor(outcome, { item: index, id: String(1000 + index) }),
	);
}

const NODE: INode = {
	id: '1',
	name: 'X',
	type: 'x',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What n8n gets to see of a complaint: its message and its description. */
function thrownText(complaint: Complaint | null): string {
	if (complaint === null) return '';
	try {
		return throwComplaint({ getNode: () => NODE }, complaint);
	} catch (thrown) {
		const { message, description } = thrown as NodeOperationError;
		return `${message} ${description ?? ''}`;
	}
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
		['0 of 0 orders cancelled', []],
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
				const text = summaryOf(outcomes.map((outcome) => resultFor(outcome)));
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

	it('does not call a run that was a dry run for some a dry run', () => {
		const complaint = complaintOf([...items([1, 'tooLate']), ...dry(items([1, 'unknown']))]);
		expect(complaint?.message).toContain('2 of 2 orders are not known to be cancelled');
	});

	it('tells apart what had different reasons', () => {
		const details = ['the connection was cut', 'no answer came in time', 'the connection was cut'];
		const results = details.map((detail, index) =>
			resultFor('unknown', { item: index, id: String(index), verdict: { detail } }),
		);
		expect(complaintOf(results)?.message).toBe(
			'3 of 3 orders are not known to be cancelled (3 unknown). ' +
				'0, 2: unknown (the connection was cut). 1: unknown (no answer came in time)',
		);
	});

	it.each(['', '\u0000\u0007'])(
		'names an order also if there is nothing to see in its id (%j)',
		(id) => {
			const results = [resultFor('cancelled'), resultFor('invalidOrderId', { id })];
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
		const results = Array.from({ length: 30 }, () => resultFor('invalidOrderId', { id }));
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
					const results = orders.map(([outcome, id, words, status], item) =>
						resultFor(outcome, { item, id, verdict: { words, status, detail: words } }),
					);
					expect(thrownText(complaintOf(results))).not.toMatch(/canceled/i);
				},
			),
		);
	});
});

describe.each(CASES)('$label: what a run is summed up as', (entry) => {
	const { noun, done } = entry.samples;

	it('says what was done to how many of them', () => {
		const outcomes = ['cancelled', 'alreadyCancelled', 'tooLate'] as const;
		const results = outcomes.map((outcome, item) => resultFor(outcome, { entry, item }));
		expect(summaryOf(results)).toBe(`1 of 3 ${noun}s ${done}, 1 already ${done}, 1 too late`);
		expect(complaintOf(results)?.message).toMatch(
			new RegExp(`^1 of 3 ${noun}s was not ${done} \\(1 too late\\)\\. ${entry.id}: too late$`),
		);
	});
});

describe('the hint beside the output', () => {
	it('is a warning as soon as one order did not go well', () => {
		expect(hintOf(items([2, 'cancelled']))).toEqual({
			message: '2 of 2 orders cancelled',
			type: 'info',
			location: 'outputPane',
		});
		expect(hintOf(items([1, 'cancelled'], [1, 'tooLate'])).type).toBe('warning');
	});
});

describe('what the node throws after reading, with On Error set to Stop', () => {
	const read = (item: number): ReadResult => ({ item, outcome: [{ orderId: 'a' }] });
	const unread = (item: number, verdict: Partial<Verdict> = {}, id = '42708'): ReadResult => ({
		item,
		outcome: readFailure({ ...unproven('notFound', 404), ...verdict }, { ...GIFT_EXPIRY, id }),
	});

	it('is nothing if everything was read', () => {
		expect(readComplaint([read(0), { item: 1, outcome: [] }])).toBeNull();
		expect(readComplaint([])).toBeNull();
	});

	it('is the first reason, with what to do, where, and how many more there are', () => {
		const complaint = readComplaint([read(0), unread(1), unread(2, { outcome: 'unknown' })]);
		expect(complaint).toEqual({
			message: 'Snappy knows no such gift with this credential: gift 42708 (and 1 more of 3 items)',
			description: "Check 'Gift ID', and that the credential belongs to the account of the gift",
			itemIndex: 1,
		});
	});

	it('does not count others where there are none', () => {
		expect(readComplaint([unread(0)])?.message).toBe(
			'Snappy knows no such gift with this credential: gift 42708',
		);
	});

	it('never holds the word by which n8n takes a run for stopped by the user, even if an ID does', () => {
		const complaint = readComplaint([
			unread(0, { nextStep: 'Canceled? See "CANCELED"' }, 'canceled-1'),
		]);
		expect(thrownText(complaint)).not.toMatch(/canceled/i);
		expect(thrownText(complaint)).toContain('gift cancelled-1');
	});
});

describe('the error that the node throws', () => {
	it('says what it was given, although n8n replaces messages that hold the name of a system code', () => {
		const message = '1 of 2 orders was not cancelled. ECONNREFUSED-7: too late';
		const context = { getNode: () => NODE };
		const thrown = () => throwComplaint(context, { message, description: 'Do it', itemIndex: 1 });
		expect(thrown).toThrow(NodeOperationError);
		expect(thrown).toThrow(
			expect.objectContaining({ message, description: 'Do it', context: { itemIndex: 1 } }),
		);
	});
});
