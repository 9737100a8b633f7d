import { SANDBOX_RECIPIENT } from '../../recipient';
import type { SandboxGift, SandboxOrder } from '../../types';
import { giftOrder } from './orderBody';

/** Every field that the sandbox knows, without what is only there on request (`expand`). */
function fieldsOf(gift: SandboxGift, orders: readonly SandboxOrder[]) {
	return {
		id: gift.id,
		companyId: '12345678',
		campaignId: 'cmp123456',
		status: gift.status,
		budgetPlan: 100,
		tyn: 'Thank you for everything!',
		expirationDate: '2027-12-06T09:50:38.536Z',
		createdAt: gift.createdAt ?? orders[0]?.createdAt ?? '2026-06-17T08:00:00.000Z',
		link: `https://gift.example.com/choose/${gift.id}`,
		success: true,
	};
}

function expanded(orders: readonly SandboxOrder[], expand: readonly string[]) {
	const { firstName, lastName, phone, email } = SANDBOX_RECIPIENT;
	return {
		...(expand.includes('recipient') && {
			recipient: { firstname: firstName, lastname: lastName, phone, email },
		}),
		...(expand.includes('orders') && { orders: orders.map(giftOrder) }),
	};
}

/** What a comma-separated query parameter names. */
function wordsOf(query: URLSearchParams, name: string): string[] {
	return (query.get(name) ?? '').split(',').filter((word) => word !== '');
}

/**
 * The gift itself at the top level, without an envelope, and `orders` only on request:
 * https://docs.snappy.com/api-reference/gifts/get-gift-by-id
 */
export function singleGift(
	gift: SandboxGift,
	orders: readonly SandboxOrder[],
	query: URLSearchParams,
) {
	return { ...fieldsOf(gift, orders), ...expanded(orders, wordsOf(query, 'expand')) };
}

/**
 * An entry of the list: only the fields that were asked for.
 * https://docs.snappy.com/modules/api/v2/gifts/get-gifts
 */
export function listedGift(
	gift: SandboxGift,
	orders: readonly SandboxOrder[],
	query: URLSearchParams,
) {
	const asked = wordsOf(query, 'fields');
	const names = asked.length === 0 ? ['id', 'link', 'status'] : asked;
	const isWanted = (name: string) => names.includes('full') || names.includes(name);
	const fields = Object.entries(fieldsOf(gift, orders)).filter(([name]) => isWanted(name));
	return { ...Object.fromEntries(fields), ...expanded(orders, wordsOf(query, 'expand')) };
}
