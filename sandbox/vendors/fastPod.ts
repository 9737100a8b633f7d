import type { SandboxOrder } from '../types';
import { fastPodOrder, ORDER_CONSTANTS, paymentStatus } from './fastPodBody';
import { cutPage, filled, positive } from './page';
import type { Call, Reply, Vendor } from './vendor';

/** Neither default nor maximum is documented; the sandbox assumes 25 and 100. */
const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 100;

/**
 * Which statuses can be cancelled is not documented; the sandbox assumes those in which an order
 * can be updated: https://fastpodapi.apidog.io/api-4681585
 */
const CANCELLABLE = new Set(['draft', 'new_order', 'on_hold']);

/** Not documented; the sandbox assumes the same answer for unknown and for other sellers' orders. */
const NOT_FOUND = { status: 404, body: { message: 'Not found' } };

/** No error body is documented; the sandbox assumes Laravel's texts. */
const ERROR_MESSAGES: Record<number, string> = {
	401: 'Unauthenticated.',
	403: 'This action is unauthorized.',
	404: 'Not found',
	429: 'Too Many Attempts.',
};

/** FastPOD, as of https://fastpodapi.apidog.io/api-4681584 */
export const fastPod: Vendor = {
	service: 'fastPod',
	prefix: '/fastpod',
	authHeader: 'authorization',
	otherState: 'in_production',
	otherId: 'F000-010124-999999',
	probeSize: 'limit',
	routes: [
		{
			method: 'POST',
			path: '/v1/orders/:id/cancel',
			operation: 'cancel',
			scope: 'cancel',
			handle: cancel,
			show: envelope,
			showNothing,
		},
		{
			method: 'GET',
			path: '/v1/orders/:id',
			operation: 'get',
			scope: 'read',
			// The bare order, without the envelope of cancel: https://fastpodapi.apidog.io/api-4681581
			handle: (call) => withOrder(call, (order) => ({ status: 200, body: fastPodOrder(order) })),
			show: fastPodOrder,
			showNothing,
		},
		{
			method: 'GET',
			path: '/v1/orders',
			operation: 'list',
			scope: 'read',
			handle: list,
			show: (order) => ({ current_page: 1, data: [fastPodOrder(order)] }),
			showNothing,
		},
	],
	error: (status) => ({ message: ERROR_MESSAGES[status] ?? 'Server Error' }),
};

function isCancellable(order: SandboxOrder): boolean {
	return !order.cancelled && (order.cancellable ?? CANCELLABLE.has(order.status));
}

function envelope(order: SandboxOrder) {
	return { status: true, message: 'Order cancelled successfully.', data: fastPodOrder(order) };
}

/** A 200 that says no: not documented, but `status` is a boolean, so it can be false. */
function showNothing() {
	return { status: false, message: 'The request could not be completed.' };
}

function cancel(call: Call): Reply {
	return withOrder(call, (order) => {
		if (!isCancellable(order)) {
			const message = `Order can not be cancelled in status ${order.status}`;
			return call.refuse(order, { status: 422, body: { status: false, message } });
		}
		call.state.markCancelled(order);
		return { status: 200, body: envelope(order), processed: true };
	});
}

function withOrder(call: Call, answer: (order: SandboxOrder) => Reply): Reply {
	const order = call.state.find('fastPod', call.id);
	return order === undefined || order.foreign ? NOT_FOUND : answer(order);
}

/**
 * Only `current_page` and `data` are documented (https://fastpodapi.apidog.io/api-4681580); the
 * sandbox assumes the rest of Laravel's paginator.
 */
function list(call: Call): Reply {
	const accept = listFilter(call.query);
	const orders = call.state.newestFirst('fastPod').filter(accept);
	const size = positive(call.query.get('limit'), DEFAULT_PAGE_SIZE);
	const number = positive(call.query.get('page'), 1);
	const page = cutPage(orders, number, Math.min(size, MAX_PAGE_SIZE));
	const link = (to: number) => (to < 1 || to > page.last ? null : `${call.url}?page=${to}`);
	const body = {
		current_page: page.number,
		data: page.items.map(fastPodOrder),
		first_page_url: link(1),
		from: page.from,
		last_page: page.last,
		last_page_url: link(page.last),
		next_page_url: link(number + 1),
		path: call.url,
		per_page: page.size,
		prev_page_url: link(number - 1),
		to: page.to,
		total: page.total,
	};
	return { status: 200, body };
}

/**
 * The filters' names are documented. Not documented, assumed: dates are days of created_at in UTC,
 * both ends included, and `search` matches parts and ignores case.
 */
function listFilter(query: URLSearchParams): (order: SandboxOrder) => boolean {
	const equal = (name: string, value: string) => (filled(query, name) ?? value) === value;
	const search = (filled(query, 'search') ?? '').toLowerCase();
	const from = filled(query, 'start_date') ?? '';
	const to = filled(query, 'end_date') ?? '9999';
	return (order) => {
		const day = new Date(order.createdAt).toISOString().slice(0, 10);
		const names = `${order.id}\n${order.reference ?? ''}`.toLowerCase();
		return (
			!order.foreign &&
			equal('status', order.status) &&
			equal('order_type', order.orderType ?? ORDER_CONSTANTS.order_type) &&
			equal('shipping_method', ORDER_CONSTANTS.shipping_method) &&
			equal('payment_method', ORDER_CONSTANTS.payment_method) &&
			equal('payment_status', paymentStatus(order)) &&
			names.includes(search) &&
			day >= from &&
			day <= to
		);
	};
}
