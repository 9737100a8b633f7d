import { SANDBOX_RECIPIENT } from '../recipient';
import type { SandboxOrder } from '../types';
import { microseconds } from './page';
import {
	displayStatus,
	IMAGE,
	message,
	metadata,
	moneyOf,
	plainDate,
	PRICE_CENTS,
} from './thanksIoParts';

/** One entry of `GET /orders/list`: https://docs.thanks.io/api-reference/endpoint/orders/list-orders */
export function listItem(order: SandboxOrder, cancellable: boolean) {
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
export function track(order: SandboxOrder) {
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
function shared(order: SandboxOrder) {
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

function stats(order: SandboxOrder) {
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
		address2: null,
		city,
		province,
		postal_code: postalCode,
		country,
	};
}
