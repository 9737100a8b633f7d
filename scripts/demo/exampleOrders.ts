import type { GiftSeed, OrderSeed, Sandbox } from '../../sandbox';

/** Of `examples/shopify-order-cancelled.json`: the reference is the shop's order number. */
const SHOP_ORDERS: readonly OrderSeed[] = [
	{ service: 'fastPod', id: 'F237-120723-000021', status: 'new_order', reference: '1001' },
	{ service: 'fastPod', id: 'F237-120723-000022', status: 'new_order', reference: '1002' },
	{ service: 'fastPod', id: 'F237-120723-000023', status: 'on_hold', reference: '1002' },
	{ service: 'fastPod', id: 'F237-120723-000024', status: 'in_production', reference: '1003' },
	// Found when one searches for 1001, and not meant by it.
	{ service: 'fastPod', id: 'F237-120723-000025', status: 'new_order', reference: '10010' },
];

/** Of `examples/spreadsheet-report.json`. */
const SPREADSHEET_ORDERS: readonly OrderSeed[] = [
	{ service: 'thanksIo', id: '42021', status: 'reviewing' },
	{ service: 'thanksIo', id: '42022', status: 'processing' },
	{ service: 'snappy', id: 'G7nR4bD021', status: 'active' },
	{ service: 'snappy', id: 'G7nR4bD022', status: 'active', fulfillment: 'inTransit' },
	{ service: 'fastPod', id: 'F237-120723-000031', status: 'new_order' },
];

function mailing(id: string, minutesAgo: number, more: Partial<OrderSeed> = {}): OrderSeed {
	return {
		service: 'thanksIo',
		id,
		status: 'reviewing',
		subAccountId: 66,
		reference: 'spring-mailing',
		createdAt: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
		...more,
	};
}

/** Of `examples/thanksio-last-hour-sweep.json`. */
function sweepOrders(): OrderSeed[] {
	return [
		mailing('43001', 5),
		mailing('43002', 20),
		mailing('43003', 75),
		mailing('43004', 10, { reference: 'summer-mailing' }),
		mailing('43005', 30, { status: 'processing' }),
		mailing('43006', 10, { subAccountId: 67 }),
	];
}

/** Of `examples/approval-first.json`, `ai-agent-with-review.json` and `try-again-later.json`. */
const SINGLE_ORDERS: readonly OrderSeed[] = [
	{ service: 'snappy', id: 'G7nR4bD011', status: 'active' },
	{ service: 'thanksIo', id: '44001', status: 'reviewing' },
	{ service: 'fastPod', id: 'F237-120723-000041', status: 'new_order' },
	{ service: 'fastPod', id: 'F237-120723-000042', status: 'new_order' },
	{ service: 'fastPod', id: 'F237-120723-000043', status: 'shipped' },
];

/** Of `examples/gift-recall.json`. */
const GIFTS: readonly GiftSeed[] = [
	{ id: 'giftClaimed01', orders: [{ id: 'G7nR4bD041', status: 'active' }] },
	{
		id: 'giftClaimed02',
		orders: [
			{ id: 'G7nR4bD042', status: 'cancelled' },
			{ id: 'G7nR4bD043', status: 'active' },
		],
	},
	{
		id: 'giftTransit1',
		orders: [{ id: 'G7nR4bD044', status: 'active', fulfillment: 'inTransit' }],
	},
	{ id: 'giftUnopened1', status: 'unopened', orders: [] },
	{ id: 'giftExpired01', status: 'expired', orders: [] },
];

/** Makes the sandbox match the sample data of all examples but `examples/cancel-orders.json`. */
export function fillForExamples(sandbox: Sandbox): void {
	sandbox.seed([...SHOP_ORDERS, ...SPREADSHEET_ORDERS, ...sweepOrders(), ...SINGLE_ORDERS]);
	for (const gift of GIFTS) sandbox.seedGift(gift);
	sandbox.addFault({
		orderId: 'F237-120723-000042',
		operation: 'cancel',
		kind: 'redirect',
		location: 'https://login.example.com/',
	});
}
