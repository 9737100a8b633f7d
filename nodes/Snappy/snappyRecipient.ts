import { recordAt, textOf } from '../orders';

/** Name of the person in an answer of v2 or v3, masked for a key that may only read masked data; null if there is none. */
export function recipientOf(value: unknown): string | null {
	const recipient = recordAt(value);
	const names = [textOf(recipient?.firstName), textOf(recipient?.lastName)];
	return textOf(names.filter((name) => name !== null).join(' '));
}
