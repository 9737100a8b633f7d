import { resolve } from 'node:path';
import type { IDataObject, IRun } from 'n8n-workflow';

import { sandboxCredentials } from '../../scripts/demo/demoSandbox';
import { readWorkflow } from '../../scripts/demo/readFiles';
import { CredentialStore } from '../../scripts/engine/credentialStore';
import { outputOf, runWorkflow } from '../../scripts/engine/runWorkflow';
import { builtPackage } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

/*
 * The file is what people have: a workflow as n8n 2 saved it with version 1 of the nodes, without the values that were at
 * their default. It is never edited for a change of the nodes; a version 2 gets a file of its own.
 */
const SAVED = resolve(__dirname, '../saved/version1.json');

const sandbox = useSandbox();

function seed(): void {
	const world = sandbox();
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

async function runSaved(): Promise<IRun> {
	const loaded = await builtPackage();
	const credentials = new CredentialStore(loaded.credentialTypes, sandboxCredentials(sandbox()));
	return await runWorkflow({ loaded, credentials }, await readWorkflow(SAVED));
}

function jsonOf(run: IRun, node: string): IDataObject[] {
	return outputOf(run, node).map(({ json }) => json);
}

/** By node, the one item that each of them gives. */
const RESULTS: Readonly<Record<string, IDataObject>> = {
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

const REQUESTS = [
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

it('a workflow that was saved with version 1 of the nodes sends and gives what it did then', async () => {
	seed();
	const run = await runSaved();
	const sent = sandbox()
		.requests()
		.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);

	expect(run.data.resultData.error).toBeUndefined();
	expect(sent).toEqual(REQUESTS);
	for (const [node, expected] of Object.entries(RESULTS)) {
		expect({ node, items: jsonOf(run, node) }).toEqual({
			node,
			items: [expect.objectContaining(expected)],
		});
	}
});
