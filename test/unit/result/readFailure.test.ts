import { readFailure } from '../../../nodes/orders/result/readResult';
import { unproven, type Outcome, type Verdict } from '../../../nodes/orders/result/verdict';
import { GIFT_EXPIRY, THANKS_IO, type Case } from '../support/subjects';

function failure(
	outcome: Outcome,
	more: Partial<Verdict> = {},
	{ vendor, subject, id }: Omit<Case, 'id'> & { id: string | null } = THANKS_IO,
) {
	return readFailure({ ...unproven(outcome, null), ...more }, { vendor, subject, id });
}

const LIST = { ...THANKS_IO, id: null };

/** What reading can end with, and whether running again unchanged may end better. */
const ENDS: Array<[Outcome, boolean]> = [
	['notFound', false],
	['invalidOrderId', false],
	['unauthorized', false],
	['forbidden', false],
	['rateLimited', true],
	['unknown', true],
	['notAttempted', true],
];

describe.each(ENDS)('an order that could not be read: %s', (outcome, retryable) => {
	const detail = "'Order ID' is blank";

	it('is told by its ID, with what a program needs', () => {
		const told = failure(outcome, { detail });
		expect(told).toMatchObject({ orderId: '42708', service: 'thanks.io', outcome, retryable });
		expect(Object.keys(told).sort()).toEqual(
			['message', 'nextStep', 'orderId', 'outcome', 'retryable', 'service'].sort(),
		);
	});

	it('is told calmly, in one sentence, with what to do', () => {
		for (const more of [{}, { detail }, { words: 'No access.' }, { detail, words: 'No access.' }]) {
			const { message, nextStep } = failure(outcome, more);
			expect(message).not.toMatch(/\b(errors?|problems?|fail(ure|ed|s)?|mistakes?|canceled)\b/i);
			expect(message).not.toMatch(/[.:;\s]$|undefined|null|: :/);
			expect(nextStep).not.toBe('');
		}
	});

	it('is never told as if something was to be cancelled, or was not', () => {
		const { message, nextStep } = failure(outcome, { detail });
		expect(`${message} ${nextStep}`).not.toMatch(/cancel|stopped|ship/i);
	});

	it('has no order if it is a list', () => {
		const told = failure(outcome, { detail }, LIST);
		expect(told).not.toHaveProperty('orderId');
		if (outcome !== 'invalidOrderId') expect(told.message).toMatch(/the list of orders/i);
	});
});

describe('the message of what could not be read', () => {
	it.each<[string, ReturnType<typeof failure>, string]>([
		[
			'an order that is not there',
			failure('notFound'),
			'thanks.io knows no such order with this credential: order 42708',
		],
		[
			'a gift that is not there',
			failure('notFound', {}, GIFT_EXPIRY),
			'Snappy knows no such gift with this credential: gift abc123de',
		],
		[
			'an ID that is none',
			failure('invalidOrderId', { detail: "'Order ID' is blank" }, { ...THANKS_IO, id: '' }),
			"'Order ID' is blank, so nothing was sent",
		],
		[
			'a refused key',
			failure('unauthorized', { words: 'Unauthenticated.' }),
			'thanks.io refused the credential, so order 42708 was not read: thanks.io says "Unauthenticated"',
		],
		[
			'a list that the key may not read',
			failure('forbidden', {}, LIST),
			'thanks.io accepts the credential but not for this request, so the list of orders was not read',
		],
		[
			'a list at a time of too many requests',
			failure('rateLimited', {}, LIST),
			'thanks.io kept asking to slow down until time ran out, so the list of orders was not read',
		],
		[
			'an answer that makes no sense',
			failure('unknown', { detail: 'the answer could not be understood' }),
			'Order 42708 could not be read: the answer could not be understood',
		],
		[
			'a list with a filter that is blank',
			failure('notAttempted', { detail: "the filter 'Status' is blank for this item" }, LIST),
			"The list of orders was not read: the filter 'Status' is blank for this item",
		],
	])('%s', (_case, { message }, expected) => {
		expect(message).toBe(expected);
	});

	it('of an order that nothing was found for by its reference says just that', () => {
		const { vendor, subject } = THANKS_IO;
		const about = { vendor, subject, id: '', knownAs: 'reference "ref=A"' };
		const { message, nextStep } = readFailure(unproven('notFound', 200), about);
		expect(message).toBe(
			'thanks.io knows no such order with this credential: the order with reference "ref=A"',
		);
		expect(nextStep).toMatch(/^Check 'Order ID'/);
	});

	it('shows a long ID shortly', () => {
		expect(
			failure('notFound', {}, { ...THANKS_IO, id: '1'.repeat(500) }).message.length,
		).toBeLessThan(150);
	});

	it('goes with advice of its own where that is better than the general one', () => {
		const { nextStep } = failure('notAttempted', { nextStep: "Fill 'Status' for every item" });
		expect(nextStep).toBe("Fill 'Status' for every item");
	});

	it('advises about the gift or the order, whichever was to be read', () => {
		expect(failure('forbidden').nextStep).toMatch(/right to read orders/);
		expect(failure('forbidden', {}, GIFT_EXPIRY).nextStep).toMatch(/right to read gifts/);
		expect(failure('notFound', {}, GIFT_EXPIRY).nextStep).toMatch(/^Check 'Gift ID'/);
	});
});

describe('a list that is not there', () => {
	it('is not told as an ID to check: there is none', () => {
		const { message, nextStep } = failure('notFound', {}, LIST);
		expect(message).toBe('The list of orders could not be read');
		expect(nextStep).toMatch(/'Base URL' of the credential$/);
	});
});

describe('what ran out of time', () => {
	const OUT_OF_TIME = { detail: 'time ran out before its turn came', isOutOfTime: true };

	it('may be given more in a run, where there is an option for that', () => {
		expect(failure('notAttempted', OUT_OF_TIME).nextStep).toBe(
			"Run again later, or raise 'Give Up After'",
		);
	});
});

describe.each(['list', 'trigger'] as const)('what was read for a %s', (asker) => {
	it.each(ENDS)('is told without words about a run: nothing ran (%s)', (outcome) => {
		for (const isOutOfTime of [false, true]) {
			const verdict = unproven(outcome, null, { isOutOfTime });
			const { nextStep } = readFailure(verdict, LIST, asker);
			expect(nextStep).not.toMatch(/\brun\b|Give Up After/i);
		}
	});
});

describe('a list that the editor cannot show', () => {
	it.each(ENDS)('is opened again (%s)', (outcome) => {
		const { nextStep } = readFailure(unproven(outcome, null), LIST, 'list');
		if (outcome === 'rateLimited') expect(nextStep).toBe('Open the list again later');
		expect(failure(outcome, {}, LIST).nextStep).not.toMatch(/open the list/i);
	});
});

describe("a vendor's wording that our own code stumbles over", () => {
	it.each(ENDS)('costs the words and not why it was not read (%s)', (outcome, retryable) => {
		const subject = {
			...THANKS_IO.subject,
			get noun(): never {
				throw new TypeError('Cannot read properties of undefined');
			},
		};
		const told = failure(outcome, {}, { ...THANKS_IO, subject });
		expect(told).toMatchObject({ orderId: '42708', service: 'thanks.io', outcome, retryable });
		expect(told.message).not.toMatch(/undefined|^$/);
	});
});
