import type { IDataObject } from 'n8n-workflow';

import type { OrderState, Phase } from '../contract/orderState';
import type { Subject, Vendor } from '../contract/vendor';

const CANCELLABLE: Readonly<Record<Phase, boolean | null>> = {
	cancellable: true,
	cancelled: false,
	tooLate: false,
	unclear: null,
};

/**
 * The simplified result of Get and Get Many; what the API does not give is null.
 *
 * @param state as read
 */
export function factsOf(vendor: Vendor, subject: Subject, state: OrderState): IDataObject {
	const { createdAt, updatedAt, total, currency, recipient, cancellable } = subject.details(
		state.order,
	);
	return {
		orderId: state.orderId,
		service: vendor.service,
		status: state.status,
		cancellable: cancellable ?? CANCELLABLE[state.phase],
		createdAt,
		updatedAt,
		total,
		currency,
		recipient,
		...subject.moreFacts?.(state),
	};
}
