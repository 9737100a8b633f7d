import type { Subject, Vendor } from '../vendor/vendor';
import { wordOf } from '../vendor/parse';
import { PersonalData } from './personalData';
import { phrasesIn, piecesOf, type Span } from './phrases';
import { CUT, LONGEST_READ, LONGEST_WORD, shortText } from './text';

const HIDDEN = '[hidden]';

/** A sentence or two of the vendor's. */
const LONGEST_TEXT = 300;

/** Fewer letters at the end of a text that was cut are no half of a key. */
const SHORTEST_HALF = 4;

function withoutHalf(text: string, secret: string): string {
	if (!text.endsWith(CUT)) return text;
	const whole = text.slice(0, -CUT.length);
	const [lower, key] = [whole.toLowerCase(), secret.toLowerCase()];
	for (let length = Math.min(key.length - 1, lower.length); length >= SHORTEST_HALF; length--) {
		if (!lower.endsWith(key.slice(0, length))) continue;
		return whole.slice(0, whole.length - length) + HIDDEN + CUT;
	}
	return text;
}

/**
 * Takes secrets out of a text, wherever they stand, and also the half of one that is left where the text was cut.
 *
 * @param text a vendor's words; no more than the first 2,000 characters are kept
 * @param secrets such as the key of the credential
 */
export function hide(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret !== '')
		.sort((a, b) => b.length - a.length)
		.reduce(
			(rest, secret) => {
				const literal = secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
				return withoutHalf(rest.replace(new RegExp(literal, 'giu'), HIDDEN), secret);
			},
			shortText(text, LONGEST_READ),
		);
}

/** Hides stretches of a text, without those that are to be kept whatever they are part of. */
function blankOut(text: string, hidden: readonly Span[], kept: readonly Span[]): string {
	const isHidden = new Uint8Array(text.length);
	for (const { start, end } of hidden) isHidden.fill(1, start, end);
	for (const { start, end } of kept) isHidden.fill(0, start, end);
	let shown = '';
	for (let start = 0, end = 0; start < text.length; start = end) {
		while (isHidden[end] === isHidden[start]) end += 1;
		const stretch = text.slice(start, end);
		const isToHide = isHidden[start] === 1 && /[\p{L}\d]/u.test(stretch);
		shown += isToHide ? stretch.replace(stretch.trim(), () => HIDDEN) : stretch;
	}
	return shown;
}

/** Makes the vendor's texts about one order safe to show and to keep: they may repeat the key or the recipient. */
export class Redactor {
	private readonly personal: PersonalData;
	private readonly kept: string[] = [];

	/** @param hideSecrets takes the secrets of the credential out of a text */
	constructor(
		private readonly vendor: Vendor,
		private readonly subject: Subject,
		private readonly hideSecrets: (text: string) => string,
	) {
		this.personal = new PersonalData(vendor.personalFields);
	}

	/** Never hides this, an id or a status, also where somebody is called like it. */
	keep(word: string | null | undefined): this {
		if (typeof word === 'string') this.kept.push(word.slice(0, LONGEST_READ));
		return this;
	}

	/** Every answer about the order counts, whatever it was the answer to. */
	learnFrom(body: unknown): this {
		this.personal.learnFrom(body);
		return this;
	}

	/** A sentence of ours: of outside texts it holds nothing but ids and addresses. */
	own(text: string): string {
		return shortText(this.hideSecrets(shortText(text, LONGEST_READ)), LONGEST_TEXT);
	}

	/** One line of the vendor's that is safe to show. */
	text(text: string, longest = LONGEST_TEXT): string {
		const read = this.hideSecrets(shortText(text, LONGEST_READ));
		const phrases = phrasesIn(read);
		const hidden = this.personal.spansIn(read, phrases);
		if (hidden === 'too much') return HIDDEN;
		const kept = this.keptPieces().flatMap((piece) => phrases.get(piece) ?? []);
		return shortText(blankOut(read, hidden, kept), longest);
	}

	/**
	 * The vendor's word for where an order stands: as it is if it is a word that we know, else what is safe of it.
	 *
	 * @param isKnown whether we know it although it is not among those that people may choose from
	 */
	status(status: string | null, isKnown: boolean): string | null {
		if (status === null) return null;
		const isWord = isKnown || this.statusWords().some((word) => wordOf(word) === wordOf(status));
		if (!isWord) return this.text(status, LONGEST_WORD);
		this.keep(status);
		return shortText(status, LONGEST_WORD);
	}

	/** All that the vendor documents: words about an order may be about its gift. */
	private statusWords(): string[] {
		const choices = this.vendor.operations.flatMap(({ subject: { statuses, list } }) => [
			...statuses,
			...(list?.statuses ?? []),
		]);
		return [...new Set(choices.flatMap(({ name, value }) => [name, String(value)]))];
	}

	/** What every text about an order consists of says nothing about a person. */
	private keptPieces(): string[] {
		const { noun, holder = noun } = this.subject;
		const words = [this.vendor.service, noun, holder, ...this.statusWords(), ...this.kept];
		return words.flatMap(piecesOf);
	}
}
