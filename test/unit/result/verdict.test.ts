import { Problem } from '../../../nodes/orders/problem';
import {
	leftAlone,
	proven,
	unproven,
	withoutSecrets,
	type Verdict,
} from '../../../nodes/orders/result/verdict';
import type { OrderState } from '../../../nodes/orders/vendor/order';

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

describe('the texts of a verdict', () => {
	const personal = ['name'];
	const hideKey = (text: string) => text.replaceAll('k3y', '[hidden]');

	function shown(text: string): Verdict {
		const verdict = {
			...unproven('rejected', 422, { words: text, detail: text }),
			response: STATE.order,
		};
		return withoutSecrets(verdict, hideKey, personal);
	}

	it('show neither the key nor the recipient', () => {
		const text = 'k3y may not stop the card of Renate Beispielfrau, renate@example.com';
		const safe = '[hidden] may not stop the card of [hidden], [hidden]';
		expect(shown(text)).toMatchObject({ words: safe, detail: safe });
	});

	it('are on one line of 300 characters at most', () => {
		const { words = '', detail = '' } = shown(`a\n${'b '.repeat(1_000)}`);
		expect([words.length, detail.length]).toEqual([300, 300]);
		expect(words + detail).not.toMatch(/\p{Cc}/u);
	});

	it('stay missing where there are none', () => {
		expect(withoutSecrets(unproven('unknown', null), hideKey, personal)).toMatchObject({
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
