import type { Outcome, Verdict } from '../../../nodes/orders/contract/outcome';
import { OUTCOMES } from '../../../nodes/orders/result/outcomes';
import { complaintOf, summaryOf } from '../../../nodes/orders/result/summary';
import type { ItemResult } from '../../../nodes/orders/result/toItems';
import { aboutOf, finish, NAMES } from '../support/results';
import { GIFT_EXPIRY, SNAPPY_GIFT } from '../support/subjects';

const ABOUT = aboutOf(GIFT_EXPIRY);

function result(outcome: Outcome, more: Partial<Verdict> = {}) {
	return finish(outcome, more, ABOUT).result;
}

function items(about: typeof ABOUT, ...outcomes: Outcome[]): ItemResult[] {
	return outcomes.map((outcome, item) => ({
		...finish(outcome, {}, about),
		item,
		dryRun: outcome === 'cancellable',
		reportRefusal: false,
	}));
}

describe('the result of expiring a gift', () => {
	it.each<[Outcome, Partial<Verdict>, string]>([
		['cancelled', {}, 'Snappy confirmed that gift abc123de is expired'],
		['alreadyCancelled', {}, 'Gift abc123de was already expired before this run'],
		[
			'cancellable',
			{ status: 'opened' },
			'Dry run: gift abc123de can still be expired (status opened), and nothing was sent to do so',
		],
		['tooLate', { status: 'claimed' }, 'Gift abc123de can no longer be expired (status claimed)'],
		['notFound', {}, 'Snappy knows no such gift with this credential: gift abc123de'],
		[
			'rejected',
			{ words: 'The gift is locked' },
			'Gift abc123de was not expired: Snappy says "The gift is locked"',
		],
		['unauthorized', {}, 'Snappy refused the credential, so gift abc123de was not expired'],
		[
			'unknown',
			{ detail: 'no answer came in time' },
			'It is not known whether gift abc123de is expired: no answer came in time',
		],
		[
			'notAttempted',
			{ detail: 'the run was stopped' },
			'No request to expire it was sent for gift abc123de: the run was stopped',
		],
	])('%s is told about the gift, in the words of what was done to it', (outcome, more, message) => {
		expect(result(outcome, more).message).toBe(message);
	});

	it.each(NAMES)(
		'never says that something was cancelled or not: nothing was ordered (%s)',
		(name) => {
			expect(result(name, { detail: 'x' }).message).not.toMatch(/cancel/i);
		},
	);

	it('sends the user of a claimed gift to the operation that can stop its order', () => {
		expect(result('tooLate', { status: 'claimed' }).nextStep).toBe(
			"It has been claimed: stop its order with the operation 'Cancel Order'",
		);
		expect(finish('tooLate', {}, aboutOf(SNAPPY_GIFT)).result.nextStep).toMatch(
			/^Expect it to ship/,
		);
	});

	it('tells after a dry run what to turn off', () => {
		expect(result('cancellable').nextStep).toBe("Turn off 'Dry Run' to expire it");
	});

	it('has the same outcomes as every other, which workflows branch on', () => {
		for (const name of NAMES) {
			const { stopped, retryable } = OUTCOMES[name];
			expect(result(name)).toMatchObject({
				outcome: name,
				stopped,
				retryable,
				orderId: 'abc123de',
			});
		}
	});
});

describe('the hint that sums up a run of gifts', () => {
	it.each<[string, Outcome[]]>([
		['1 of 2 gifts expired, 1 already expired', ['cancelled', 'alreadyCancelled']],
		['1 of 1 gift expired', ['cancelled']],
		['1 of 3 gifts expired, 1 too late, 1 unknown', ['cancelled', 'tooLate', 'unknown']],
	])('%s', (text, outcomes) => {
		expect(summaryOf(items(ABOUT, ...outcomes))).toBe(text);
	});

	it('counts orders where it is the orders of the gifts that were cancelled', () => {
		expect(summaryOf(items(aboutOf(SNAPPY_GIFT), 'cancelled', 'tooLate'))).toBe(
			'1 of 2 orders cancelled, 1 too late',
		);
	});
});

describe('what the node throws about gifts', () => {
	it('names them as gifts that were not expired', () => {
		const complaint = complaintOf(items(ABOUT, 'cancelled', 'tooLate', 'alreadyCancelled'));
		expect(complaint?.message).toBe(
			'1 of 3 gifts was not expired (1 too late). abc123de: too late',
		);
	});
});
