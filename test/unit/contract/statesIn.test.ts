import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { OrderState } from '../../../nodes/orders/contract/orderState';
import { textOf } from '../../../nodes/orders/contract/reading';
import { statesIn } from '../../../nodes/orders/contract/statesIn';

/** An entry is an order if it has a status. */
function read(order: IDataObject): OrderState | null {
	const status = textOf(order.status);
	if (status === null) return null;
	return { orderId: textOf(order.id), status, phase: 'unclear', cancelledAt: null, order };
}

const good = (id: number) => ({ id, status: 'new' });

describe('the orders of a list', () => {
	it('are all of them, in their order', () => {
		expect(statesIn([good(1), good(2)], read)?.map(({ orderId }) => orderId)).toEqual(['1', '2']);
	});

	it('are none if it is empty', () => {
		expect(statesIn([], read)).toEqual([]);
	});

	it.each([
		['is null', null],
		['is text', 'x'],
		['is a number', 7],
		['is a list in the list', [good(2)]],
		['has no status', { id: 2 }],
		['has no ID (nothing could be done with it)', { status: 'new' }],
		['has a blank ID', { id: ' ', status: 'new' }],
	])('are not read at all if one of them %s: a shorter list would look complete', (_case, odd) => {
		expect(statesIn([good(1), odd, good(3)], read)).toBeNull();
	});

	it.each([null, undefined, '', 'x', 1, true, {}, { 0: good(1), length: 1 }])(
		'are not read from what is no list (%j)',
		(data) => {
			expect(statesIn(data, read)).toBeNull();
		},
	);

	it('are as many as there are entries, or not read, whatever stands in the list', () => {
		const entry = fc.oneof(fc.anything(), fc.nat().map(good));
		fc.assert(
			fc.property(fc.array(entry), (data) => {
				const states = statesIn(data, read);
				if (states !== null) expect(states).toHaveLength(data.length);
			}),
		);
	});
});
