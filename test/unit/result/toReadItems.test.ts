import fc from 'fast-check';

import type { ReadFailure } from '../../../nodes/orders/result/readFailure';
import {
	readComplaint,
	toReadItems,
	type ReadItem,
} from '../../../nodes/orders/result/toReadItems';

const FAILURE: ReadFailure = {
	orderId: '42708',
	service: 'thanks.io',
	outcome: 'notFound',
	retryable: false,
	message: 'thanks.io knows no such order',
	nextStep: "Check 'Order ID'",
};

function read(item: number, ...ids: string[]): ReadItem {
	return { item, ok: true, orders: ids.map((orderId) => ({ orderId })) };
}

function unread(item: number, more: Partial<ReadFailure> = {}): ReadItem {
	return { item, ok: false, failure: { ...FAILURE, ...more } };
}

describe('what leaves the node after reading', () => {
	it('is one item per order, paired with the input that asked for it', () => {
		expect(toReadItems([read(0, 'a', 'b'), read(1), read(2, 'c')])).toEqual([
			{ json: { orderId: 'a' }, pairedItem: { item: 0 } },
			{ json: { orderId: 'b' }, pairedItem: { item: 0 } },
			{ json: { orderId: 'c' }, pairedItem: { item: 2 } },
		]);
	});

	it('is an item with nothing but `error` where it could not be read: only that finds the error branch', () => {
		expect(toReadItems([unread(4)])).toEqual([
			{ json: { error: FAILURE }, pairedItem: { item: 4 } },
		]);
	});

	it('is nothing for a list without orders: that is no failure', () => {
		expect(toReadItems([read(0)])).toEqual([]);
		expect(readComplaint([read(0)])).toBeNull();
	});

	it('counts one item per order and one per input that could not be read, in their order', () => {
		const entry = fc.oneof(
			fc.array(fc.string(), { maxLength: 5 }).map((ids) => read(0, ...ids)),
			fc.constant(unread(0)),
		);
		fc.assert(
			fc.property(fc.array(entry), (entries) => {
				const numbered = entries.map((given, item) => ({ ...given, item }));
				const items = toReadItems(numbered);
				const expected = numbered.flatMap(({ item, ...given }) =>
					given.ok ? given.orders.map(() => item) : [item],
				);
				expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
					expected.map((item) => ({ item })),
				);
			}),
		);
	});
});

describe('what the node throws with On Error set to Stop', () => {
	it('is nothing if everything was read', () => {
		expect(readComplaint([read(0, 'a'), read(1)])).toBeNull();
		expect(readComplaint([])).toBeNull();
	});

	it('is the first reason, with what to do, and where', () => {
		expect(readComplaint([read(0, 'a'), unread(1)])).toEqual({
			message: FAILURE.message,
			description: FAILURE.nextStep,
			itemIndex: 1,
		});
	});

	it('never holds the word by which n8n takes a run for stopped by the user, even if an ID does', () => {
		const message = 'FastPOD knows no such order with this credential: order canceled-1';
		const complaint = readComplaint([unread(0, { message, nextStep: 'Canceled? See "CANCELED"' })]);
		expect(`${complaint?.message} ${complaint?.description}`).not.toMatch(/canceled/i);
		expect(complaint?.message).toContain('order cancelled-1');
	});

	it('counts the others', () => {
		const second = unread(2, { message: 'Another' });
		expect(readComplaint([unread(0), read(1), second])?.message).toBe(
			'thanks.io knows no such order (and 1 more of 3 items)',
		);
	});
});
