import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { Problem } from '../problem';
import type { Operation, Subject } from '../vendor/vendor';
import { numberOption } from './optionValues';

const MINUTE_MS = 60_000;

/** What must hold of an order, as it is read, before a cancellation may be sent for it; null: no such condition. */
export interface Guards {
	/** Status words, of which it must have one. */
	statuses: readonly string[] | null;
	/** Milliseconds since it was placed. */
	youngerThanMs: number | null;
}

export const NO_GUARDS: Guards = { statuses: null, youngerThanMs: null };

/** Whether the order must be read before a cancellation may be sent. */
export function hasGuards({ statuses, youngerThanMs }: Guards): boolean {
	return statuses !== null || youngerThanMs !== null;
}

function statusField({ statuses }: Subject): INodeProperties {
	return {
		displayName: 'Only If Status',
		name: 'onlyIfStatus',
		type: 'multiOptions',
		default: [],
		description:
			'Read the order first, and leave it alone unless it is in one of these statuses. It then ends as refused, with its status named. An expression may give any word, or several separated by commas.',
		options: [...statuses],
	};
}

function ageField(minutes: number): INodeProperties {
	return {
		displayName: 'Only If Younger Than (Minutes)',
		name: 'onlyIfYoungerThan',
		type: 'number',
		default: minutes,
		typeOptions: { minValue: 0.001, maxValue: 5256000, numberPrecision: 3 },
		description:
			'Read the order first, and leave it alone if it was placed longer ago than this. It then ends as refused.',
	};
}

/**
 * The guards in the form of a cancel operation: options that hold item by item.
 *
 * @param operation whose statuses can be chosen, and whose orders say when they were placed or do not
 */
export function guardFields({ resource, operation, subject }: Operation): INodeProperties[] {
	const { youngerThanDefault } = subject;
	const age = youngerThanDefault === undefined ? [] : [ageField(youngerThanDefault)];
	const displayOptions = { show: { '/resource': [resource], '/operation': [operation] } };
	return [statusField(subject), ...age].map((field) => ({ ...field, displayOptions }));
}

/** A list from the form, or what an expression gives: one word or several separated by commas. */
export function wordsIn(value: unknown): string[] {
	const list: unknown = typeof value === 'string' ? value.split(',') : value;
	const parts: unknown[] = Array.isArray(list) ? list : [];
	return parts
		.map((part) => (typeof part === 'string' ? part.trim() : ''))
		.filter((part) => part !== '');
}

function parseStatuses(options: IDataObject, subject: Subject): string[] | null | Problem {
	const { name, displayName } = statusField(subject);
	if (!(name in options)) return null;
	const words = wordsIn(options[name]);
	return words.length > 0
		? words
		: new Problem(
				`the option '${displayName}' is blank for this item`,
				`Choose a status under '${displayName}', or remove the option`,
			);
}

/** A blank number would count as 0 or as the default: neither was asked for. */
function parseAge(options: IDataObject, { youngerThanDefault }: Subject): number | null | Problem {
	if (youngerThanDefault === undefined) return null;
	const field = ageField(youngerThanDefault);
	return field.name in options ? numberOption(options, field) : null;
}

/**
 * The conditions of one item. One that was asked for but is blank or broken guards nothing, so the order is left alone.
 */
export function parseGuards(options: IDataObject, subject: Subject): Guards | Problem {
	const statuses = parseStatuses(options, subject);
	if (statuses instanceof Problem) return statuses;
	const minutes = parseAge(options, subject);
	if (minutes instanceof Problem) return minutes;
	return { statuses, youngerThanMs: minutes === null ? null : minutes * MINUTE_MS };
}
