/** A stretch of a text, without the character at `end`. */
export interface Span {
	start: number;
	end: number;
}

interface Word extends Span {
	/** As words are compared. */
	folded: string;
}

/** More words than this are compared in pieces. */
const MOST_WORDS = 12;

/** What is between blanks and punctuation. */
const RUN = /[\p{L}\p{N}\p{M}]+/gu;

/** Scripts without blanks between words, or with endings that are no word of their own: each letter counts as a word. */
const UNSPACED = ['Han', 'Hangul', 'Hiragana', 'Katakana', 'Khmer', 'Lao', 'Myanmar', 'Thai']
	.map((script) => `\\p{Script=${script}}`)
	.join('');
const UNSPACED_LETTER = new RegExp(`[${UNSPACED}]`, 'gu');
const WORD_IN_RUN = new RegExp(`[${UNSPACED}]|[^${UNSPACED}]+`, 'gu');

const ASCII = /^[\0-\x7f]*$/;

/**
 * Without upper case, accents and the difference between "ß" and "ss". Each letter by itself, also the sigma at the end of
 * a word: what is left of a cut word is what the whole one begins with.
 */
function fold(text: string): string {
	if (ASCII.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toUpperCase()
		.toLowerCase()
		.replace(/ς/g, 'σ');
}

function wordsIn(text: string): Word[] {
	return [...text.matchAll(RUN)].flatMap(({ 0: run, index }) => {
		if (ASCII.test(run)) return [{ start: index, end: index + run.length, folded: fold(run) }];
		return [...run.matchAll(WORD_IN_RUN)].map(({ 0: word, index: inRun }) => {
			const start = index + inRun;
			return { start, end: start + word.length, folded: fold(word) };
		});
	});
}

/** How much a phrase says: letters and digits, those of scripts with few letters to a word twice. */
export function weightOf(phrase: string): number {
	if (ASCII.test(phrase)) return phrase.length;
	return phrase.length + (phrase.match(UNSPACED_LETTER)?.length ?? 0);
}

/** The letters and digits of a text, in pieces that are found by `phrasesIn` however they are spaced there. */
export function piecesOf(text: string): string[] {
	const words = wordsIn(text).map(({ folded }) => folded);
	const pieces: string[] = [];
	for (let from = 0; from < words.length; from += MOST_WORDS) {
		pieces.push(words.slice(from, from + MOST_WORDS).join(''));
	}
	return pieces;
}

/** What is between blanks and punctuation: as written, and as it is compared. */
export function partsOf(text: string): Array<[written: string, folded: string]> {
	return [...text.matchAll(RUN)].map(([run]) => [run, fold(run)]);
}

/** Every phrase of a text by its letters and digits, whatever is between its words, with the places where it stands. */
export function phrasesIn(text: string): Map<string, Span[]> {
	const words = wordsIn(text);
	const phrases = new Map<string, Span[]>();
	words.forEach(({ start }, first) => {
		let phrase = '';
		for (const { folded, end } of words.slice(first, first + MOST_WORDS)) {
			phrase += folded;
			const places = phrases.get(phrase);
			if (places === undefined) phrases.set(phrase, [{ start, end }]);
			else places.push({ start, end });
		}
	});
	return phrases;
}

/** Two pieces of a text at a time: what begins in one of them may end in the next. */
export function pairsOf(pieces: readonly string[]): string[] {
	return pieces.slice(1).map((_, first) => pieces.slice(first, first + 2).join(''));
}

/** What a text ends with by its letters and digits, from each word on that may be in the same two pieces; the longest first. */
export function endingsOf(text: string): Word[] {
	const words = wordsIn(text).slice(-2 * MOST_WORDS);
	const end = words.at(-1)?.end ?? 0;
	const whole = words.map(({ folded }) => folded).join('');
	let from = 0;
	return words.map(({ start, folded }) => {
		const ending = { start, end, folded: whole.slice(from) };
		from += folded.length;
		return ending;
	});
}

/** Phrases that are also found by what they begin with, however many begin alike. */
export class PhraseSet {
	private readonly phrases = new Set<string>();
	private sorted: string[] | null = null;

	add(phrase: string): void {
		this.phrases.add(phrase);
		this.sorted = null;
	}

	has(phrase: string): boolean {
		return this.phrases.has(phrase);
	}

	/** Whether one of them begins with this, or is it. */
	isBegunBy(beginning: string): boolean {
		const sorted = (this.sorted ??= [...this.phrases].sort());
		let [first, end] = [0, sorted.length];
		while (first < end) {
			const middle = Math.floor((first + end) / 2);
			if ((sorted[middle] ?? '') < beginning) first = middle + 1;
			else end = middle;
		}
		return sorted[first]?.startsWith(beginning) ?? false;
	}
}
