import type { Subject, Vendor } from '../contract/vendor';
import { showId } from '../result/orderResult';

/** An id that may become part of a URL, or why it may not. */
export type CheckedId = { ok: true; id: string } | { ok: false; given: string; why: string };

/** Spreadsheets give numbers; anything else that is no text is no id. */
function asText(value: unknown): string {
	if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

/**
 * Checks an id before anything is sent: a blank one would call `/orders//cancel`, a `../` another path.
 *
 * @param value what the parameter or expression gave
 */
export function checkId(value: unknown, subject: Subject, vendor: Vendor): CheckedId {
	const { idLabel, idRule } = subject;
	const given = asText(value);
	if (given === '') return { ok: false, given, why: `'${idLabel}' is blank` };
	if (!idRule.pattern.test(given)) {
		const why = `'${idLabel}' "${showId(given)}" is not a ${vendor.service} ID (expected ${idRule.expected})`;
		return { ok: false, given, why };
	}
	return { ok: true, id: idRule.canonical?.(given) ?? given };
}
