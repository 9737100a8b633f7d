import type { IDataObject } from 'n8n-workflow';

import type { Guards } from '../contract/guards';
import type { Subject } from '../contract/vendor';
import { ONLY_IF_STATUS, ONLY_IF_YOUNGER } from './guardFields';
import { numberOption, OptionUnreadable } from './optionValues';

const MINUTE_MS = 60_000;

/** A list from the form, or what an expression gives: one word or several separated by commas. */
function wordsIn(value: unknown): string[] {
	const list: unknown = typeof value === 'string' ? value.split(',') : value;
	const parts: unknown[] = Array.isArray(list) ? list : [];
	return parts
		.map((part) => (typeof part === 'string' ? part.trim() : ''))
		.filter((part) => part !== '');
}

function readStatuses(options: IDataObject): string[] | null | OptionUnreadable {
	const { name, displayName } = ONLY_IF_STATUS;
	if (!(name in options)) return null;
	const words = wordsIn(options[name]);
	return words.length > 0
		? words
		: new OptionUnreadable(
				`the option '${displayName}' is blank for this item`,
				`Choose a status under '${displayName}', or remove the option`,
			);
}

/** A blank number would be read as 0 or as the default: neither was asked for. */
function readAge(options: IDataObject, subject: Subject): number | null | OptionUnreadable {
	if (!(ONLY_IF_YOUNGER.name in options) || subject.idParameter !== 'orderId') return null;
	return numberOption(options, { ...ONLY_IF_YOUNGER, type: 'number' });
}

/**
 * Reads the conditions of one item. One that was asked for but cannot be read guards nothing, so the order is left alone.
 */
export function readGuards(options: IDataObject, subject: Subject): Guards | OptionUnreadable {
	const statuses = readStatuses(options);
	if (statuses instanceof OptionUnreadable) return statuses;
	const minutes = readAge(options, subject);
	if (minutes instanceof OptionUnreadable) return minutes;
	return { statuses, youngerThanMs: minutes === null ? null : minutes * MINUTE_MS };
}
