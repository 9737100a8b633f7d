import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import type { StoredCredential } from '../engine/credentialStore';
import { fillForExamples } from './exampleOrders';

/** A key that the sandbox does not know (any more). */
const REVOKED = 'sandbox-revoked-token';

/** Makes the sandbox match the sample orders of `examples/cancel-orders.json`. */
function fill(sandbox: Sandbox): void {
	sandbox.seed([
		{ service: 'thanksIo', id: '42001', status: 'reviewing' },
		{ service: 'thanksIo', id: '42002', status: 'reviewing' },
		{ service: 'thanksIo', id: '42003', status: 'processing' },
		{ service: 'thanksIo', id: '42004', status: 'reviewing', foreign: true },
		{ service: 'snappy', id: 'G7nR4bD001', status: 'active' },
		{ service: 'snappy', id: 'G7nR4bD002', status: 'active', fulfillment: 'inTransit' },
		{ service: 'snappy', id: 'G7nR4bD003', status: 'cancelled', cancelled: true },
		{ service: 'snappy', id: 'G7nR4bD005', status: 'active' },
		{ service: 'fastPod', id: 'F237-120723-000001', status: 'new_order' },
		{ service: 'fastPod', id: 'F237-120723-000002', status: 'new_order' },
		{ service: 'fastPod', id: 'F237-120723-000003', status: 'in_production' },
		{ service: 'fastPod', id: 'F237-120723-000004', status: 'on_hold' },
		{ service: 'fastPod', id: 'F237-120723-000009', status: 'new_order' },
	]);
	sandbox.addFault({
		orderId: 'G7nR4bD005',
		operation: 'cancel',
		kind: 'redirect',
		location: 'https://login.example.com/',
	});
	sandbox.addFault({ orderId: 'F237-120723-000002', operation: 'cancel', kind: 'statusAfter' });
	sandbox.addFault({
		orderId: 'F237-120723-000004',
		operation: 'cancel',
		kind: 'statusBefore',
		status: 422,
		body: { status: false, message: 'The order is on hold until its artwork is checked.' },
	});
	sandbox.addFault({
		orderId: 'F237-120723-000009',
		operation: 'cancel',
		kind: 'rateLimited',
		retryAfter: '1',
		times: Infinity,
	});
}

/** Credentials for the sandbox, under the names that the example workflows use. */
export function sandboxCredentials({ baseUrls, keys }: Sandbox): StoredCredential[] {
	const thanksIo = { apiToken: keys.thanksIo, baseUrl: baseUrls.thanksIo };
	const snappy = { apiKey: keys.snappy, baseUrl: baseUrls.snappy };
	const fastPod = { apiToken: keys.fastPod, baseUrl: baseUrls.fastPod };
	return [
		{
			id: 'sandboxThanksIo',
			name: 'thanks.io (sandbox)',
			type: 'thanksIoOrdersApi',
			data: thanksIo,
		},
		{
			id: 'sandboxThanksIoRevoked',
			name: 'thanks.io (sandbox, revoked key)',
			type: 'thanksIoOrdersApi',
			data: { ...thanksIo, apiToken: REVOKED },
		},
		{ id: 'sandboxSnappy', name: 'Snappy (sandbox)', type: 'snappyOrdersApi', data: snappy },
		{ id: 'sandboxFastPod', name: 'FastPOD (sandbox)', type: 'fastPodOrdersApi', data: fastPod },
		{
			id: 'sandboxFastPodBusy',
			name: 'FastPOD (sandbox, busy)',
			type: 'fastPodOrdersApi',
			data: fastPod,
		},
	];
}

/** Starts a sandbox with the sample orders. */
export async function startDemoSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	fill(sandbox);
	fillForExamples(sandbox);
	return sandbox;
}
