import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox';
import type { StoredCredential } from '../engine/credentialStore';
import { ago, DAY, garment, gift, HOUR, postcard } from './ago';
import { fillForExamples } from './exampleOrders';

/** A key that the sandbox does not know (any more). */
const REVOKED = 'sandbox-revoked-token';

/** Makes the sandbox match the sample orders of `examples/cancel-orders.json`. */
function fill(sandbox: Sandbox): void {
	const yesterday = ago(DAY);
	sandbox.seed([
		postcard('42001', 'reviewing', 34),
		postcard('42002', 'reviewing', 29),
		postcard('42003', 'processing', HOUR + 47),
		postcard('42004', 'reviewing', 11, { tenant: 'another account' }),
		gift('G7nR4bD001', 'active', 3 * HOUR + 26),
		gift('G7nR4bD002', 'active', 3 * DAY + 15, { fulfillment: 'inTransit' }),
		gift('G7nR4bD003', 'cancelled', 2 * DAY + 5 * HOUR, { updatedAt: yesterday }),
		gift('G7nR4bD005', 'active', 44),
		garment('F237-120723-000001', 'new_order', 52),
		garment('F237-120723-000002', 'new_order', HOUR + 9),
		garment('F237-120723-000003', 'in_production', 2 * DAY + 40),
		garment('F237-120723-000004', 'on_hold', 8 * HOUR + 16),
		garment('F237-120723-000009', 'new_order', 6),
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
export function sandboxCredentials(sandbox: Sandbox): StoredCredential[] {
	const own = sandbox.services.map((service): StoredCredential => {
		const { name, ...credential } = sandbox.credentialOf(service);
		const id = `sandbox${service.charAt(0).toUpperCase()}${service.slice(1)}`;
		return { id, name: `${name} (sandbox)`, ...credential };
	});
	const thanksIo = sandbox.credentialOf('thanksIo');
	const fastPod = sandbox.credentialOf('fastPod');
	return [
		...own,
		{
			...thanksIo,
			id: 'sandboxThanksIoRevoked',
			name: 'thanks.io (sandbox, revoked key)',
			data: { ...thanksIo.data, apiToken: REVOKED },
		},
		{ ...fastPod, id: 'sandboxFastPodBusy', name: 'FastPOD (sandbox, busy)' },
	];
}

/** Credentials that have signed in to the sandbox. Those that an n8n keeps would be out of date at the next start. */
export function signedInCredentials(sandbox: Sandbox): StoredCredential[] {
	return [{ id: 'sandboxThanksIoOAuth2', ...sandbox.oAuth2CredentialOf('thanksIo') }];
}

/** Starts a sandbox with the sample orders. */
export async function startDemoSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox(options);
	fill(sandbox);
	fillForExamples(sandbox);
	return sandbox;
}
