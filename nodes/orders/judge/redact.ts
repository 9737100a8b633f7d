import type { IDataObject } from 'n8n-workflow';

import { recordAt } from '../contract/reading';

const HIDDEN = '[hidden]';

/** Fields of the three vendors' orders that hold recipient data. */
const PERSONAL_FIELD =
	/name|company|email|phone|street|address|city|zip|postal|province|recipient/i;

const EMAIL = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[a-z]{2,}/gi;
const PHONE = /\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s*\d{3}[-.\s]?\d{4}|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b/g;

/** Shorter values (a state, a house number) would blank out ordinary words; only names are hidden as short as this. */
const SHORTEST_VALUE = 4;
const SHORTEST_NAME = 2;
const NAME_FIELD = /name$/i;

function valuesIn(value: unknown, shortest: number): string[] {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text === 'string') return text.trim().length >= shortest ? [text.trim()] : [];
	if (Array.isArray(value)) return value.flatMap((entry) => valuesIn(entry, shortest));
	const fields = recordAt(value);
	if (fields === null) return [];
	return Object.entries(fields).flatMap(([key, inner]) =>
		valuesIn(inner, shortestIn(key, shortest)),
	);
}

/** From how many characters on a field's values are hidden; Infinity: not at all. */
function shortestIn(key: string, outer: number): number {
	if (NAME_FIELD.test(key) && (outer !== Infinity || PERSONAL_FIELD.test(key)))
		return SHORTEST_NAME;
	return PERSONAL_FIELD.test(key) ? SHORTEST_VALUE : outer;
}

/** A short value only as a word of its own: "Li" is not part of "delivered". */
function anywhere(value: string): RegExp {
	const literal = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const isShort = value.length < SHORTEST_VALUE;
	return new RegExp(isShort ? `(?<![\\p{L}\\d])${literal}(?![\\p{L}\\d])` : literal, 'giu');
}

/**
 * Takes secrets and recipient data out of a vendor's words before they reach a message.
 *
 * @param words the vendor's text
 * @param secrets values of the credential that must never be shown
 * @param order the vendor's order, whose recipient fields must not be shown either
 */
export function redact(
	words: string,
	secrets: readonly string[],
	order: IDataObject | null,
): string {
	const values = [...secrets.filter((secret) => secret !== ''), ...valuesIn(order, Infinity)];
	const longestFirst = values.sort((a, b) => b.length - a.length);
	return longestFirst
		.reduce((text, value) => text.replace(anywhere(value), HIDDEN), words)
		.replace(EMAIL, HIDDEN)
		.replace(PHONE, HIDDEN);
}
