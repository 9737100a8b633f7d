import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { OrderState } from './order';

/* Helpers for vendors to parse answers whose shape they cannot trust. */

/** No status and no date is longer; no pattern runs over what is. */
const LONGEST_WORD = 100;

/** A time as nearly all answers write it, on a day that every month has: luxon, which knows the rest, takes ten times as long. */
const USUAL_TIME =
	/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?Z$/;

/** The object at the end of a path of keys, or null. */
export function recordAt(body: unknown, ...keys: string[]): IDataObject | null {
	let current = body;
	for (const key of keys) {
		if (!isRecord(current)) return null;
		current = current[key];
	}
	return isRecord(current) ? current : null;
}

/** The objects in a list; anything else in it is left out. */
export function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** Text or a number as text; null for anything else and for ''. */
export function textOf(value: unknown): string | null {
	if (Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A number, or text that is one, such as an amount. */
export function numberOf(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** What a table says about a word; words from outside may be those of JavaScript itself, such as "constructor". */
export function entryOf<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
	return Object.hasOwn(table, word) ? table[word] : undefined;
}

/** A status word for comparing: lower case, without blanks, `_` and `-`, with the British double l. */
export function wordOf(status: string | null): string {
	// No word at all; nor must it become one by being cut.
	if (status !== null && status.length > LONGEST_WORD) return status;
	return (status ?? '')
		.toLowerCase()
		.replace(/[\s_-]/g, '')
		.replace(/^canceled$/, 'cancelled');
}

/**
 * Any of the usual date forms of APIs as ISO 8601 UTC with milliseconds: ISO with microseconds, `2020-04-06 00:20:31`
 * (without a zone it is taken as UTC), `{ date, timezone }`.
 *
 * @returns null for what is no date
 */
export function isoUtc(value: unknown): string | null {
	if (isRecord(value)) return isoUtcIn(textOf(value.date) ?? '', textOf(value.timezone) ?? 'utc');
	const text = textOf(value) ?? '';
	return text.length > LONGEST_WORD ? null : isoUtcIn(text.replace(/ UTC$/i, ''), 'utc');
}

function isoUtcIn(text: string, zone: string): string | null {
	if (text.length <= LONGEST_WORD && USUAL_TIME.test(text)) return new Date(text).toISOString();
	if (text.length + zone.length > LONGEST_WORD || !/^\d{4}-\d\d-\d\d/.test(text)) return null;
	const isOffset = /^[+-]\d\d:\d\d$/.test(zone);
	const iso = text.replace(' ', 'T') + (isOffset ? zone : '');
	const time = DateTime.fromISO(iso, { zone: isOffset ? 'utc' : zone });
	return time.isValid ? time.toUTC().toISO() : null;
}

/** Whether a value from outside is an object with keys. */
export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a number was rounded when the answer was parsed, as the ID of an order above 2^53 is. */
export function isRounded(value: unknown): boolean {
	return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/**
 * The orders of a list, all of them or none: an entry that cannot be understood must not fall out silently. One whose ID was
 * rounded is an order all the same, and stays in without an ID.
 *
 * @param data what stands where the list should be
 * @param interpret one entry
 * @returns null if it is no list, or one of its entries is no order with an id
 */
export function statesIn(
	data: unknown,
	interpret: (entry: IDataObject) => OrderState | null,
): OrderState[] | null {
	if (!Array.isArray(data)) return null;
	const states: OrderState[] = [];
	for (const entry of data) {
		const state = isRecord(entry) ? interpret(entry) : null;
		if (state === null) return null;
		if (state.id === null && !Object.values(state.order).some(isRounded)) return null;
		states.push(state);
	}
	return states;
}

/** From twice as deep on, n8n can no longer store an execution, and all of its results are lost. */
const DEEPEST = 2_000;

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** As JSON an answer may have a key of this name; whoever copies it carelessly makes its value a prototype. */
const NO_KEY = '__proto__';

function isStorable(value: object): boolean {
	let level = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST || level.some((each) => Object.hasOwn(each, NO_KEY))) return false;
		level = level.flatMap((each) => Object.values(each).filter(isObject));
	}
	return true;
}

/**
 * An order as received, to be passed on; of one that is nested deeper than n8n can store, what is above that, and of one
 * with a key that would become a prototype, the other keys.
 */
export function storable(order: IDataObject): IDataObject {
	if (isStorable(order)) return order;
	const top: IDataObject = {};
	const left: Array<{ from: object; to: object; depth: number }> = [
		{ from: order, to: top, depth: 0 },
	];
	for (let next = left.pop(); next !== undefined; next = left.pop()) {
		const { from, to, depth } = next;
		for (const [key, value] of Object.entries(from) as Array<[string, unknown]>) {
			const copy = Array.isArray(value) ? [] : {};
			if (key === NO_KEY) continue;
			if (!isObject(value)) Reflect.set(to, key, value);
			else if (depth === DEEPEST) Reflect.set(to, key, '[nested too deep]');
			else if (Reflect.set(to, key, copy)) left.push({ from: value, to: copy, depth: depth + 1 });
		}
	}
	return top;
}
