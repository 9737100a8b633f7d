import { readFailure } from '../../../nodes/orders/result/readResult';
import { complaintOf } from '../../../nodes/orders/result/summary';
import { unproven, type Outcome, type Verdict } from '../../../nodes/orders/result/verdict';
import { resultFor } from '../support/results';
import { GIFT_EXPIRY, THANKS_IO, type Case } from '../support/subjects';

/* What people read, word by word: each sentence here is one that somebody acts upon. */

type Row = [outcome: Outcome, verdict: Partial<Verdict>, message: string, nextStep: string];

const STOPPED = { detail: 'the run was stopped' };
const LATE = { detail: 'time ran out before its turn came', isOutOfTime: true };

const OF_AN_ORDER: Row[] = [
	['cancelled', {}, 'thanks.io confirmed that order 42708 is cancelled', ''],
	['alreadyCancelled', {}, 'Order 42708 was already cancelled before this run', ''],
	[
		'alreadyCancelled',
		{ detail: 'another item of this run did so' },
		'Order 42708 is cancelled: another item of this run did so',
		'',
	],
	[
		'cancellable',
		{ status: 'Reviewing' },
		'Dry run: order 42708 can still be cancelled (status Reviewing), and nothing was sent to do so',
		"Turn off 'Dry Run' to cancel it",
	],
	[
		'tooLate',
		{},
		'Order 42708 can no longer be cancelled',
		'Expect it to ship; only thanks.io support could still stop it',
	],
	[
		'notFound',
		{},
		'thanks.io knows no such order with this credential: order 42708',
		"Check 'Order ID', and that the credential belongs to the account that placed the order",
	],
	[
		'rejected',
		{},
		'Order 42708 was not cancelled',
		'Act on the reason given, or ask thanks.io support; until then it will ship',
	],
	[
		'invalidOrderId',
		{ detail: "'Order ID' is blank" },
		"'Order ID' is blank, so nothing was sent",
		"Correct 'Order ID' of this item",
	],
	[
		'unauthorized',
		{},
		'thanks.io refused the credential, so order 42708 was not cancelled',
		'Renew the key in the credential, test it there, and run again',
	],
	[
		'forbidden',
		{},
		'thanks.io accepts the credential but not for this request, so order 42708 was not cancelled',
		'Check that the order belongs to this account and that the key has the right to cancel orders',
	],
	[
		'forbidden',
		{ isKeyUnproven: true },
		'thanks.io did not allow this request, and it is not known whether it accepts the credential, so order 42708 was not cancelled',
		'Test the credential; if it works, check that the order belongs to this account and that the key has the right to cancel orders',
	],
	[
		'rateLimited',
		{},
		'thanks.io kept asking to slow down until time ran out, so order 42708 was not cancelled',
		"Run again later, or raise 'Give Up After'; this order is safe to send again",
	],
	[
		'rateLimited',
		STOPPED,
		'thanks.io asked to slow down, and then the run was stopped, so order 42708 was not cancelled',
		'Remove what stood in the way and run again; this order is safe to send',
	],
	[
		'unknown',
		{},
		'It is not known whether order 42708 is cancelled',
		'Look the order up in thanks.io before you count on it either way',
	],
	[
		'notAttempted',
		STOPPED,
		'No cancellation was sent for order 42708: the run was stopped',
		'Remove what stood in the way and run again; this order is safe to send',
	],
	[
		'notAttempted',
		LATE,
		'No cancellation was sent for order 42708: time ran out before its turn came',
		"Run again later, or raise 'Give Up After'; this order is safe to send",
	],
];

const OF_A_GIFT: Row[] = [
	['cancelled', {}, 'Snappy confirmed that gift abc123de is expired', ''],
	[
		'notFound',
		{},
		'Snappy knows no such gift with this credential: gift abc123de',
		"Check 'Gift ID', and that the credential belongs to the account that sent the gift",
	],
	[
		'rejected',
		{},
		'Gift abc123de was not expired',
		'Act on the reason given, or ask Snappy support; until then it is not expired',
	],
	[
		'forbidden',
		{},
		'Snappy accepts the credential but not for this request, so gift abc123de was not expired',
		'Check that the gift belongs to this account and that the key has the right to expire gifts',
	],
];

describe.each<[string, Case, Row[]]>([
	['an order that was to be cancelled', THANKS_IO, OF_AN_ORDER],
	['a gift that was to be expired', GIFT_EXPIRY, OF_A_GIFT],
])('what is told of %s', (_what, entry, rows) => {
	it.each(rows)('%s (%j): %s', (outcome, verdict, message, nextStep) => {
		expect(resultFor(outcome, { entry, verdict }).result).toMatchObject({ message, nextStep });
	});
});

describe('what to do about an order that could not be read', () => {
	const { vendor, subject, id } = THANKS_IO;

	it.each<[Outcome, Partial<Verdict>, string]>([
		[
			'notFound',
			{},
			"Check 'Order ID', and that the credential belongs to the account of the order",
		],
		['unauthorized', {}, 'Renew the key in the credential, test it there, and run again'],
		[
			'forbidden',
			{},
			'Check that the order belongs to this account and that the key has the right to read orders',
		],
		[
			'forbidden',
			{ isKeyUnproven: true },
			'Test the credential; if it works, check that the order belongs to this account and that the key has the right to read orders',
		],
		['rateLimited', {}, "Run again later, or raise 'Give Up After'"],
		[
			'unknown',
			{},
			"Run again; if it stays like this, check the connection and the 'Base URL' of the credential",
		],
		['notAttempted', STOPPED, 'Remove what stood in the way and run again'],
		['notAttempted', LATE, "Run again later, or raise 'Give Up After'"],
	])('%s (%j): %s', (outcome, more, nextStep) => {
		const verdict = { ...unproven(outcome, null), ...more };
		expect(readFailure(verdict, { vendor, subject, id }).nextStep).toBe(nextStep);
	});

	it.each([
		['list', 'Open the list again later', 'Remove what stood in the way and open the list again'],
		['trigger', 'Try again later', 'Remove what stood in the way and try again'],
	] as const)('is what the asker can do (%s)', (asker, later, again) => {
		const about = { vendor, subject, id };
		const late = { ...unproven('notAttempted', null), ...LATE };
		expect(readFailure(late, about, asker).nextStep).toBe(later);
		expect(readFailure(unproven('notAttempted', null), about, asker).nextStep).toBe(again);
	});
});

describe('what is thrown for many orders', () => {
	const complaint = (...outcomes: Outcome[]) =>
		complaintOf(outcomes.map((outcome, item) => resultFor(outcome, { item, id: `${item}` })));
	const EACH =
		"Set 'On Error' to one of the 'Continue' values to get an item per order, with the reason and what to do.";

	it('says whether they were not cancelled, or whether that is not known', () => {
		const startOf = (...outcomes: Outcome[]) => complaint(...outcomes)?.message.split(' (')[0];
		expect(startOf('cancelled', 'tooLate')).toBe('1 of 2 orders was not cancelled');
		expect(startOf('rejected', 'tooLate')).toBe('2 of 2 orders were not cancelled');
		expect(startOf('cancelled', 'unknown')).toBe('1 of 2 orders is not known to be cancelled');
		expect(startOf('tooLate', 'unknown')).toBe('2 of 2 orders are not known to be cancelled');
	});

	it('says what to do if that is the same for all, and where to read it if it is not', () => {
		expect(complaint('unauthorized', 'unauthorized')?.description).toBe(
			`Renew the key in the credential, test it there, and run again. ${EACH}`,
		);
		expect(complaint('unauthorized', 'tooLate')?.description).toBe(EACH);
		expect(complaint('cancelled', 'unauthorized', 'tooLate')?.description).toBe(
			`The other 1 went well. ${EACH}`,
		);
	});
});
