import { resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox';

/*
 * The file is what people have: a workflow as n8n 2 saved it with version 1 of the nodes, without the values that were at
 * their default. It is never edited for a change of the nodes; a version 2 gets a file of its own.
 */
export const VERSION_1 = resolve(__dirname, 'version1.json');

/** Puts the orders of the workflow into a sandbox. */
export function seedVersion1(world: Sandbox): void {
	world.seed([
		{ service: 'thanksIo', id: '42001', status: 'reviewing', subAccountId: 66 },
		{ service: 'thanksIo', id: '42002', status: 'reviewing', subAccountId: 66 },
		{ service: 'thanksIo', id: '42003', status: 'printed', subAccountId: 66 },
		{ service: 'thanksIo', id: '42004', status: 'reviewing', subAccountId: 67 },
		{ service: 'snappy', id: 'G7nR4bD001', status: 'active' },
		{
			service: 'snappy',
			id: 'G7nR4bD002',
			status: 'active',
			idempotencyKey: 'shop-1002',
			createdAt: '2026-06-01T00:00:00Z',
		},
		{ service: 'fastPod', id: 'F237-120723-000001', status: 'new_order', reference: '1000' },
		{
			service: 'fastPod',
			id: 'F237-120723-000002',
			status: 'new_order',
			reference: '1001',
			createdAt: '2026-06-01T00:00:00Z',
		},
	]);
	world.seedGift({ id: 'claimed01', orders: [{ id: 'G7nR4bD010', status: 'active' }] });
	world.seedGift({ id: 'claimed02', orders: [{ id: 'G7nR4bD020', status: 'active' }] });
	world.seedGift({ id: 'unclaimed01', status: 'unopened', orders: [] });
}

/** By node, the one item that each of them gives. */
export const VERSION_1_RESULTS: Readonly<Record<string, IDataObject>> = {
	'thanks.io cancel': { orderId: '42001', outcome: 'cancelled', verifiedBy: 'response' },
	'Snappy cancel': { orderId: 'G7nR4bD001', outcome: 'cancelled', stopped: true },
	'Gift cancel order': { orderId: 'G7nR4bD010', outcome: 'cancelled', stopped: true },
	'Gift expire': { orderId: 'unclaimed01', outcome: 'cancelled', status: 'expired' },
	'FastPOD cancel': { orderId: 'F237-120723-000001', outcome: 'cancellable', attempts: 0 },
	'thanks.io get': { orderId: '42002', status: 'Reviewing', cancellable: true },
	'Gift get': { giftId: 'claimed02', orderId: 'G7nR4bD020', cancellable: true },
	'thanks.io get many': { orderId: '42002', service: 'thanks.io' },
	'Snappy get many': { orderId: 'G7nR4bD002', service: 'Snappy' },
	'FastPOD get many': { id: 'F237-120723-000002', reference_id: '1001' },
};

/** What it sends, in order, without the encoding of the URLs. */
export const VERSION_1_REQUESTS: readonly string[] = [
	'GET /thanksio/api/v2/orders/42001/track',
	'PUT /thanksio/api/v2/order/42001/cancel',
	'GET /thanksio/api/v2/orders/42002/track',
	'GET /thanksio/api/v2/orders/list?items_per_page=100&page=1&sub_account_id=66',
	'GET /snappy/public-api/v3/orders/G7nR4bD001',
	'POST /snappy/public-api/v3/orders/G7nR4bD001/cancel',
	'GET /snappy/public-api/v3/orders?page[number]=1&page[size]=5&sort=-createdAt&filter[createdAt][gte]=2025-12-31T23:00:00.000Z&filter[createdAt][lte]=2026-12-31T23:00:00.000Z&filter[idempotencyKey]=shop-1002&filter[status]=active',
	'GET /snappy/public-api/v2/gifts/claimed01?expand=orders',
	'POST /snappy/public-api/v2/gifts/claimed01/cancel',
	'GET /snappy/public-api/v2/gifts/unclaimed01?expand=orders',
	'POST /snappy/public-api/v2/gifts/unclaimed01/expire',
	'GET /snappy/public-api/v2/gifts/claimed02?expand=orders',
	'GET /fastpod/v1/orders/F237-120723-000001',
	'GET /fastpod/v1/orders?page=1&limit=25&end_date=2027-01-01&order_type=1&payment_method=cash&payment_status=paid&search=1001&shipping_method=3&start_date=2026-01-01&status=new_order',
];

/** What a sandbox received, written as above. */
export function requestsOf(world: Sandbox): string[] {
	return world.requests().map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);
}
