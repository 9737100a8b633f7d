/** At the end of a text that was cut. */
export const CUT = '…';

/** Longest text of a vendor that anybody looks into; more is a page, not words. */
export const LONGEST_READ = 2000;

/** No pattern runs over more than this: a text from outside may be as long as it likes. */
const LONGEST_LINE = 10_000;

/**
 * One line of text that is safe to put into a message: no control characters, no more than `longest` characters.
 * Text from outside may be a pasted page.
 */
export function shortText(text: string, longest: number): string {
	const line = text
		.slice(0, LONGEST_LINE)
		.replace(/\p{Cc}+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	if (line.length <= longest && text.length <= LONGEST_LINE) return line;
	// Not in the middle of a character that takes two places.
	return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}${CUT}`;
}

/** Longest id or status word in a message. */
export const LONGEST_WORD = 60;

/** An id as it is shown in messages. */
export function showId(id: string): string {
	return shortText(id, LONGEST_WORD);
}

/** A reason at the end of a sentence; nothing if none is known. */
export function because(why: string): string {
	return why === '' ? '' : `: ${why}`;
}

/** For the start of a sentence. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For what is thrown: n8n takes "canceled" in it, even in an ID, for a run that the user stopped. */
export function britishSpelling(text: string): string {
	return text.replace(/canceled/gi, (word) => (word.startsWith('C') ? 'Cancelled' : 'cancelled'));
}
