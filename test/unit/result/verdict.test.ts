import { Problem } from '../../../nodes/orders/problem';
import {
	leftAlone,
	proven,
	unproven,
	withoutSecrets,
	type Verdict,
} from '../../../nodes/orders/result/verdict';
import type { OrderState, Phase } from '../../../nodes/orders/vendor/order';
import { redactorFor } from '../support/redactor';
import { THANKS_IO } from '../support/subjects';

const STATE: OrderState = {
	id: '42708',
	status: 'Cancelled',
	phase: 'cancelled',
	cancelledAt: '2026-05-27T15:57:00.000Z',
	order: { id: 42708, return_name: 'Renate Beispielfrau' },
};

describe('a verdict', () => {
	it('that nothing proves holds no status and no order', () => {
		expect(unproven('notFound', 404, { words: 'No such order' })).toEqual({
			outcome: 'notFound',
			verifiedBy: null,
			status: null,
			cancelledAt: null,
			httpStatus: 404,
			response: null,
			words: 'No such order',
		});
	});

	it('that an answer of the vendor proves holds what it reported', () => {
		const proof = { state: STATE, httpStatus: 200, verifiedBy: 'response' } as const;
		expect(proven('cancelled', proof)).toEqual({
			outcome: 'cancelled',
			verifiedBy: 'response',
			status: 'Cancelled',
			cancelledAt: STATE.cancelledAt,
			httpStatus: 200,
			response: STATE.order,
			orderId: '42708',
		});
	});

	it('keeps why the order is where it is, and names no order where the answer named none', () => {
		const state = { ...STATE, id: null, statusDetail: 'shipment inTransit' };
		const verdict = proven('tooLate', { state, httpStatus: 200, verifiedBy: 'lookup' });
		expect(verdict).toMatchObject({ statusDetail: 'shipment inTransit' });
		expect(verdict).not.toHaveProperty('orderId');
	});

	it('on what was left alone says why, what to do, and that nobody was asked', () => {
		const problem = new Problem("'Order ID' is blank", 'Correct it', 'invalidOrderId');
		expect(leftAlone(problem)).toMatchObject({
			verdict: { outcome: 'invalidOrderId', detail: "'Order ID' is blank", nextStep: 'Correct it' },
			attempts: 0,
			checkedAt: null,
		});
	});
});

describe('a time of cancellation', () => {
	const cancelledAt = '2026-05-27T15:57:00.000Z';
	const proof = { httpStatus: 200, verifiedBy: 'lookup' } as const;

	it.each<[Phase, string | null]>([
		['cancelled', cancelledAt],
		['cancellable', null],
		['likelyTooLate', null],
	])('is one only of an order that is cancelled (%s)', (phase, expected) => {
		const state = { ...STATE, phase, cancelledAt };
		expect(proven('unknown', { state, ...proof }).cancelledAt).toBe(expected);
	});
});

describe('the texts of a verdict', () => {
	const redactor = redactorFor(THANKS_IO, ['k3y']).learnFrom({ order: STATE.order });

	function shown(text: string): Verdict {
		const verdict = {
			...unproven('rejected', 422, { words: text, detail: text }),
			response: STATE.order,
		};
		return withoutSecrets(verdict, redactor);
	}

	it('show neither the key nor the recipient', () => {
		const text = 'k3y may not stop the card of Renate Beispielfrau, renate@example.com';
		const safe = '[hidden] may not stop the card of [hidden], [hidden]';
		expect(shown(text).words).toBe(safe);
		// A sentence of ours is about nobody, whatever people are called.
		expect(shown('k3y: only Renate').detail).toBe('[hidden]: only Renate');
	});

	it('are on one line of 300 characters at most', () => {
		const { words = '', detail = '' } = shown(`a\n${'b '.repeat(1_000)}`);
		expect([words.length, detail.length]).toEqual([300, 300]);
		expect(words + detail).not.toMatch(/\p{Cc}/u);
	});

	it('say why the order is where it is without the recipient, and where it is in 60 characters', () => {
		const proof = { httpStatus: 200, verifiedBy: 'lookup' } as const;
		const state = { ...STATE, status: `k3y ${'x'.repeat(100)}`, statusDetail: 'for Beispielfrau' };
		const verdict = withoutSecrets(proven('unknown', { state, ...proof }), redactor);
		expect(verdict.statusDetail).toBe('for [hidden]');
		expect(verdict.status).toBe(`[hidden] ${'x'.repeat(50)}…`);
	});

	it.each(['cancelled', 'tooLate'] as const)(
		'leave a status alone that %s rests on, also where somebody is called like it',
		(outcome) => {
			const state = { ...STATE, status: 'Processing', order: { name: 'Processing Ltd' } };
			const verdict = proven(outcome, { state, httpStatus: 200, verifiedBy: 'lookup' });
			const knowing = redactorFor(THANKS_IO).learnFrom(state.order);
			expect(withoutSecrets(verdict, knowing).status).toBe('Processing');
		},
	);

	it('stay missing where there are none', () => {
		expect(withoutSecrets(unproven('unknown', null), redactor)).toMatchObject({
			words: undefined,
			detail: undefined,
		});
	});

	it('hide nothing else of the verdict: the order goes on with Simplify off', () => {
		const { response, status, outcome } = shown('k3y');
		expect({ response, status, outcome }).toEqual({
			response: STATE.order,
			status: null,
			outcome: 'rejected',
		});
	});
});
