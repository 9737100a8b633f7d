import { DateTime } from 'luxon';

import { invisibleInside, trimInvisible, withVisible } from '../invisible';
import { isRecord } from './parse';

/*
 * What counts as an ID, in an answer and in what people give. Above 2^53 JavaScript rounds whole numbers: the ID of one
 * order would become that of another, so such a number is none.
 */

/** Longer than any ID that is known; what is called one may be a pasted page. */
const LONGEST_ID = 200;

/** An ID in an answer as text; null for what is no ID, or none that is exact. */
export function idOf(value: unknown): string | null {
	if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
	const id = typeof value === 'string' ? trimInvisible(value) : '';
	return id === '' || id.length > LONGEST_ID ? null : id;
}

/** What an id, or what stands in its place, must look like before it is asked for. */
export interface IdRule {
	pattern: RegExp;
	/** Completes "is not a ... ID (expected ...)". */
	expected: string;
	placeholder: string;
	/** Different spellings of one id (leading zeros) become the same, so that they are one call. */
	canonical?: (id: string) => string;
}

/** What was given for an ID and is none, named as what it is. */
export class NotAnId {
	/**
	 * @param is goes on after the name of the field: "is a list"
	 * @param nextStep how to get an ID from it, as a sentence without its full stop
	 * @param shown how it may be shown in the place of an ID; '' if it should not be: a rounded number names another order
	 */
	constructor(
		readonly is: string,
		readonly nextStep: string,
		readonly shown = '',
	) {}
}

const CHOOSE_FIELD = 'Choose the field that holds the value';

function fromNumber(value: number): string | NotAnId {
	if (Number.isSafeInteger(value)) return String(value);
	const shown = String(value);
	if (!Number.isFinite(value)) {
		return new NotAnId(`is ${shown}`, 'Correct the expression: it calculates with text', shown);
	}
	if (!Number.isInteger(value)) {
		return new NotAnId('is a number with decimals', 'Give it without decimals, or as text', shown);
	}
	return new NotAnId(
		'is a number too large to be exact',
		'Give it as text where it comes from: as a number its last digits are rounded',
	);
}

function fromObject(value: unknown): string | NotAnId {
	if (value === null || value === undefined) return '';
	if (DateTime.isDateTime(value) || Object.prototype.toString.call(value) === '[object Date]') {
		return new NotAnId('is a date', CHOOSE_FIELD);
	}
	if (!Array.isArray(value)) {
		return new NotAnId('is an object', 'Choose the field of the object that holds the value');
	}
	return value.length === 0
		? new NotAnId('is an empty list', 'Filter out the items that have none')
		: new NotAnId(
				'is a list',
				'Turn it into one item per entry with the Split Out node, or choose one entry',
			);
}

/**
 * What people give for an ID, as text; spreadsheets give numbers. The text may still be no ID.
 *
 * @param given also a whole resource locator, as an expression may give it
 * @returns '' for a blank; what it is, if it is neither text nor a number that is exact
 */
export function givenId(given: unknown): string | NotAnId {
	const value = isRecord(given) && given.__rl === true ? given.value : given;
	switch (typeof value) {
		case 'string':
			return trimInvisible(value);
		case 'number':
			return fromNumber(value);
		case 'bigint':
			return String(value);
		case 'boolean':
			return new NotAnId(`is ${value}`, CHOOSE_FIELD, String(value));
		default:
			return fromObject(value);
	}
}

/** A text as it may be shown in the place of an ID. */
export function shownAsId(text: string): string {
	const shown = withVisible(text.slice(0, LONGEST_ID)).slice(0, LONGEST_ID);
	// Not in the middle of a character that takes two places.
	return shown.replace(/[\uD800-\uDBFF]$/, '');
}

/** What keeps a text from being an ID of any service; null if nothing does. */
export function flawOf(text: string): NotAnId | null {
	const flaw = invisibleInside(text);
	if (flaw === null) return null;
	return new NotAnId(
		flaw,
		'Type it instead of pasting it, or remove that character',
		shownAsId(text),
	);
}

/** What people give for an ID, or another plain value, that no service has rules for; '' for a blank. */
export function plainId(given: unknown): string | NotAnId {
	const text = givenId(given);
	return text instanceof NotAnId ? text : (flawOf(text) ?? text);
}
