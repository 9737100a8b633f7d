import { z } from 'zod';
import type { SandboxOrder } from '../model';
import { cutPage, filled, positive, SANDBOX_RECIPIENT } from '../vendor';
import type { Call, Reply, Vendor } from '../vendor';

const fields = z.object({ campaign: z.string().optional() });

type PapergramOrder = SandboxOrder & z.infer<typeof fields>;

const ERRORS: Record<number, string> = {
	401: 'This token is not known.',
	403: 'This token may not do that.',
	404: 'There is no such order.',
	429: 'Too many requests in ten seconds.',
};

/** Papergram, which does not exist: letters by courier. */
export const vendor: Vendor<PapergramOrder> = {
	service: 'papergram',
	credential: { name: 'Papergram', type: 'papergramOrdersApi', keyField: 'accessToken' },
	key: 'sandbox-papergram-token',
	prefix: '/papergram/v3',
	authHeader: 'x-token',
	fields: fields.shape,
	sampleOrder: { id: 'pg_00000001', status: 'queued' },
	cancelledState: 'recalled',
	otherState: 'with courier',
	otherOrder: { id: 'pg_zzzzzzzz' },
	probeSize: 'per_page',
	routes: [
		{
			method: 'POST',
			path: '/orders/:id/cancellation',
			operation: 'cancel',
			scope: 'cancel',
			handle: (call) => withOrder(call, (order) => cancel(call, order)),
			show: envelope,
			showNothing: () => ({ order: null }),
		},
		{
			method: 'GET',
			path: '/orders/:id',
			operation: 'get',
			scope: 'read',
			handle: (call) => withOrder(call, (order) => ({ status: 200, body: envelope(order) })),
			show: envelope,
			showNothing: () => ({ order: null }),
		},
		{
			method: 'GET',
			path: '/orders',
			operation: 'list',
			scope: 'read',
			handle: list,
			show: (order) => ({ page_number: 1, pages: 1, orders: [show(order)] }),
			showNothing: () => ({ orders: null }),
		},
	],
	error,
};

function error(status: number) {
	return { errors: [{ code: status, detail: ERRORS[status] ?? 'Something broke.' }] };
}

/** Who asks for somebody else's order is told that it is not his. */
function withOrder(call: Call<PapergramOrder>, answer: (order: PapergramOrder) => Reply): Reply {
	const order = call.account.find(call.id);
	if (order !== undefined) return answer(order);
	return call.fail(call.isSomeoneElses() ? 403 : 404);
}

function cancel(call: Call<PapergramOrder>, order: PapergramOrder): Reply {
	if (order.cancelled || !(order.cancellable ?? order.status === 'queued')) {
		return call.refuse(order, { status: 409, body: error(409) });
	}
	call.account.cancel(order);
	return { status: 200, body: envelope(order), processed: true };
}

function list(call: Call<PapergramOrder>): Reply {
	const campaign = filled(call.query, 'campaign');
	const orders = call.account
		.newestFirst()
		.filter((order) => campaign === null || order.campaign === campaign);
	const number = positive(call.query.get('page_number'), 1);
	const page = cutPage(orders, number, Math.min(positive(call.query.get('per_page'), 20), 40));
	const body = { page_number: number, pages: page.last, orders: page.items.map(show) };
	return { status: 200, body };
}

function envelope(order: PapergramOrder) {
	return { order: show(order) };
}

function show(order: PapergramOrder) {
	return {
		id: order.id,
		state: order.status === 'cancelled' ? 'recalled' : order.status,
		campaign: order.campaign ?? null,
		pages: 2,
		price: { amount: '12.40', currency: 'EUR' },
		addressee: SANDBOX_RECIPIENT.name,
		doorstep: `${SANDBOX_RECIPIENT.street}, ${SANDBOX_RECIPIENT.city}`,
		placed_at: inVienna(order.createdAt),
		changed_at: inVienna(order.updatedAt),
		recalled_at: order.cancelledAt === null ? null : inVienna(order.cancelledAt),
	};
}

function inVienna(iso: string): string {
	const shifted = new Date(Date.parse(iso) + 2 * 3_600_000);
	return shifted.toISOString().replace('Z', '+02:00');
}
