import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { FinishedOrder } from './orderResult';
import { OUTCOMES } from './outcomes';

/** A finished order with the item it belongs to. */
export interface ItemResult extends FinishedOrder {
	/** Position of the input item. */
	item: number;
	dryRun: boolean;
	/** Whether a refusal is an ordinary output item. */
	reportRefusal: boolean;
}

/**
 * Whether an order leaves by the success branch: only if it was stopped, in a dry run, or as a reported refusal.
 */
export function isGood({ result, dryRun, reportRefusal }: ItemResult): boolean {
	const { kind } = OUTCOMES[result.outcome];
	if (kind === 'fault') return false;
	return kind !== 'refusal' || dryRun || reportRefusal;
}

/**
 * One output item per order. An order that did not go well has exactly one key, `error`, which is what sends it to the
 * error branch on every supported n8n version with all its fields intact.
 *
 * @param simplify whether to leave out the evidence, and with it the recipient's data
 */
export function toItems(results: readonly ItemResult[], simplify: boolean): INodeExecutionData[] {
	return results.map((entry) => {
		const json: IDataObject = simplify
			? { ...entry.result }
			: { ...entry.result, ...entry.evidence };
		const pairedItem = { item: entry.item };
		return isGood(entry) ? { json, pairedItem } : { json: { error: json }, pairedItem };
	});
}
