import type { SandboxOrder } from '../../types';
import { cutPage, filled, wholeNumber } from '../../page';
import { snappyOrder } from './orderBody';
import { snappyError } from './errors';
import type { Call, Reply, VendorRoute } from '../../vendor';

/** https://docs.snappy.com/modules/api/v3/orders/get-orders */
const DEFAULT_PAGE_SIZE = 100;
const MAX_PAGE_SIZE = 300;

const LIST_PATH = '/v3/orders';

const NOT_FOUND = { status: 404, body: snappyError(404, LIST_PATH) };

export const orderRoutes: VendorRoute[] = [
	{
		method: 'POST',
		path: '/v3/orders/:id/cancel',
		operation: 'cancel',
		scope: 'cancel',
		handle: cancel,
		show: single,
		showNothing: () => ({ data: null }),
	},
	{
		method: 'GET',
		path: '/v3/orders/:id',
		operation: 'get',
		scope: 'read',
		handle: (call) => withOrder(call, (order) => ({ status: 200, body: single(order) })),
		show: single,
		showNothing: () => ({ data: null }),
	},
	{
		method: 'GET',
		path: LIST_PATH,
		operation: 'list',
		scope: 'read',
		handle: list,
		show: (order) => ({ data: [snappyOrder(order)], links: noLinks() }),
		showNothing: () => ({ data: [], links: noLinks() }),
	},
];

/** v3 and v2 agree: not once it is in transit, delivered or cancelled. */
export function isCancellable(order: SandboxOrder): boolean {
	if (order.cancelled) return false;
	const untouched = (order.fulfillment ?? 'none') === 'none';
	return order.cancellable ?? (order.status === 'active' && untouched);
}

/** The docs say that the 422 tells which case it is, but not in which words: assumed. */
export function refusalText(order: SandboxOrder): string {
	if (order.cancelled) return 'Order is already cancelled';
	if (order.fulfillment === 'inTransit') return 'Order cannot be cancelled: it is in transit';
	const delivered = order.fulfillment === 'delivered' || order.status === 'completed';
	if (delivered) return 'Order cannot be cancelled: it has been delivered';
	if (order.status === 'refunded') return 'Order cannot be cancelled: it has been refunded';
	return 'Order cannot be cancelled: it was picked up by the fulfillment partner';
}

function single(order: SandboxOrder) {
	return { data: snappyOrder(order) };
}

function cancel(call: Call): Reply {
	return withOrder(call, (order) => {
		if (!isCancellable(order)) {
			// No code is documented; it is assumed to look like the known 409_PBLC_001.
			const body = { message: refusalText(order), errorCode: '422_PBLC_001', errors: [] };
			return call.refuse(order, { status: 422, body });
		}
		call.state.markCancelled(order);
		return { status: 200, body: single(order), processed: true };
	});
}

/** Orders of other companies are hidden behind the same 404, as documented. */
function withOrder(call: Call, answer: (order: SandboxOrder) => Reply): Reply {
	const order = call.state.find('snappy', call.id);
	return order === undefined || order.foreign ? NOT_FOUND : answer(order);
}

function list(call: Call): Reply {
	const { query } = call;
	const status = filled(query, 'filter[status]');
	const size = wholeNumber(filled(query, 'page[size]'), DEFAULT_PAGE_SIZE);
	const number = wholeNumber(filled(query, 'page[number]'), 1);
	const known = status === null || status === 'active' || status === 'cancelled';
	// The ranges are documented; that a value outside them is answered with 400 is assumed.
	if (!known || size < 1 || size > MAX_PAGE_SIZE || number < 1) {
		return { status: 400, body: snappyError(400, LIST_PATH) };
	}
	const accept = listFilter(query, status);
	const orders = call.state.newestFirst('snappy').filter(accept);
	if (query.get('sort') === 'createdAt') orders.reverse();
	const page = cutPage(orders, number, size);
	// Relative, without host or /public-api and without the other parameters, as documented.
	const link = (to: number) =>
		to < 1 || to > page.last ? null : `${LIST_PATH}?page[size]=${size}&page[number]=${to}`;
	const links = { first: link(1), next: link(number + 1), prev: link(number - 1) };
	return { status: 200, body: { data: page.items.map(snappyOrder), links } };
}

function listFilter(query: URLSearchParams, status: string | null) {
	const keys = filled(query, 'filter[idempotencyKey]')?.split(',');
	const from = Date.parse(filled(query, 'filter[createdAt][gte]') ?? '');
	const to = Date.parse(filled(query, 'filter[createdAt][lte]') ?? '');
	return (order: SandboxOrder): boolean => {
		if (order.foreign) return false;
		if (status !== null && status !== listStatus(order)) return false;
		if (keys !== undefined && !keys.includes(order.idempotencyKey ?? '')) return false;
		const createdAt = Date.parse(order.createdAt);
		return !(createdAt < from) && !(createdAt > to);
	};
}

/** The list filter's "active" covers orders in progress and delivered ones, as documented. */
function listStatus(order: SandboxOrder): string {
	return order.status === 'completed' ? 'active' : order.status;
}

function noLinks() {
	return { first: null, next: null, prev: null };
}
