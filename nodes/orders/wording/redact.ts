import type { IDataObject } from 'n8n-workflow';

import { recordAt } from '../vendor/parse';

const HIDDEN = '[hidden]';

const EMAIL = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[a-z]{2,}/gi;
const PHONE = /\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s*\d{3}[-.\s]?\d{4}|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b/g;

/** Shorter values (a state, a house number) would blank out ordinary words; only names are hidden as short as this. */
const SHORTEST_VALUE = 4;
const SHORTEST_NAME = 2;
const NAME_FIELD = /name$/i;

function isPersonal(field: string, personalFields: readonly string[]): boolean {
	const name = field.toLowerCase();
	return personalFields.some((part) => name.includes(part));
}

/** From how many characters on a field's values are hidden; Infinity: not at all. What is inside a personal field is so too. */
function shortestIn(field: string, outer: number, personalFields: readonly string[]): number {
	const own = isPersonal(field, personalFields) ? SHORTEST_VALUE : outer;
	return own !== Infinity && NAME_FIELD.test(field) ? SHORTEST_NAME : own;
}

function valuesIn(value: unknown, shortest: number, personalFields: readonly string[]): string[] {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text === 'string') return text.trim().length >= shortest ? [text.trim()] : [];
	if (Array.isArray(value)) {
		return value.flatMap((entry) => valuesIn(entry, shortest, personalFields));
	}
	return Object.entries(recordAt(value) ?? {}).flatMap(([field, inner]) =>
		valuesIn(inner, shortestIn(field, shortest, personalFields), personalFields),
	);
}

/** A short value only as a word of its own: "Li" is not part of "delivered". */
function anywhere(value: string): RegExp {
	const literal = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const isShort = value.length < SHORTEST_VALUE;
	return new RegExp(isShort ? `(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])` : literal, 'giu');
}

/**
 * Takes values out of a text that must not be shown.
 *
 * @param text a vendor's words
 * @param values such as the key of the credential
 */
export function hide(text: string, values: readonly string[]): string {
	return values
		.filter((value) => value !== '')
		.sort((a, b) => b.length - a.length)
		.reduce((rest, value) => rest.replace(anywhere(value), HIDDEN), text);
}

/**
 * Takes recipient data out of a vendor's words before they reach a message.
 *
 * @param words the vendor's text
 * @param order the vendor's order, whose recipient fields must not be shown
 * @param personalFields which fields those are, by parts of their names in lower case
 */
export function redact(
	words: string,
	order: IDataObject | null,
	personalFields: readonly string[],
): string {
	return hide(words, valuesIn(order, Infinity, personalFields))
		.replace(EMAIL, HIDDEN)
		.replace(PHONE, HIDDEN);
}
