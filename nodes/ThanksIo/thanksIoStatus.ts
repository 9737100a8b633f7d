import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { OrderState, Phase } from '../orders';
import { entryOf, idOf, textOf, wordOf } from '../orders';

/** The display words, which list and track use: https://help.thanks.io/using-webhooks */
export const STATUSES: readonly INodePropertyOptions[] = [
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Delivered', value: 'delivered' },
	{ name: 'Error', value: 'error' },
	{ name: 'Fulfilled', value: 'fulfilled' },
	{ name: 'Paused', value: 'paused' },
	{ name: 'Printed', value: 'printed' },
	{ name: 'Printing', value: 'printing' },
	{ name: 'Reviewing', value: 'reviewing' },
	{ name: 'Shipped', value: 'shipped' },
];

/**
 * thanks.io reports machine words (`fulfilled`) in some answers and display words (`Fulfilled`, `Printing`) in
 * others. Only Reviewing is documented as cancellable, for one hour; what follows it is inferred from that.
 * https://help.thanks.io/using-webhooks and https://help.thanks.io/en/articles/3804569-cancelling-or-editing-orders
 *
 * `paused` and `error` are not explained anywhere, so they stay out of this table.
 */
const PHASES: Readonly<Record<string, Phase>> = {
	reviewing: 'cancellable',
	cancelled: 'cancelled',
	processing: 'tooLate',
	printing: 'tooLate',
	printed: 'tooLate',
	fulfilled: 'tooLate',
	shipped: 'tooLate',
	delivered: 'tooLate',
};

/** The state of an order of any answer; in some of them its id stands beside it. */
export function toState(
	orderId: IDataObject[string],
	order: IDataObject | null,
): OrderState | null {
	if (order === null) return null;
	const status = textOf(order.status);
	return {
		id: idOf(orderId),
		status,
		phase: entryOf(PHASES, wordOf(status)) ?? 'unclear',
		// The API gives no time of cancellation.
		cancelledAt: null,
		order: 'id' in order ? order : { id: orderId, ...order },
	};
}
