import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { idOf, type IdRule } from './id';
import { isRounded } from './parse';

/** By what an order goes: a value as it came, and what stands before it in a reference ("orderNumber="). */
type Name = readonly [before: string, value: unknown];

/** How an order is found by what its customer calls it: a list is asked for it, and what is in the list is compared. */
export interface ReferenceSearch {
	/** What a reference must look like to be asked for. */
	rule: IdRule;
	/** References for which one reading of the list will do. */
	mostTogether: number;
	/** Filters of the list that leave in every order with one of these references. */
	filters(references: readonly string[]): Readonly<Record<string, string>>;
	/** All references that an order of the list has. */
	namesOf(order: IDataObject): readonly Name[];
	/** Option for how many recent orders are read at most; left out: the list is read to its end. */
	depthOption?: INodeProperties;
}

/**
 * Which of the references that are asked for an order has, exactly.
 *
 * @param names by what it goes
 * @returns each with whether that is certain: a number that was rounded may have been one of several
 */
export function matchesOf(
	names: readonly Name[],
	asked: ReadonlySet<string>,
): Map<string, boolean> {
	const matches = new Map<string, boolean>();
	for (const [before, value] of names) {
		if (isRounded(value)) {
			for (const reference of asked) {
				const isMaybe =
					reference.startsWith(before) && Number(reference.slice(before.length)) === value;
				if (isMaybe && !matches.has(reference)) matches.set(reference, false);
			}
			continue;
		}
		for (const text of [value, idOf(value)]) {
			if (typeof text !== 'string') continue;
			const reference = `${before}${text}`;
			if (asked.has(reference)) matches.set(reference, true);
		}
	}
	return matches;
}
