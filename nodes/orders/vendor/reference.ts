import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { idOf, type IdRule } from './id';
import { isRounded } from './parse';

/** How an order is found by what its customer calls it: a list is asked for it, and what is in the list is compared. */
export interface ReferenceSearch {
	/** What a reference must look like to be asked for. */
	rule: IdRule;
	/** References for which one reading of the list will do. */
	mostTogether: number;
	/** Filters of the list that leave in every order with one of these references. */
	filters(references: readonly string[]): Readonly<Record<string, string>>;
	/** Whether an order of the list has a reference, exactly; null: a number in it was rounded, so it may have. */
	has(order: IDataObject, reference: string): boolean | null;
	/** Option for how many recent orders are read at most; left out: the list is read to its end. */
	depthOption?: INodeProperties;
}

/** Whether a value in an answer is what people gave for it; null: it was rounded, and may have been. */
export function isSame(value: unknown, given: string): boolean | null {
	if (isRounded(value)) return Number(given) === value ? null : false;
	return value === given || idOf(value) === given;
}
