import type { Phase } from '../../../nodes/orders';
import { askFor, FAST_POD } from '../support/subjects';

const { subject, id } = FAST_POD;
const ORDER = { id, order_status: 'new_order' };

describe('the answer to reading an order of FastPOD', () => {
	it.each<[string, unknown]>([
		['bare, as its documentation shows it', ORDER],
		['in the envelope of the other calls', { status: true, message: '', data: ORDER }],
	])('is understood %s', (_case, body) => {
		const state = subject.interpretLookUp(body, askFor(FAST_POD));
		expect(state).toMatchObject({ id, status: 'new_order', phase: 'cancellable', order: ORDER });
	});

	it.each<[unknown]>([[null], [ORDER.id], [{ id }], [{ data: { id } }], [{ data: [ORDER] }]])(
		'is not understood if it does not say how the order stands (%j)',
		(body) => {
			expect(subject.interpretLookUp(body, askFor(FAST_POD))).toBeNull();
		},
	);
});

describe('the answer to cancelling an order of FastPOD', () => {
	const CANCELLED = { id, order_status: 'cancelled', cancelled_at: '2026-05-27 17:57:00' };

	it('is believed for what it says of the order', () => {
		const body = { status: true, message: 'Cancelled', data: CANCELLED };
		expect(subject.interpretCancel(body, askFor(FAST_POD))).toEqual({
			id,
			status: 'cancelled',
			phase: 'cancelled' satisfies Phase,
			cancelledAt: '2026-05-27T17:57:00.000Z',
			order: CANCELLED,
		});
	});

	it.each([false, 'true', 1, null, undefined])(
		'is no confirmation if its own status is %j, whatever it says of the order',
		(status) => {
			const body = { status, message: '', data: CANCELLED };
			expect(subject.interpretCancel(body, askFor(FAST_POD))).toBeNull();
		},
	);

	it('is no confirmation if the order stands beside it and not in it', () => {
		expect(subject.interpretCancel({ ...CANCELLED, status: true }, askFor(FAST_POD))).toBeNull();
	});
});
