import { isRecord } from '../vendor/parse';
import { contactsIn, PhoneBook, phoneNumbersIn } from './contacts';
import { endingsOf, pairsOf, partsOf, PhraseSet, piecesOf, weightOf, type Span } from './phrases';

/** Shorter values (a state, a house number) would blank out ordinary words; only names are hidden as short as this. */
const SHORTEST_VALUE = 4;
const SHORTEST_NAME = 2;
const NAME_FIELD = /name$/i;

/** An id is nobody's, also where it stands inside a recipient. */
const ID_FIELD = /^(order_?)?id$/i;

/** No field that is documented has a longer name. */
const LONGEST_FIELD = 100;

/**
 * An order has a hundred values, and a hundred letters about a person. To look through far more would hold all other
 * orders up, so past this the vendor's words about it are not shown at all.
 */
const MOST_VALUES = 50_000;
const MOST_LETTERS = 20_000;

/**
 * Words that carry the meaning of a refusal, though people are called Can, Will, May or No. Alone they tell nobody's name;
 * in the whole name they are hidden.
 */
const COMMON: ReadonlySet<string> = new Set(
	'a after all an and any are as at be been before by can could did do does for from had has have if in is it its may might must no none not now of off on once one only or our out so than that the then there this to too under until up was we were when will with would yes yet you your'.split(
		' ',
	),
);

/** Behind the end of a text that was cut. There may be more text: vendors' texts are put together. */
const CUT_MARK = /…|\.{3}/g;

/** What an answer may say of a person, in the form in which it is looked for. */
interface Known {
	phrases: PhraseSet;
	/** Those of them that are hidden if they are as short as a name. */
	names: PhraseSet;
	phones: PhoneBook;
}

/**
 * What the answers about one order say of people. It costs nothing but memory until there are words to be shown, and
 * nearly all orders have none.
 */
export class PersonalData {
	private bodies: unknown[] = [];
	private known: Known | 'too much' | null = null;

	/** @param fields parts of the names of the vendor's fields that say something about a person, in lower case */
	constructor(private readonly fields: readonly string[]) {}

	/** One more answer, whatever it says and whatever it was the answer to. */
	learnFrom(body: unknown): void {
		if (typeof body !== 'object') return;
		this.bodies.push(body);
		this.known = null;
	}

	/**
	 * Where a text says something about a person.
	 *
	 * @param text of no more than some thousand characters
	 * @param phrases those of the text
	 * @returns 'too much' if there is so much about people that it cannot be looked for
	 */
	spansIn(text: string, phrases: Map<string, Span[]>): Span[] | 'too much' {
		this.known ??= this.readAll();
		if (this.known === 'too much') return 'too much';
		const { phrases: personal, phones } = this.known;
		const spans = [...contactsIn(text), ...phones.spansIn(text)];
		for (const [phrase, places] of phrases) if (personal.has(phrase)) spans.push(...places);
		let start = 0;
		for (const { 0: mark, index } of text.matchAll(CUT_MARK)) {
			for (const span of beginningsIn(text.slice(start, index), this.known)) {
				spans.push({ start: start + span.start, end: start + span.end });
			}
			start = index + mark.length;
		}
		return spans;
	}

	/** Not by recursion: nobody limits how deep an answer is nested. */
	private readAll(): Known | 'too much' {
		const found = new Map<string, number>();
		const left: Array<[value: unknown, shortest: number]> = this.bodies.map((body) => [
			body,
			Infinity,
		]);
		let values = left.length;
		for (let next = left.pop(); next !== undefined; next = left.pop()) {
			const [value, shortest] = next;
			const inner = this.inside(value, shortest);
			values += inner.length;
			if (values > MOST_VALUES) return 'too much';
			for (const each of inner) left.push(each);
			if (shortest === Infinity || !['string', 'number'].includes(typeof value)) continue;
			const text = String(value).trim();
			found.set(text, Math.min(shortest, found.get(text) ?? Infinity));
		}
		return knownFrom(found);
	}

	/** What a list or an object holds, with the length from which on it is hidden; what is inside a personal field is so too. */
	private inside(value: unknown, shortest: number): Array<[value: unknown, shortest: number]> {
		if (Array.isArray(value)) {
			const enough: unknown[] = value.slice(0, MOST_VALUES + 1);
			return enough.map((entry) => [entry, shortest]);
		}
		if (!isRecord(value)) return [];
		return Object.entries(value).map(([field, inner]) => [inner, this.shortestIn(field, shortest)]);
	}

	/** From how many characters on a field's values are hidden; Infinity: not at all. */
	private shortestIn(field: string, outer: number): number {
		const name = field.slice(0, LONGEST_FIELD).toLowerCase();
		if (ID_FIELD.test(name)) return Infinity;
		const own = this.fields.some((part) => name.includes(part)) ? SHORTEST_VALUE : outer;
		return own !== Infinity && NAME_FIELD.test(name) ? SHORTEST_NAME : own;
	}
}

/** Where a text that was cut ends with what is the beginning of something known. */
function beginningsIn(text: string, { phrases, names, phones }: Known): Span[] {
	const longest = endingsOf(text).find(({ folded, start, end }) => {
		const isName = names.isBegunBy(folded);
		if (!isName && !phrases.isBegunBy(folded)) return false;
		// Written with a capital, it is like a name.
		if (COMMON.has(text.slice(start, end))) return false;
		return weightOf(folded) >= (isName ? SHORTEST_NAME : SHORTEST_VALUE);
	});
	const spans = phones.beginningsIn(text);
	if (longest !== undefined) spans.push(longest);
	return spans;
}

function learn({ phrases, names }: Known, phrase: string, least: number): void {
	if (weightOf(phrase) < least || COMMON.has(phrase)) return;
	phrases.add(phrase);
	if (least === SHORTEST_NAME) names.add(phrase);
}

/**
 * Values and their parts. "of" and "von" in a name say nothing: a part as short as that counts if it is written like a
 * name, or if nothing in it is.
 */
function knownFrom(values: ReadonlyMap<string, number>): Known | 'too much' {
	const known = { phrases: new PhraseSet(), names: new PhraseSet(), phones: new PhoneBook() };
	let letters = 0;
	for (const [value, shortest] of values) {
		letters += value.length;
		if (letters > MOST_LETTERS) return 'too much';
		const pieces = piecesOf(value);
		for (const phrase of [...pieces, ...pairsOf(pieces)]) learn(known, phrase, shortest);
		for (const number of phoneNumbersIn(value)) known.phones.add(number);
		const hasCapitals = value !== value.toLowerCase();
		for (const [written, part] of partsOf(value)) {
			if (!/\p{L}/u.test(part)) continue;
			const isLikeName = !hasCapitals || !/^\p{Ll}/u.test(written);
			learn(known, part, isLikeName ? shortest : SHORTEST_VALUE);
		}
	}
	return known;
}
