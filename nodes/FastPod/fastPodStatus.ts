import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { OrderState, Phase } from '../orders';
import { entryOf, idOf, isoUtc, textOf, wordOf } from '../orders';

/** https://fastpodapi.apidog.io/api-4681580 */
export const STATUSES: readonly INodePropertyOptions[] = [
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Draft', value: 'draft' },
	{ name: 'In Production', value: 'in_production' },
	{ name: 'New Order', value: 'new_order' },
	{ name: 'On Hold', value: 'on_hold' },
	{ name: 'Rejected', value: 'rejected' },
	{ name: 'Shipped', value: 'shipped' },
];

/**
 * The words are documented (https://fastpodapi.apidog.io/api-4681580); which of them may be cancelled is not.
 * Inferred: an order that may still be edited (https://fastpodapi.apidog.io/api-4681585) may still be
 * cancelled, one in production or shipped may not. `rejected` is left out: nothing says what it means for shipping.
 */
const PHASES: Readonly<Record<string, Phase>> = {
	draft: 'cancellable',
	neworder: 'cancellable',
	onhold: 'cancellable',
	inproduction: 'likelyTooLate',
	shipped: 'tooLate',
	cancelled: 'cancelled',
};

/** The state of an order of any answer. */
export function toState(order: IDataObject | null): OrderState | null {
	if (order === null) return null;
	const status = textOf(order.order_status);
	if (status === null) return null;
	return {
		id: idOf(order.id),
		status,
		phase: entryOf(PHASES, wordOf(status)) ?? 'unclear',
		cancelledAt: isoUtc(order.cancelled_at),
		order,
	};
}
