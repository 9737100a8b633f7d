import type { IDataObject } from 'n8n-workflow';

import type { OrderState } from './orderState';
import { recordsIn } from './reading';

/**
 * The orders of a list, all of them or none: an entry that cannot be read must not fall out silently.
 *
 * @param data what stands where the list should be
 * @param read reads one entry
 * @returns null if it is no list, or one of its entries is no order with an id
 */
export function statesIn(
	data: unknown,
	read: (entry: IDataObject) => OrderState | null,
): OrderState[] | null {
	if (!Array.isArray(data)) return null;
	const states = recordsIn(data)
		.map(read)
		.filter((state) => state !== null && state.orderId !== null);
	return states.length === data.length ? states.filter((state) => state !== null) : null;
}
