import { DateTime } from 'luxon';

/** A server may ask for hours by mistake; past this a run is better off trying again. */
export const MAX_RETRY_AFTER_MS = 120_000;

/**
 * How long a 429 asks us to wait.
 *
 * @param value the Retry-After header: seconds or an HTTP date
 * @param nowMs current time, milliseconds since the epoch
 * @returns milliseconds from 0 to 120,000, or null if the header is absent or unreadable
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | null {
	const text = value?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(text)) return clamp(Number(text) * 1000);
	const date = DateTime.fromHTTP(text);
	return date.isValid ? clamp(date.toMillis() - nowMs) : null;
}

function clamp(ms: number): number {
	return Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}
