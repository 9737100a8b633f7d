import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { OrderState, Phase } from '../orders';
import { idOf, isoUtc, recordAt, recordsIn, textOf, wordOf } from '../orders';

/** https://docs.snappy.com/modules/api/v3/orders/overview */
export const STATUSES: readonly INodePropertyOptions[] = [
	{ name: 'Active', value: 'active' },
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Refunded', value: 'refunded' },
];

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

/** The state of an order of any answer. */
export function toState(order: IDataObject | null): OrderState | null {
	if (order === null) return null;
	return {
		id: idOf(order.id),
		status: textOf(order.status),
		...shipmentOf(order),
		phase: phaseOf(order),
		cancelledAt: isoUtc(recordAt(order, 'cancellationDetails')?.cancelledAt),
		order,
	};
}
