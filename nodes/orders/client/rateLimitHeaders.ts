import { DateTime } from 'luxon';

import type { Answered } from './reply';

/** A server may ask for hours by mistake; past this a run is better off trying again. */
export const MAX_RETRY_AFTER_MS = 120_000;

function upToMaximum(ms: number): number {
	return Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/**
 * How long a 429 asks us to wait.
 *
 * @param headers with lower-case names; `retry-after` holds seconds or an HTTP date
 * @param nowMs current time, milliseconds since the epoch
 * @returns milliseconds from 0 to 120,000, or null if the header is absent or unreadable
 */
export function retryAfterMs(headers: Answered['headers'], nowMs: number): number | null {
	const text = headers['retry-after']?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return upToMaximum(Number(text) * 1000);
	const date = DateTime.fromHTTP(text);
	return date.isValid ? upToMaximum(date.toMillis() - nowMs) : null;
}

/** How much of a limit is used up, by the vendor's own count. */
export interface Usage {
	/** Requests counted by the vendor in its present window; 0 if it does not say of how many. */
	used: number;
	/** The vendor's own limit; 0 if it does not say. */
	ofHowMany: number;
	isExhausted: boolean;
}

function count(value: string | undefined): number | null {
	return value !== undefined && /^\d{1,9}$/.test(value.trim()) ? Number(value) : null;
}

/**
 * What `x-ratelimit-remaining` and `x-ratelimit-limit` say. They need not be documented to be worth more than what is.
 *
 * @param headers with lower-case names
 * @returns null without a readable `x-ratelimit-remaining`
 */
export function usageOf(headers: Answered['headers']): Usage | null {
	const remaining = count(headers['x-ratelimit-remaining']);
	if (remaining === null) return null;
	const limit = count(headers['x-ratelimit-limit']) ?? 0;
	return { used: Math.max(0, limit - remaining), ofHowMany: limit, isExhausted: remaining === 0 };
}
