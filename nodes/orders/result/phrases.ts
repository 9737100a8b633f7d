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
