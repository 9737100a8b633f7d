import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { britishSpelling } from './phrases';
import type { ReadFailure } from './readFailure';

/** What one input item gave. */
export type ReadItem = { item: number } & (
	{ ok: true; orders: IDataObject[] } | { ok: false; failure: ReadFailure }
);

/** One output item per order read; an input item that gave none because it could not be read has one with `error`. */
export function toReadItems(read: readonly ReadItem[]): INodeExecutionData[] {
	return read.flatMap((entry) => {
		const pairedItem = { item: entry.item };
		return entry.ok
			? entry.orders.map((json) => ({ json, pairedItem }))
			: [{ json: { error: { ...entry.failure } }, pairedItem }];
	});
}

/** What the node throws with On Error set to stop; null if everything was read. */
export function readComplaint(
	read: readonly ReadItem[],
): { message: string; description: string; itemIndex: number } | null {
	const bad = read.filter((entry) => !entry.ok);
	const [first] = bad;
	if (first === undefined) return null;
	const { message, nextStep } = first.failure;
	const rest = bad.length > 1 ? ` (and ${bad.length - 1} more of ${read.length} items)` : '';
	return {
		message: britishSpelling(`${message}${rest}`),
		description: britishSpelling(nextStep),
		itemIndex: first.item,
	};
}
