import fc from 'fast-check';

import type { Answered } from '../../../nodes/orders/contract/reply';
import { judgeCancel } from '../../../nodes/orders/judge/judgeCancel';
import {
	askFor,
	CASES,
	FAST_POD,
	SNAPPY,
	SNAPPY_GIFT,
	THANKS_IO,
	type Case,
} from '../support/subjects';

function answered(status: number, body: unknown = ''): Answered {
	return { end: 'answered', status, headers: {}, body };
}

function judge(entry: Case, status: number, body?: unknown, expectedOrderId?: string) {
	const ask = expectedOrderId === undefined ? askFor(entry) : askFor(entry, { expectedOrderId });
	return judgeCancel(answered(status, body), entry.subject, ask);
}

/** What every status code means, whatever stands in the body. */
function meaningOf(status: number): object {
	if (status === 408 || status >= 500) return { next: 'read', cause: 'lost' };
	if (status === 401 || status === 403) return { next: 'probe', httpStatus: status };
	if (status === 404) return { next: 'settle', verdict: { outcome: 'notFound' } };
	if (status >= 400) return { next: 'read', cause: 'refused' };
	return { next: 'settle', verdict: { outcome: 'unknown' } };
}

describe.each(CASES)('$label: the answer to a cancel', (entry) => {
	it('of any status but 2xx means the same with any body', () => {
		const bodies = ['', null, '<html>', { message: 'No' }, { status: true, order: {} }];
		for (let status = 100; status < 600; status++) {
			if (status >= 200 && status < 300) continue;
			for (const body of bodies) {
				expect(judge(entry, status, body)).toMatchObject(meaningOf(status));
			}
		}
	});

	it('never means cancelled unless it says so about this order', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.anything(), (status, body) => {
				const decision = judge(entry, status, body);
				expect(decision.next === 'settle' ? decision.verdict.outcome : '').not.toBe('cancelled');
			}),
		);
	});

	it.each<[string, unknown, string, string]>([
		['empty', '', 'otherState', 'the answer was empty'],
		['null', null, 'otherState', 'the answer was empty'],
		['missing', undefined, 'otherState', 'the answer was empty'],
		['a web page', '\n<!doctype html><html>', 'otherState', 'the answer could not be understood'],
		['a list', [], 'otherState', 'the answer could not be understood'],
		['a bare true', true, 'otherState', 'the answer could not be understood'],
		['cut off', '{"order":{"id":427', 'lost', 'the answer was cut off'],
		['no JSON', 'OK', 'lost', 'the answer was cut off'],
	])('that is a 2xx but %s is not believed: the order is read', (_case, body, cause, detail) => {
		for (const status of [200, 201, 202, 204]) {
			const evidence = { httpStatus: status, words: null, detail };
			expect(judge(entry, status, body)).toEqual({ next: 'read', cause, evidence });
		}
	});

	it('that never came: the order is read', () => {
		const decision = judgeCancel(
			{ end: 'lost', cause: 'no answer came in time' },
			entry.subject,
			askFor(entry),
		);
		const evidence = { httpStatus: null, words: null, detail: 'no answer came in time' };
		expect(decision).toEqual({ next: 'read', cause: 'lost', evidence });
	});

	it.each([
		[true, 'send'],
		[false, 'settle'],
	])('to a request that never left (temporary: %s): %s', (temporary, next) => {
		const reply = { end: 'notDelivered', cause: 'the connection was refused', temporary } as const;
		const decision = judgeCancel(reply, entry.subject, askFor(entry));
		const verdict = { outcome: 'unknown', detail: 'the connection was refused', verifiedBy: null };
		expect(decision).toMatchObject(
			next === 'send' ? { next, otherwise: verdict } : { next, verdict },
		);
	});
});

describe('a 2xx that says cancelled', () => {
	const snappy = (id: string) => ({ data: { id, status: 'cancelled' } });

	it.each<[string, Case, unknown]>([
		['thanks.io', THANKS_IO, { order: { id: 42708, status: 'cancelled' } }],
		['Snappy', SNAPPY, snappy('G7nR4bD9mK')],
		['a Snappy gift, whatever order it names', SNAPPY_GIFT, { orderId: 'x', status: 'cancelled' }],
		['FastPOD', FAST_POD, { status: true, data: { id: FAST_POD.id, order_status: 'cancelled' } }],
	])('is believed: %s', (_case, entry, body) => {
		expect(judge(entry, 200, body)).toMatchObject({
			next: 'settle',
			verdict: {
				outcome: 'cancelled',
				verifiedBy: 'response',
				httpStatus: 200,
				status: 'cancelled',
			},
		});
	});

	it.each<[string, Case, unknown]>([
		['thanks.io', THANKS_IO, { order: { id: 42709, status: 'cancelled' } }],
		['thanks.io, without an id', THANKS_IO, { order: { status: 'cancelled' } }],
		['Snappy', SNAPPY, snappy('A1bC2dE3fG')],
		['Snappy, in other letters', SNAPPY, snappy('g7nr4bd9mk')],
		['a Snappy gift, without an order', SNAPPY_GIFT, { status: 'cancelled' }],
		['FastPOD', FAST_POD, { status: true, data: { id: 'F1', order_status: 'cancelled' } }],
	])('about another order is not: %s', (_case, entry, body) => {
		expect(judge(entry, 200, body)).toMatchObject({
			next: 'read',
			cause: 'otherState',
			evidence: { detail: 'the answer was not about this order' },
		});
	});

	it('about another order than the one expected behind the gift is not believed', () => {
		const body = { orderId: 'B0000001', status: 'cancelled' };
		expect(judge(SNAPPY_GIFT, 200, body, 'A0000001')).toMatchObject({ cause: 'otherState' });
		expect(judge(SNAPPY_GIFT, 200, body, 'B0000001')).toMatchObject({ next: 'settle' });
	});

	it.each<[string, unknown]>([
		['false', { status: false, data: { id: FAST_POD.id, order_status: 'cancelled' } }],
		['missing', { data: { id: FAST_POD.id, order_status: 'cancelled' } }],
		['a text', { status: 'true', data: { id: FAST_POD.id, order_status: 'cancelled' } }],
	])('FastPOD: is not believed while its own status is %s', (_case, body) => {
		expect(judge(FAST_POD, 200, body)).toMatchObject({ next: 'read', cause: 'otherState' });
	});
});
