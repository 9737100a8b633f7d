import type { IDataObject } from 'n8n-workflow';

import { recordAt } from '../contract/reading';

const HIDDEN = '[hidden]';

/** Fields of the three vendors' orders that hold recipient data. */
const PERSONAL_FIELD =
	/name|company|email|phone|street|address|city|zip|postal|province|recipient/i;

const EMAIL = /[^\s@<>()"',;:]+@[^\s@<>()"',;:]+\.[a-z]{2,}/gi;
const PHONE = /\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s*\d{3}[-.\s]?\d{4}|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b/g;

/** Shorter values (a state, a house number) would blank out ordinary words. */
const SHORTEST_VALUE = 4;

function valuesIn(value: unknown, personal: boolean): string[] {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text === 'string') {
		return personal && text.trim().length >= SHORTEST_VALUE ? [text.trim()] : [];
	}
	if (Array.isArray(value)) return value.flatMap((entry) => valuesIn(entry, personal));
	const fields = recordAt(value);
	if (fields === null) return [];
	return Object.entries(fields).flatMap(([key, inner]) =>
		valuesIn(inner, personal || PERSONAL_FIELD.test(key)),
	);
}

function anyCase(value: string): RegExp {
	return new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
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
	const values = [...secrets.filter((secret) => secret !== ''), ...valuesIn(order, false)];
	const longestFirst = values.sort((a, b) => b.length - a.length);
	return longestFirst
		.reduce((text, value) => text.replace(anyCase(value), HIDDEN), words)
		.replace(EMAIL, HIDDEN)
		.replace(PHONE, HIDDEN);
}
