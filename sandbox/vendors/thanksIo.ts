import type { SandboxOrder } from '../types';
import { cutPage, filled, positive } from './page';
import { listItem, track } from './thanksIoBodies';
import { currentRecord, legacyRecord } from './thanksIoRecords';
import type { Call, Reply, Vendor, VendorRoute } from './vendor';

/** Default of `items_per_page`: https://docs.thanks.io/api-reference/endpoint/orders/list-orders */
const DEFAULT_PAGE_SIZE = 25;

/** Not documented for this endpoint; the sandbox assumes the 100 of an older draft of the docs. */
const MAX_PAGE_SIZE = 100;

const NOT_FOUND = { status: 404, body: { message: 'Not Found' } };

/**
 * Documented for the order items endpoint only; the sandbox assumes it for track and cancel. It
 * shares its status with a bad token, which is why clients must look twice at a 401.
 */
const NOT_YOURS = { status: 401, body: { status: 'failed', errors: ['Unauthorized'] } };

/** Not documented; the sandbox assumes the shape of the neighbouring endpoints. */
const TOO_LATE = {
	status: 422,
	body: { status: 'failed', errors: ['Order can no longer be cancelled'] },
};

/** thanks.io, as of https://docs.thanks.io/api-reference/endpoint/orders/cancel-order */
export const thanksIo: Vendor = {
	service: 'thanksIo',
	prefix: '/thanksio/api/v2',
	authHeader: 'authorization',
	otherState: 'fulfilled',
	otherId: '999999999',
	probeSize: 'items_per_page',
	routes: [
		cancelRoute('/orders/:id/cancel', currentRecord),
		// The older docs only; whether it still answers is not documented, the sandbox assumes so.
		cancelRoute('/order/:id/cancel', legacyRecord),
		{
			method: 'GET',
			path: '/orders/list',
			operation: 'list',
			scope: 'read',
			handle: list,
			show: (order) => ({ data: [listItem(order, isCancellable(order))] }),
			showNothing: () => ({ data: [] }),
		},
		{
			method: 'GET',
			path: '/orders/:id/track',
			operation: 'get',
			scope: 'read',
			handle: (call) => withOrder(call, (order) => ({ status: 200, body: track(order) })),
			show: track,
			showNothing: () => ({ data: null }),
		},
	],
	error: (status) => ({ message: ERROR_MESSAGES[status] ?? 'Server Error' }),
};

/**
 * 401 as third parties saw it; 403 and 404 documented; 429 and 500 are not documented, the sandbox
 * assumes Laravel's texts.
 */
const ERROR_MESSAGES: Record<number, string> = {
	401: 'Unauthenticated.',
	403: 'Unauthorized',
	404: 'Not Found',
	429: 'Too Many Attempts.',
};

/** The documented rule: an order can be cancelled while it is in Reviewing. */
function isCancellable(order: SandboxOrder): boolean {
	return !order.cancelled && (order.cancellable ?? order.status === 'reviewing');
}

function cancelRoute(path: string, record: (order: SandboxOrder) => unknown): VendorRoute {
	const show = (order: SandboxOrder) => ({ order: record(order) });
	return {
		method: 'PUT',
		path,
		operation: 'cancel',
		scope: 'cancel',
		handle: (call) =>
			withOrder(call, (order) => {
				if (!isCancellable(order)) return call.refuse(order, TOO_LATE);
				call.state.markCancelled(order);
				return { status: 200, body: show(order), processed: true };
			}),
		show,
		showNothing: () => ({ order: null }),
	};
}

function withOrder(call: Call, answer: (order: SandboxOrder) => Reply): Reply {
	const order = call.state.find('thanksIo', call.id);
	if (order === undefined) return NOT_FOUND;
	return order.foreign ? NOT_YOURS : answer(order);
}

/** Whether the list without a filter includes sub-account orders is not documented: assumed yes. */
function list(call: Call): Reply {
	const subAccount = filled(call.query, 'sub_account_id');
	const orders = call.state
		.newestFirst('thanksIo')
		.filter((order) => !order.foreign)
		.filter((order) => subAccount === null || String(order.subAccountId) === subAccount);
	const size = positive(call.query.get('items_per_page'), DEFAULT_PAGE_SIZE);
	const number = positive(call.query.get('page'), 1);
	const page = cutPage(orders, number, Math.min(size, MAX_PAGE_SIZE));
	// As in the documented sample, links lose the other query parameters.
	const link = (to: number) => (to < 1 || to > page.last ? null : `${call.url}?page=${to}`);
	const body = {
		data: page.items.map((order) => listItem(order, isCancellable(order))),
		links: {
			first: link(1),
			last: link(page.last),
			prev: link(number - 1),
			next: link(number + 1),
		},
		meta: {
			current_page: page.number,
			from: page.from,
			last_page: page.last,
			path: call.url,
			// A string in the documented sample, although the schema says integer.
			per_page: String(page.size),
			to: page.to,
			total: page.total,
		},
	};
	return { status: 200, body };
}
