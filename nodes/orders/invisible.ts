/*
 * Characters that cannot be seen: copying from a web page, a chat or a spreadsheet brings them along. Blanks, control and
 * format characters (Cf: zero-width blanks, direction marks, the soft hyphen, the byte order mark), fillers and the like
 * (DI: what Unicode wants left out of a line of text), and the blank of Braille.
 */

/** From the first character that can be seen to the last; in one pass, because text from outside may be long. */
const SEEN = /[^\s\p{Cc}\p{Cf}\p{DI}\u2800](?:.*[^\s\p{Cc}\p{Cf}\p{DI}\u2800])?/su;

/** Blanks can be seen as gaps; a line break cannot, in one line. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{DI}\u2800]/gu;

/** A text without the blanks and the invisible characters at its ends. */
export function trimInvisible(text: string): string {
	return SEEN.exec(text)?.[0] ?? '';
}

/** Of the first character: "U+200B". */
function codeOf(text: string): string {
	const digits = text.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
	return `U+${digits}`;
}

/**
 * What to say about an invisible character in the middle of a text, as the end of a clause.
 *
 * @param text with nothing invisible at its ends
 * @returns null if it has none
 */
export function invisibleInside(text: string): string | null {
	const index = text.search(INVISIBLE);
	if (index === -1) return null;
	const isLineBreak = /[\n\r]/.test(text.charAt(index));
	return isLineBreak
		? 'has a line break in the middle'
		: `has an invisible character in the middle (${codeOf(text.slice(index))})`;
}

/** A text in which every character can be seen: "42[U+200B]708". */
export function withVisible(text: string): string {
	return text.replace(INVISIBLE, (character) => `[${codeOf(character)}]`);
}
