import { PhraseSet, type Span } from './phrases';

/* E-mail addresses and phone numbers, known ones and whatever looks like one. */

/** Shorter numbers are no phone numbers: "422", "10999". */
const FEWEST_DIGITS = 7;

/** Fewer digits at the end of a text that was cut are no beginning of a phone number. */
const FEWEST_OF_BEGINNING = 4;

/** No phone number has more: ITU-T E.164. */
const MOST_DIGITS = 15;

/** Groups of digits in one number. */
const MOST_GROUPS = 8;

const BETWEEN_GROUPS = /^[\s().+/·\p{Pd}]{1,4}$/u;
const NUMBER = /\d[\d\s().+/·\p{Pd}]*/gu;
const INTERNATIONAL = /\+\d[\d\s().-]{6,30}\d/g;
const AMERICAN = /\(\d{3}\)\s?\d{3}[-.\s]?\d{4}|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b/g;

/** What an address has none of; "%40" is how a link writes the "@". */
const ADDRESS = /[^\s<>()"',;:[\]]+/g;
const AT = /[^@](@|%40)[^@]/i;

function spansOf(text: string, pattern: RegExp): Span[] {
	return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
		start: index,
		end: index + found.length,
	}));
}

/** Whatever looks like the address or the number of somebody. */
export function contactsIn(text: string): Span[] {
	const addresses = spansOf(text, ADDRESS).filter(({ start, end }) =>
		AT.test(text.slice(start, end)),
	);
	for (const address of addresses) {
		while (/[^\p{L}\d]/u.test(text.charAt(address.end - 1))) address.end -= 1;
	}
	return [...addresses, ...spansOf(text, INTERNATIONAL), ...spansOf(text, AMERICAN)];
}

/** The digits that do not depend on how a number begins: "+49 30", "0049 30" and "030" are one place. */
function significant(digits: string): string {
	return digits.replace(/^0+/, '');
}

/** The phone numbers in a value, as digits. */
export function phoneNumbersIn(value: string): string[] {
	return [...value.matchAll(NUMBER)]
		.map(([number]) => significant(number.replace(/\D/g, '')))
		.filter((digits) => digits.length >= FEWEST_DIGITS);
}

/** Digits, and what is left of them without the codes of country and area: no fewer than these. */
function withoutCodes(digits: string, fewest: number): string[] {
	const mostCodes = Math.min(digits.length - fewest, MOST_DIGITS);
	const left: string[] = [];
	for (let codes = 0; codes <= mostCodes; codes++) left.push(digits.slice(codes));
	return left;
}

interface Digits extends Span {
	digits: string;
}

/** From each group of digits on, it and what may be more groups of the same number. */
function digitsIn(text: string): Digits[] {
	const groups = spansOf(text, /\d+/g);
	return groups.flatMap(({ start }, first) => {
		const found: Digits[] = [];
		let digits = '';
		let last = start;
		for (const group of groups.slice(first, first + MOST_GROUPS)) {
			const between = text.slice(last, group.start);
			if (digits !== '' && !BETWEEN_GROUPS.test(between)) break;
			digits += text.slice(group.start, group.end);
			last = group.end;
			found.push({ start, end: last, digits: significant(digits) });
		}
		return found;
	});
}

/** Phone numbers, to be found however they are written. */
export class PhoneBook {
	private readonly numbers = new PhraseSet();
	/** Every number, and what is left of it without the codes of country and area. */
	private readonly endings = new PhraseSet();

	add(number: string): void {
		this.numbers.add(number);
		for (const ending of withoutCodes(number, FEWEST_DIGITS)) this.endings.add(ending);
	}

	/** Where its numbers stand in a text, with or without those codes. */
	spansIn(text: string): Span[] {
		return digitsIn(text).filter(({ digits }) =>
			withoutCodes(digits, FEWEST_DIGITS).some((left) => this.among(digits, left).has(left)),
		);
	}

	/** Where a text ends with what one of its numbers begins with, with or without those codes. */
	beginningsIn(text: string): Span[] {
		return digitsIn(text).filter(({ end, digits }) => {
			const isAtEnd = end === text.length || BETWEEN_GROUPS.test(text.slice(end));
			return (
				isAtEnd &&
				withoutCodes(digits, FEWEST_OF_BEGINNING).some((left) =>
					this.among(digits, left).isBegunBy(left),
				)
			);
		});
	}

	/** Of what codes were taken from, only a whole number is known to be one. */
	private among(digits: string, left: string): PhraseSet {
		return digits === left ? this.endings : this.numbers;
	}
}
