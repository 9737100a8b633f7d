import { resultWithoutOrder } from '../../../nodes/orders/result/orderResult';
import { OUTCOMES } from '../../../nodes/orders/result/outcomes';
import type { Verdict } from '../../../nodes/orders/result/verdict';
import type { Subject } from '../../../nodes/orders/vendor/vendor';
import { CHECKED_AT, NAMES, resultFor } from '../support/results';
import { CASES, GIFT_EXPIRY, SNAPPY_GIFT, THANKS_IO } from '../support/subjects';

const RESULT_KEYS = [
	'orderId',
	'service',
	'outcome',
	'stopped',
	'retryable',
	'status',
	'cancelledAt',
	'message',
	'nextStep',
	'attempts',
];
const EVIDENCE_KEYS = ['httpStatus', 'verifiedBy', 'checkedAt', 'response'];

describe('the result of an order', () => {
	it.each(NAMES)('has exactly the keys of the design (%s)', (outcome) => {
		const verdict = { words: 'No', detail: 'x', orderId: '42708' };
		const { result, evidence } = resultFor(outcome, { verdict });
		expect(Object.keys(result)).toEqual(RESULT_KEYS);
		expect(Object.keys(evidence)).toEqual(EVIDENCE_KEYS);
	});

	it('names no order where none was asked for', () => {
		expect(resultFor('notAttempted', { id: null }).result.orderId).toBe('');
	});

	it('has the same keys where nothing could be told item by item', () => {
		const result = resultWithoutOrder('Snappy', 'unknown', 'The node stumbled', 'Look at Snappy');
		expect(Object.keys(result).sort()).toEqual([...RESULT_KEYS].sort());
		expect(result).toEqual({
			orderId: '',
			service: 'Snappy',
			outcome: 'unknown',
			stopped: null,
			retryable: true,
			status: null,
			cancelledAt: null,
			message: 'The node stumbled',
			nextStep: 'Look at Snappy',
			attempts: 0,
		});
	});

	it('passes on what the vendor reported', () => {
		const response = { id: 42708, status: 'cancelled' };
		const { result, evidence } = resultFor('cancelled', {
			verdict: { status: 'cancelled', cancelledAt: CHECKED_AT, verifiedBy: 'response', response },
		});
		expect(result).toMatchObject({ status: 'cancelled', cancelledAt: CHECKED_AT, attempts: 1 });
		expect(evidence).toEqual({
			httpStatus: 200,
			verifiedBy: 'response',
			checkedAt: CHECKED_AT,
			response,
		});
	});

	it.each<[string, Partial<Verdict>, string | null, string]>([
		['asked for', {}, null, '42708'],
		['expected behind a gift', {}, 'B0000001', 'B0000001'],
		['named by the vendor', { orderId: 'C0000001' }, 'B0000001', 'C0000001'],
	])('has the ID that was %s', (_case, verdict, expectedOrderId, orderId) => {
		expect(resultFor('cancelled', { verdict, expectedOrderId }).result.orderId).toBe(orderId);
	});
});

describe.each(CASES)('$label: the words of a result', (entry) => {
	const { noun, done, verb, tooLateStep } = entry.samples;

	it.each(NAMES)('say what was to be done to it, and nothing else (%s)', (outcome) => {
		const { result } = resultFor(outcome, { entry, verdict: { detail: 'x' } });
		if (outcome !== 'invalidOrderId') expect(result.message.toLowerCase()).toContain(noun);
		if (done !== 'cancelled') expect(result.message).not.toMatch(/cancel/i);
		expect(result).toMatchObject({
			outcome,
			stopped: OUTCOMES[outcome].stopped,
			retryable: OUTCOMES[outcome].retryable,
		});
	});

	it('say that it is done, what to turn off after a dry run, and what to do when it is too late', () => {
		expect(resultFor('cancelled', { entry }).result.message).toMatch(new RegExp(`is ${done}$`));
		expect(resultFor('cancellable', { entry }).result.nextStep).toBe(
			`Turn off 'Dry Run' to ${verb} it`,
		);
		expect(resultFor('tooLate', { entry }).result.nextStep).toBe(tooLateStep);
	});
});

describe('the message of a result', () => {
	const messageOf = (...given: Parameters<typeof resultFor>) => resultFor(...given).result.message;

	it("quotes the vendor's own words for a rejection", () => {
		const verdict = {
			words: 'Order is locked.',
			detail: 'the answer was HTTP 422',
			status: 'Reviewing',
		};
		expect(messageOf('rejected', { verdict })).toBe(
			'Order 42708 was not cancelled (status Reviewing): thanks.io says "Order is locked"',
		);
	});

	it('says what stood in the way when there were no words', () => {
		expect(messageOf('rejected', { verdict: { detail: 'the answer was HTTP 422' } })).toBe(
			'Order 42708 was not cancelled: the answer was HTTP 422',
		);
	});

	it('gives both where it is not known what happened', () => {
		const verdict = { detail: 'the answer was HTTP 500', words: 'Server Error' };
		expect(messageOf('unknown', { verdict })).toBe(
			'It is not known whether order 42708 is cancelled: the answer was HTTP 500; thanks.io says "Server Error"',
		);
	});

	it('names the gift, and its order where it is known', () => {
		const entry = SNAPPY_GIFT;
		const verdict = { orderId: 'B0000001' };
		expect(messageOf('tooLate', { entry })).toContain('The order of gift abc123de');
		expect(messageOf('tooLate', { entry, verdict })).toContain(
			'The order B0000001 of gift abc123de',
		);
	});

	it('of a gift that could not be expired does not speak of a cancellation', () => {
		const verdict = { detail: 'the run was stopped' };
		expect(messageOf('notAttempted', { entry: GIFT_EXPIRY, verdict })).toBe(
			'No request to expire it was sent for gift abc123de: the run was stopped',
		);
	});

	it.each(['status', 'statusDetail'])(
		'stays short and on one line, whatever is in the %s',
		(key) => {
			const verdict = { status: 'active', [key]: `x\n${'x'.repeat(10_000)}` };
			const { result, reason } = resultFor('tooLate', { verdict });
			for (const text of [result.message, reason]) {
				expect(text).not.toMatch(/\p{Cc}/u);
				expect(text.length).toBeLessThan(300);
			}
		},
	);

	it('tells why an order that is still active can no longer be cancelled', () => {
		const verdict = { status: 'active', statusDetail: 'shipment inTransit' };
		const { result, reason } = resultFor('tooLate', { verdict });
		expect(result.message).toBe(
			'Order 42708 can no longer be cancelled (status active, shipment inTransit)',
		);
		expect(result.status).toBe('active');
		expect(reason).toBe('too late (status active, shipment inTransit)');
	});

	it('goes with advice of its own where that is better than the general one', () => {
		const verdict = { nextStep: "Raise 'Max Orders'" };
		expect(resultFor('notAttempted', { verdict }).result.nextStep).toBe("Raise 'Max Orders'");
	});
});

describe("a vendor's wording that our own code stumbles over", () => {
	const subject: Subject = {
		...THANKS_IO.subject,
		get words(): never {
			throw new TypeError('Cannot read properties of undefined');
		},
	};

	it.each(NAMES)('costs the words and not the result (%s)', (outcome) => {
		const plain = resultFor(outcome, { verdict: { status: 'Printing' } });
		const { result, evidence } = resultFor(outcome, {
			entry: { ...THANKS_IO, subject },
			verdict: { status: 'Printing' },
		});
		const { message, nextStep, ...facts } = result;
		expect({ ...plain.result, ...facts }).toEqual(plain.result);
		expect(evidence).toEqual(plain.evidence);
		expect(message).not.toMatch(/undefined|^$/);
		expect(nextStep === '').toBe(plain.result.nextStep === '');
	});
});
