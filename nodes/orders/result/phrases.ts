/** A reason at the end of a sentence; nothing if none is known. */
export function because(why: string): string {
	return why === '' ? '' : `: ${why}`;
}

/** For the start of a sentence. */
export function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
