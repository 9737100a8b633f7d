import fc from 'fast-check';

import { showId } from '../../../nodes/orders/result/orderResult';
import { aboutOf, CHECKED_AT, finish, GIFT, NAMES } from '../support/results';
import { THANKS_IO } from '../support/subjects';

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
		const { result, evidence } = finish(outcome, { words: 'No', detail: 'x', orderId: '42708' });
		expect(Object.keys(result)).toEqual(RESULT_KEYS);
		expect(Object.keys(evidence)).toEqual(EVIDENCE_KEYS);
	});

	it('passes on what the vendor reported', () => {
		const order = { id: 42708, status: 'cancelled' };
		const { result, evidence } = finish('cancelled', {
			status: 'cancelled',
			cancelledAt: CHECKED_AT,
			verifiedBy: 'response',
			response: order,
		});
		expect(result).toMatchObject({ status: 'cancelled', cancelledAt: CHECKED_AT, attempts: 1 });
		expect(evidence).toEqual({
			httpStatus: 200,
			verifiedBy: 'response',
			checkedAt: CHECKED_AT,
			response: order,
		});
	});
});

describe('the order id of a result', () => {
	it.each([
		['the one asked for', {}, null, '42708'],
		['the one expected behind a gift', {}, 'B0000001', 'B0000001'],
		['the one that the vendor named', { orderId: 'C0000001' }, 'B0000001', 'C0000001'],
	])('is %s', (_case, verdict, expectedOrderId, orderId) => {
		const about = aboutOf(THANKS_IO, { expectedOrderId });
		expect(finish('cancelled', verdict, about).result.orderId).toBe(orderId);
	});
});

describe('the message of a result', () => {
	it("quotes the vendor's own words for a rejection", () => {
		const more = {
			words: 'Order is locked.',
			detail: 'the answer was HTTP 422',
			status: 'Reviewing',
		};
		expect(finish('rejected', more).result.message).toBe(
			'Order 42708 was not cancelled (status Reviewing): thanks.io says "Order is locked"',
		);
	});

	it('says what stood in the way when there were no words', () => {
		const more = { detail: 'the answer was HTTP 422' };
		expect(finish('rejected', more).result.message).toBe(
			'Order 42708 was not cancelled: the answer was HTTP 422',
		);
	});

	it('gives both where it is not known what happened', () => {
		const more = { detail: 'the answer was HTTP 500', words: 'Server Error' };
		expect(finish('unknown', more).result.message).toBe(
			'It is not known whether order 42708 is cancelled: the answer was HTTP 500; thanks.io says "Server Error"',
		);
	});

	it('names the gift, and its order where it is known', () => {
		expect(finish('tooLate', {}, GIFT).result.message).toContain('The order of gift abc123de');
		expect(finish('tooLate', { orderId: 'B0000001' }, GIFT).result.message).toContain(
			'The order B0000001 of gift abc123de',
		);
	});

	it.each(['status', 'statusDetail'])(
		'stays short and on one line, whatever is in the %s',
		(key) => {
			const odd = `x\n${'x'.repeat(10_000)}`;
			const { result, reason } = finish('tooLate', { status: 'active', [key]: odd });
			for (const text of [result.message, reason]) {
				expect(text).not.toMatch(/\p{Cc}/u);
				expect(text.length).toBeLessThan(300);
			}
		},
	);

	it('tells why an order that is still active can no longer be cancelled', () => {
		const more = { status: 'active', statusDetail: 'shipment inTransit' };
		const { result, reason } = finish('tooLate', more);
		expect(result.message).toBe(
			'Order 42708 can no longer be cancelled (status active, shipment inTransit)',
		);
		expect(result.status).toBe('active');
		expect(reason).toBe('too late (status active, shipment inTransit)');
	});

	it('goes with advice of its own where that is better than the general one', () => {
		const { nextStep } = finish('notAttempted', { nextStep: "Raise 'Max Orders'" }).result;
		expect(nextStep).toBe("Raise 'Max Orders'");
	});
});

describe('an id in a message', () => {
	it('is shown as it is when it is short', () => {
		expect(showId('FAS105-111423-000006')).toBe('FAS105-111423-000006');
		expect(showId('x'.repeat(60))).toBe('x'.repeat(60));
	});

	it('is cut when somebody put a page in its place', () => {
		expect(showId('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`);
	});

	it('is never cut in the middle of a character', () => {
		expect(() => encodeURIComponent(showId(`${'x'.repeat(56)}😀😀😀`))).not.toThrow();
	});

	it('is at most 60 characters on one line, whatever it was', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (id) => {
				expect(showId(id).length).toBeLessThanOrEqual(60);
				expect(showId(id)).not.toMatch(/\p{Cc}/u);
			}),
		);
	});
});
