import type { Span } from './phrases';

/* E-mail addresses and phone numbers, known ones and whatever looks like one. */

/** Shorter numbers are no phone numbers: "422", "10999". */
const FEWEST_DIGITS = 7;

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
	return (value.match(NUMBER) ?? [])
		.map((number) => significant(number.replace(/\D+/g, '')))
		.filter((digits) => digits.length >= FEWEST_DIGITS);
}

/** Phone numbers, to be found however they are written. */
export class PhoneBook {
	private readonly numbers = new Set<string>();
	/** Every number, and what is left of it without the codes of country and area. */
	private readonly endings = new Set<string>();

	add(number: string): void {
		this.numbers.add(number);
		const mostCodes = Math.min(number.length - FEWEST_DIGITS, MOST_DIGITS);
		for (let codes = 0; codes <= mostCodes; codes++) this.endings.add(number.slice(codes));
	}

	/** Where its numbers stand in a text, with or without those codes. */
	spansIn(text: string): Span[] {
		const groups = spansOf(text, /\d+/g);
		const spans: Span[] = [];
		groups.forEach(({ start }, first) => {
			let digits = '';
			let last = start;
			for (const group of groups.slice(first, first + MOST_GROUPS)) {
				const between = text.slice(last, group.start);
				if (digits !== '' && !BETWEEN_GROUPS.test(between)) break;
				digits += text.slice(group.start, group.end);
				last = group.end;
				if (this.holds(significant(digits))) spans.push({ start, end: last });
			}
		});
		return spans;
	}

	private holds(digits: string): boolean {
		if (this.endings.has(digits)) return true;
		const mostCodes = Math.min(digits.length - FEWEST_DIGITS, MOST_DIGITS);
		for (let codes = 1; codes <= mostCodes; codes++) {
			if (this.numbers.has(digits.slice(codes))) return true;
		}
		return false;
	}
}
