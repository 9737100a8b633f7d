import { z } from 'zod';
import type { SandboxOrder } from '../../model';
import { cutPage, filled, microseconds, positive, SANDBOX_RECIPIENT } from '../../vendor';
import type { Call, Reply, VendorRoute } from '../../vendor';

export const fields = z.object({
	subAccountId: z.number().nullish(),
	/** Left out: the reference, if there is one. */
	metadata: z.record(z.unknown()).optional(),
});

export type ThanksIoOrder = SandboxOrder & z.infer<typeof fields>;

/** Default of `items_per_page`: https://docs.thanks.io/api-reference/endpoint/orders/list-orders */
const DEFAULT_PAGE_SIZE = 25;

/** Not documented for this endpoint; the sandbox assumes the 100 of an older draft of the docs. */
const MAX_PAGE_SIZE = 100;

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

/** The documented rule: an order can be cancelled while it is in Reviewing. */
function isCancellable(order: ThanksIoOrder): boolean {
	return !order.cancelled && (order.cancellable ?? order.status === 'reviewing');
}

function cancelRoute(
	path: string,
	record: (order: ThanksIoOrder) => unknown,
): VendorRoute<ThanksIoOrder> {
	const show = (order: ThanksIoOrder) => ({ order: record(order) });
	return {
		method: 'PUT',
		path,
		operation: 'cancel',
		scope: 'cancel',
		handle: (call) =>
			withOrder(call, (order) => {
				if (!isCancellable(order)) return call.refuse(order, TOO_LATE);
				call.account.cancel(order);
				return { status: 200, body: show(order), processed: true };
			}),
		show,
		showNothing: () => ({ order: null }),
	};
}

function withOrder(call: Call<ThanksIoOrder>, answer: (order: ThanksIoOrder) => Reply): Reply {
	const order = call.account.find(call.id);
	if (order !== undefined) return answer(order);
	return call.isSomeoneElses() ? NOT_YOURS : call.fail(404);
}

/** Whether the list without a filter includes sub-account orders is not documented: assumed yes. */
function list(call: Call<ThanksIoOrder>): Reply {
	const subAccount = filled(call.query, 'sub_account_id');
	const orders = call.account
		.newestFirst()
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

/** One entry of `GET /orders/list`: https://docs.thanks.io/api-reference/endpoint/orders/list-orders */
export function listItem(order: ThanksIoOrder, cancellable: boolean) {
	return {
		id: Number(order.id),
		display_type: 'Postcard-4x6',
		...shared(order),
		order_total: PRICE_CENTS,
		recipient_count: 1,
		cancellable,
		total_scans: 0,
		created_at: microseconds(order.createdAt),
		updated_at: microseconds(order.updatedAt),
	};
}

/**
 * The answer of `GET /orders/{orderId}/track`. Like the sample, the inner order has neither an id
 * nor `cancellable`. https://docs.thanks.io/api-reference/endpoint/orders/track-order
 */
export function track(order: ThanksIoOrder) {
	const failed = order.status === 'error';
	return {
		data: {
			id: Number(order.id),
			order: {
				...shared(order),
				created_at: plainDate(order.createdAt),
				updated_at: plainDate(order.updatedAt),
			},
			stats: stats(order),
			errors: failed ? [{ ...addressee(), failure: 'Address is unlikely to receive mail.' }] : [],
			returned: [],
		},
	};
}

/** What list and track both show. The status is the display form here, not the machine word. */
function shared(order: ThanksIoOrder) {
	return {
		message: message(),
		size: '4x6',
		sub_account_id: order.subAccountId ?? null,
		type: 'postcard',
		style: 1,
		front_image: IMAGE,
		high_quality_preview: '',
		...moneyOf(order),
		status: displayStatus(order.status),
		method: 'API',
		metadata: metadata(order),
	};
}

function stats(order: ThanksIoOrder) {
	const count = (status: string) => Number(order.status === status);
	return {
		delivered: count('delivered'),
		processing: count('processing'),
		printed: count('printed'),
		in_transit: count('shipped'),
		in_local_area: 0,
		processed_for_delivery: 0,
		re_routed: 0,
		returned_to_sender: 0,
		failed: count('error'),
		scans: 0,
		multi_scans: 0,
	};
}

function addressee() {
	const { name, street, city, province, postalCode, country } = SANDBOX_RECIPIENT;
	return {
		name,
		address: street,
		address2: '',
		city,
		province,
		postal_code: postalCode,
		country,
	};
}

/**
 * The record that cancel answers, with the keys of the current page. Like its sample it has no
 * created_at, updated_at or cancellable.
 * https://docs.thanks.io/api-reference/endpoint/orders/cancel-order
 */
export function currentRecord(order: ThanksIoOrder) {
	return {
		...recordHead(order),
		image_template_id: 195091,
		font_size: 'auto',
		realism: 40,
		back_image: '',
		preview_images: [IMAGE],
		thumbnail_images: [IMAGE],
		high_quality_preview: '',
		skip_creative_generation: 0,
		...moneyOf(order),
		total_scans: 0,
		unique_scans: 0,
		last_scan: null,
		metadata: metadata(order),
		...recordTail(order),
	};
}

/** The record of the older page for `PUT /order/{order_id}/cancel`, which does carry dates. */
export function legacyRecord(order: ThanksIoOrder) {
	return {
		...recordHead(order),
		envelope_id: null,
		back_image: null,
		high_quality_preview: null,
		is_dynamic: 0,
		additional_letter_pages_count: 0,
		mailing_lists: null,
		campaign_id: null,
		...moneyOf(order),
		sales_tax_total: 0,
		leads_fee: 0,
		transaction_id: 38080,
		settled: 1,
		notifications: null,
		session_id: null,
		...recordTail(order),
		created_at: plainDate(order.createdAt),
		updated_at: plainDate(order.updatedAt),
		handwriting_image: null,
		share_url: `https://dashboard.example.com/share/order/${order.id}`,
	};
}

function recordHead(order: ThanksIoOrder) {
	return {
		id: Number(order.id),
		user_id: 2,
		sub_account_id: order.subAccountId ?? null,
		type: 'postcard',
		message: message(),
		message_template_id: null,
		style: 1,
		handwriting_color: '#000001',
		size: '4x6',
		addons: null,
		front_image: IMAGE,
		custom_background_url: null,
		additional_letter_pages: null,
		giftcard_brand: null,
		giftcard_image: null,
		giftcard_amount: null,
		qrcode_url: null,
		mailing_list_ids_used: '3047',
	};
}

function recordTail(order: ThanksIoOrder) {
	return {
		status: order.status,
		method: 'api',
		// null in both samples; the sandbox assumes that it holds an address when one is set.
		email_cc: SANDBOX_RECIPIENT.email,
		return_name: null,
		return_address: null,
		return_address2: null,
		return_city: null,
		return_province: null,
		return_postal_code: null,
		display_addons: '',
		display_status: displayStatus(order.status),
		display_trigger: 'API',
		display_type: 'Postcard-4x6',
		giftcard_brand_longname: '',
	};
}

/** Cents. */
export const PRICE_CENTS = 73;

export const IMAGE = 'https://cdn.example.com/letter-backgrounds/bg0.png';

/** "Printing" for `processing` is inferred from a webhook sample; the rest is Title Case. */
export function displayStatus(status: string): string {
	if (status === 'processing') return 'Printing';
	return status.charAt(0).toUpperCase() + status.slice(1);
}

/** Cents. The documented sample of a real cancellation has both final totals at 0. */
export function moneyOf(order: ThanksIoOrder) {
	return {
		total_estimated_recipients: 1,
		authorization_total: PRICE_CENTS,
		total_recipients: order.cancelled ? 0 : 1,
		grand_total: order.cancelled ? 0 : PRICE_CENTS,
	};
}

/** Free text of the sender; naming the recipient is what makes it personal data. */
export function message(): string {
	return `Dear ${SANDBOX_RECIPIENT.name},\n\nTHANK YOU for your order!`;
}

export function metadata(order: ThanksIoOrder) {
	if (order.metadata !== undefined) return order.metadata;
	return order.reference === undefined ? null : { reference: order.reference };
}

/** `YYYY-MM-DD HH:MM:SS`, UTC without saying so, as in the samples of track and the old cancel. */
export function plainDate(iso: string): string {
	return new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
}

export const orderRoutes: ReadonlyArray<VendorRoute<ThanksIoOrder>> = [
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
];
