import { recordAt, recordsIn, textOf } from '../vendor/parse';
import { LONGEST_READ, shortText } from './text';

/** Nobody reads more of a list of errors. */
const MOST_TEXTS = 20;

/** Blanks and markup that are taken out leave enough. */
const LONGEST_RAW = 4 * LONGEST_READ;

/** Texts in `errors`: a list of texts, a list of objects with a message, or an object of such lists; null for what is none. */
function textsIn(errors: unknown): Array<string | null> {
	if (Array.isArray(errors)) {
		const first = errors.slice(0, MOST_TEXTS);
		const messages = recordsIn(first).map((entry) => textOf(entry.message) ?? textOf(entry.detail));
		return [...first.map(textOf), ...messages];
	}
	const byField = recordAt(errors);
	if (byField === null) return [textOf(errors)];
	const first = Object.values(byField).slice(0, MOST_TEXTS);
	return first.flatMap((value) => textsIn([value].flat()));
}

/**
 * The vendor's own words out of any of the documented bodies of a refusal: `message`, `errors` as list or object,
 * `status` as text, `error`. An HTML page or anything longer than a sentence or two is not quoted.
 *
 * @param body parsed answer
 * @returns one line of at most 2,000 characters, or null if the body has no words
 */
export function vendorWords(body: unknown): string | null {
	const answer = recordAt(body);
	if (answer === null) return null;
	const message =
		textOf(answer.message) ?? textOf(recordAt(answer, 'error')?.message) ?? textOf(answer.error);
	const details = textsIn(answer.errors).filter((text) => text !== message);
	const told = [message, ...details].filter((text) => text !== null);
	const words = told.length > 0 ? told.join('; ') : (textOf(answer.status) ?? '');
	const line = shortText(shortText(words, LONGEST_RAW).replace(/[<>]+/g, ' '), LONGEST_READ);
	return line === '' ? null : line;
}
