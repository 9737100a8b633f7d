/**
 * One line of text that is safe to put into a message: no control characters, no more than `longest` characters.
 * Text from outside may be a pasted page.
 */
export function shortText(text: string, longest: number): string {
	const line = text
		.replace(/\p{Cc}+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	if (line.length <= longest) return line;
	// Not in the middle of a character that takes two places.
	return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
