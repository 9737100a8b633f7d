/* What the calls of v2 (gifts) and v3 (orders) have in common. */
import { recordAt, textOf, type RequestPlan, type VendorSettings } from '../orders';

interface Scoped {
	settings: VendorSettings;
}

function filled(value: string | boolean | undefined): value is string {
	return typeof value === 'string' && value !== '';
}

/** v3. https://docs.snappy.com/modules/api/v3/orders/cancel-order: both headers are optional. */
export function scopeHeaders({ settings }: Scoped): Record<string, string> {
	const { companyId, accountId } = settings;
	return {
		...(filled(companyId) ? { 'snappy-company-id': companyId } : {}),
		...(filled(accountId) ? { 'snappy-account-id': accountId } : {}),
	};
}

/**
 * v2. https://docs.snappy.com/modules/api/v2/orders/cancel-order: query companyId and header Request-Source, both
 * optional.
 */
export function giftScoped({ settings }: Scoped, plan: RequestPlan): RequestPlan {
	const { companyId, requestSource } = settings;
	const qs = { ...plan.qs, ...(filled(companyId) ? { companyId } : {}) };
	const headers: Record<string, string> = filled(requestSource)
		? { 'Request-Source': requestSource }
		: {};
	return { ...plan, ...(Object.keys(qs).length > 0 ? { qs } : {}), headers };
}

/** Name of the person in an answer of v2 or v3, masked for a key that may only read masked data; null if there is none. */
export function recipientOf(value: unknown): string | null {
	const recipient = recordAt(value);
	return textOf([textOf(recipient?.firstName), textOf(recipient?.lastName)].join(' '));
}
