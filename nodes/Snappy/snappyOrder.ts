import type { IDataObject } from 'n8n-workflow';

import type { Ask, OrderState, Phase, Subject } from '../orders';
import { isoUtc, recordAt, recordsIn, textOf, wordOf } from '../orders';

/** https://docs.snappy.com/modules/api/v3/orders/cancel-order: both headers are optional. */
export function scopeHeaders({ settings }: Ask): Record<string, string> {
	const { companyId, accountId } = settings;
	return {
		...(typeof companyId === 'string' && companyId !== ''
			? { 'snappy-company-id': companyId }
			: {}),
		...(typeof accountId === 'string' && accountId !== ''
			? { 'snappy-account-id': accountId }
			: {}),
	};
}

/**
 * `active` alone does not mean cancellable: delivered orders are active too. Fulfilments are documented as empty
 * before shipping, so any of them means that a partner has picked the order up.
 * https://docs.snappy.com/modules/api/v3/orders/overview and .../get-order-by-id
 */
function phaseOf(order: IDataObject): Phase {
	const status = wordOf(textOf(order.status));
	if (status === 'cancelled') return 'cancelled';
	if (status === 'completed' || status === 'refunded') return 'tooLate';
	if (status !== 'active') return 'unclear';
	const fulfillment = wordOf(textOf(order.fulfillmentStatus));
	if (fulfillment === 'fulfilled' || recordsIn(order.fulfillments).length > 0) return 'tooLate';
	return fulfillment === 'unfulfilled' ? 'cancellable' : 'unclear';
}

/** A shipped order still reads `active`. */
function shipmentOf(order: IDataObject): { statusDetail?: string } {
	const shipment = textOf(recordsIn(order.fulfillments)[0]?.status);
	return shipment === null ? {} : { statusDetail: `shipment ${shipment}` };
}

function readOrder(body: unknown): OrderState | null {
	const order = recordAt(body, 'data');
	if (order === null) return null;
	return {
		orderId: textOf(order.id),
		status: textOf(order.status),
		...shipmentOf(order),
		phase: phaseOf(order),
		cancelledAt: isoUtc(recordAt(order, 'cancellationDetails')?.cancelledAt),
		order,
	};
}

/** An order by its id (v3). */
export const order: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	idRule: {
		// https://docs.snappy.com/modules/api/v3/orders/cancel-order; the upper bound is ours.
		pattern: /^[A-Za-z0-9]{8,128}$/,
		expected: 'at least 8 letters and digits',
		placeholder: 'e.g. G7nR4bD9mK',
	},

	/** https://docs.snappy.com/modules/api/v3/orders/cancel-order (no body). */
	cancel: (ask) => ({
		method: 'POST',
		path: `/v3/orders/${encodeURIComponent(ask.id)}/cancel`,
		headers: scopeHeaders(ask),
	}),

	/** https://docs.snappy.com/modules/api/v3/orders/get-order-by-id */
	lookUp: (ask) => ({
		method: 'GET',
		path: `/v3/orders/${encodeURIComponent(ask.id)}`,
		headers: scopeHeaders(ask),
	}),

	/** The page's own sample shows `active` beside cancellation details: only the status counts. */
	readCancel: readOrder,
	readLookUp: readOrder,
};
