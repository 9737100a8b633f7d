import { SANDBOX_RECIPIENT } from '../recipient';
import type { SandboxOrder } from '../types';
import { displayStatus, IMAGE, message, metadata, moneyOf, plainDate } from './thanksIoParts';

/**
 * The record that cancel answers, with the keys of the current page. Like its sample it has no
 * created_at, updated_at or cancellable.
 * https://docs.thanks.io/api-reference/endpoint/orders/cancel-order
 */
export function currentRecord(order: SandboxOrder) {
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
export function legacyRecord(order: SandboxOrder) {
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

function recordHead(order: SandboxOrder) {
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

function recordTail(order: SandboxOrder) {
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
