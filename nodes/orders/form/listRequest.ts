import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Problem } from '../problem';
import { NotAnId, plainId } from '../vendor/id';
import { isRecord } from '../vendor/parse';
import type { ListFilters, Operation, Vendor } from '../vendor/vendor';
import type { ItemRequest } from './itemRequest';
import { optionsOf, vendorOptions } from './optionValues';

/** A list that Get Many is asked for. */
export interface ListRequest extends ItemRequest {
	filters: ListFilters;
	/** Infinity: all. */
	most: number;
}

const NO_FILTERS = new Problem(
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

/** A filter that was added but is blank would give everything: that is not what was asked for. */
function parseFilter(field: INodeProperties, given: unknown, zone: string): string | Problem {
	const { displayName, type } = field;
	const isDate = type === 'dateTime';
	const value = isDate ? (dateText(given, zone) ?? '') : plainId(given);
	if (typeof value === 'string' && value !== '') return value;
	const { is, nextStep } =
		value instanceof NotAnId
			? value
			: {
					is: isDate ? 'is not a date' : 'is blank',
					nextStep: `Fill '${displayName}' for every item, or remove the filter`,
				};
	return new Problem(`the filter '${displayName}' ${is} for this item`, nextStep);
}

function parseFilters(
	context: IExecuteFunctions,
	fields: readonly INodeProperties[],
	item: number,
): ListFilters | Problem {
	const given: unknown = context.getNodeParameter('filters', item, {});
	if (!isRecord(given)) return NO_FILTERS;
	const filters: Record<string, string> = {};
	for (const field of fields.filter(({ name }) => name in given)) {
		const value = parseFilter(field, given[field.name], context.getTimezone());
		if (value instanceof Problem) return value;
		filters[field.name] = value;
	}
	return filters;
}

function parseLimit(context: IExecuteFunctions, item: number): number | Problem {
	if (context.getNodeParameter('returnAll', item, false) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', item, 50));
	return Number.isInteger(limit) && limit >= 1
		? limit
		: new Problem("'Limit' must be a whole number from 1", "Correct 'Limit' in the node");
}

/** A broken expression throws; what it belongs to is all that is known then. */
function orProblem<T>(parse: () => T | Problem): T | Problem {
	try {
		return parse();
	} catch {
		return NO_FILTERS;
	}
}

/** Parses what Get Many is asked for in one item. Never throws. */
export function parseListItem(
	context: IExecuteFunctions,
	vendor: Vendor,
	operation: Operation,
	item: number,
): ListRequest {
	const most = orProblem(() => parseLimit(context, item));
	const fields = operation.subject.list?.filterFields ?? [];
	const filters = orProblem(() => parseFilters(context, fields, item));
	const options = optionsOf(context, item);
	const settings =
		options instanceof Problem ? options : vendorOptions(options, operation, vendor.optionFields);
	const problems = [most, filters, settings].filter((value) => value instanceof Problem);
	return {
		item,
		id: '',
		most: most instanceof Problem ? 0 : most,
		filters: filters instanceof Problem ? {} : filters,
		settings: settings instanceof Problem ? {} : settings,
		problem: problems[0] ?? null,
	};
}
