import type { OrderSeed, Sandbox } from '../../sandbox';
import type { GiftSeed } from '../../sandbox/vendors/snappy/gifts';
import { ago, DAY, garment, gift, HOUR, postcard } from './ago';

/** Of `examples/shopify-order-cancelled.json`: the reference is the shop's order number. */
function shopOrders(): OrderSeed[] {
	return [
		garment('F237-120723-000021', 'new_order', 38, { reference: '1001' }),
		garment('F237-120723-000022', 'new_order', 2 * HOUR, { reference: '1002' }),
		garment('F237-120723-000023', 'on_hold', 3 * HOUR + 12, { reference: '1002' }),
		garment('F237-120723-000024', 'in_production', DAY + 4 * HOUR, { reference: '1003' }),
		// Found when one searches for 1001, and not meant by it.
		garment('F237-120723-000025', 'new_order', 25, { reference: '10010' }),
	];
}

/** Of `examples/spreadsheet-report.json`. */
function spreadsheetOrders(): OrderSeed[] {
	return [
		postcard('42021', 'reviewing', 17),
		postcard('42022', 'processing', 2 * HOUR + 24),
		gift('G7nR4bD021', 'active', 5 * HOUR + 6),
		gift('G7nR4bD022', 'active', 2 * DAY + HOUR, { fulfillment: 'inTransit' }),
		garment('F237-120723-000031', 'new_order', 4 * HOUR + 33),
	];
}

/** Of `examples/thanksio-last-hour-sweep.json`. */
function sweepOrders(): OrderSeed[] {
	const mailing = { subAccountId: 66, reference: 'spring-mailing' };
	return [
		postcard('43001', 'reviewing', 5, mailing),
		postcard('43002', 'reviewing', 20, mailing),
		postcard('43003', 'reviewing', 75, mailing),
		postcard('43004', 'reviewing', 10, { ...mailing, reference: 'summer-mailing' }),
		postcard('43005', 'processing', 30, mailing),
		postcard('43006', 'reviewing', 12, { ...mailing, subAccountId: 67 }),
	];
}

/** Of `examples/thanksio-withdrawn-mailing.json`. */
function withdrawnOrders(): OrderSeed[] {
	return [
		postcard('45001', 'reviewing', 1, { reference: 'winter-mailing' }),
		postcard('45002', 'reviewing', 3, { reference: 'thank-you-cards' }),
		postcard('45003', 'processing', HOUR + 8, { reference: 'winter-mailing' }),
	];
}

/** Of `examples/approval-first.json`, `ai-agent-with-review.json` and `try-again-later.json`. */
function singleOrders(): OrderSeed[] {
	return [
		gift('G7nR4bD011', 'active', HOUR + 19),
		postcard('44001', 'reviewing', 14),
		garment('F237-120723-000041', 'new_order', 6 * HOUR + 41),
		garment('F237-120723-000042', 'new_order', 7 * HOUR + 3),
		garment('F237-120723-000043', 'shipped', 5 * DAY + 2 * HOUR),
	];
}

/** Of `examples/gift-recall.json`. */
function gifts(): GiftSeed[] {
	return [
		{ id: 'giftClaimed01', orders: [gift('G7nR4bD041', 'active', DAY + 20)] },
		{
			id: 'giftClaimed02',
			orders: [
				gift('G7nR4bD042', 'cancelled', 3 * DAY + 50),
				gift('G7nR4bD043', 'active', 9 * HOUR + 8),
			],
		},
		{
			id: 'giftTransit1',
			orders: [gift('G7nR4bD044', 'active', 4 * DAY + 35, { fulfillment: 'inTransit' })],
		},
		{ id: 'giftUnopened1', status: 'unopened', createdAt: ago(DAY + 3 * HOUR), orders: [] },
	];
}

/** Makes the sandbox match the sample data of all examples but `examples/cancel-orders.json`. */
export function fillForExamples(sandbox: Sandbox): void {
	sandbox.seed([
		...shopOrders(),
		...spreadsheetOrders(),
		...sweepOrders(),
		...withdrawnOrders(),
		...singleOrders(),
	]);
	for (const seed of gifts()) sandbox.seedGift(seed);
	sandbox.addFault({
		orderId: 'F237-120723-000042',
		operation: 'cancel',
		kind: 'redirect',
		location: 'https://login.example.com/',
	});
}
