import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ListFilters } from '../contract/orderList';
import { isRecord } from '../contract/reading';
import type { Subject } from '../contract/vendor';
import { OptionUnreadable } from './optionValues';

/** What Get Many is asked for. */
export interface ListRequest {
	filters: ListFilters;
	/** Infinity: all. */
	most: number;
}

const NO_FILTERS = new OptionUnreadable(
	'the filters of this item could not be read',
	'Correct the expressions in the filters of the node',
);

/** What the form or an expression gives for a date, as ISO 8601 with its offset; null if it is none. */
function dateText(value: unknown, zone: string): string | null {
	const time = DateTime.isDateTime(value)
		? value
		: value instanceof Date
			? DateTime.fromJSDate(value, { zone })
			: DateTime.fromISO(String(value).trim().replace(' ', 'T'), { zone });
	return time.isValid ? time.toISO() : null;
}

function readFilter(field: INodeProperties, value: unknown, zone: string): string | null {
	if (field.type === 'dateTime') return dateText(value, zone);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value.trim() : null;
}

/** A filter that was added but is blank would give everything: that is not what was asked for. */
function unreadable({ displayName, type }: INodeProperties): OptionUnreadable {
	const expected = type === 'dateTime' ? 'is not a date' : 'is blank';
	return new OptionUnreadable(
		`the filter '${displayName}' ${expected} for this item`,
		`Fill '${displayName}' for every item, or remove the filter`,
	);
}

function readMost(context: IExecuteFunctions, item: number): number | OptionUnreadable {
	if (context.getNodeParameter('returnAll', item, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', item, 50));
	return Number.isInteger(limit) && limit >= 1
		? limit
		: new OptionUnreadable("'Limit' must be a whole number from 1", "Correct 'Limit' in the node");
}

function readWish(
	context: IExecuteFunctions,
	fields: readonly INodeProperties[],
	item: number,
): ListRequest | OptionUnreadable {
	const most = readMost(context, item);
	if (most instanceof OptionUnreadable) return most;
	const given: unknown = context.getNodeParameter('filters', item, {});
	if (!isRecord(given)) return NO_FILTERS;
	const filters: Record<string, string> = {};
	for (const field of fields.filter(({ name }) => name in given)) {
		const value = readFilter(field, given[field.name], context.getTimezone());
		if (value === null || value === '') return unreadable(field);
		filters[field.name] = value;
	}
	return { filters, most };
}

/**
 * Reads what Get Many is asked for in one item; never throws.
 *
 * @returns the wish, or why it cannot be read
 */
export function readListRequest(
	context: IExecuteFunctions,
	{ list }: Subject,
	item: number,
): ListRequest | OptionUnreadable {
	try {
		return readWish(context, list?.filterFields ?? [], item);
	} catch {
		return NO_FILTERS;
	}
}
