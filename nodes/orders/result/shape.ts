import type { IDataObject } from 'n8n-workflow';

/** The keys of the result of a cancellation, in the order in which they leave. */
export const RESULT_KEYS: readonly string[] = [
	'orderId',
	'service',
	'outcome',
	'stopped',
	'retryable',
	'status',
	'cancelledAt',
	'message',
	'nextStep',
	'attempts',
];

/** The keys of the simplified result of Get and Get Many that every vendor has. */
export const READ_KEYS: readonly string[] = [
	'orderId',
	'service',
	'status',
	'cancellable',
	'createdAt',
	'updatedAt',
	'total',
	'currency',
	'recipient',
];

/** How much of a result leaves the node. */
export interface Shape {
	/** With the vendor's order as received, and with it the recipient's data. */
	isRaw: boolean;
	/** Only these of the simplified keys; null: all. */
	keys: readonly string[] | null;
}

export const SIMPLIFIED: Shape = { isRaw: false, keys: null };

/** What of a simplified result leaves the node. */
export function shaped(json: IDataObject, { keys }: Shape): IDataObject {
	if (keys === null) return json;
	return Object.fromEntries(Object.entries(json).filter(([key]) => keys.includes(key)));
}
