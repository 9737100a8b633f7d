import type { Sandbox, SandboxOrder } from '../../../sandbox';
import { demand } from '../report';

/** Orders of these tests only: no example touches them. */
export const ORDERS = {
	postcard: '55001',
	printed: '55002',
	gift: 'G7nR4bD551',
	garment: 'F237-120723-000551',
} as const;

/** Puts them into the sandbox as its newest orders. */
export function seedOrders(sandbox: Sandbox): void {
	sandbox.seed([
		{ service: 'thanksIo', id: ORDERS.postcard, status: 'reviewing' },
		{ service: 'thanksIo', id: ORDERS.printed, status: 'processing' },
		{ service: 'snappy', id: ORDERS.gift, status: 'active' },
		{ service: 'fastPod', id: ORDERS.garment, status: 'new_order' },
	]);
}

function find(sandbox: Sandbox, service: string, id: string): SandboxOrder {
	const order = sandbox.order(service, id);
	demand(order !== undefined, () => `the sandbox knows no order ${id}`);
	return order;
}

/** The truth after a cancellation: carried out once, for one request. */
export function demandCancelledOnce(sandbox: Sandbox, service: string, id: string): void {
	const { cancelled, cancelCount } = find(sandbox, service, id);
	const sent = sandbox.requests({ service, operation: 'cancel', orderId: id }).length;
	demand(
		cancelled && cancelCount === 1 && sent === 1,
		() => `${id}: cancelled ${cancelled}, ${cancelCount} times, by ${sent} requests`,
	);
}

/** The truth about an order that was not stopped. */
export function demandNotCancelled(sandbox: Sandbox, service: string, id: string): void {
	demand(!find(sandbox, service, id).cancelled, () => `${id} is cancelled`);
}
