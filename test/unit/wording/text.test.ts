import fc from 'fast-check';

import {
	because,
	britishSpelling,
	capital,
	shortText,
	showId,
} from '../../../nodes/orders/wording/text';

describe('text from outside in a message', () => {
	it.each([
		['plain text', 'plain text'],
		['  blanks   around and\tinside ', 'blanks around and inside'],
		['line\r\nbreaks\u2028too', 'line breaks too'],
		['a bell\u0007 and \u001b[31mcolour', 'a bell and [31mcolour'],
		['', ''],
		['\n\u0000', ''],
	])('becomes one line (%j)', (text, line) => {
		expect(shortText(text, 100)).toBe(line);
	});

	it('stays whole up to its length, and shows that it was cut beyond', () => {
		expect(shortText('x'.repeat(20), 20)).toBe('x'.repeat(20));
		expect(shortText('x'.repeat(21), 20)).toBe(`${'x'.repeat(19)}…`);
	});

	it('is cut before a character that has no place any more, not in the middle of it', () => {
		expect(shortText('aa😀b', 4)).toBe('aa…');
		expect(shortText('aa😀bc', 5)).toBe('aa😀…');
		expect(shortText('😀aaa', 4)).toBe('😀a…');
	});

	it('is read up to 10,000 characters, and shows that there was more', () => {
		const blanks = ' '.repeat(9_994);
		expect(shortText(`Locked${blanks}`, 100)).toBe('Locked');
		expect(shortText(`Locked${blanks} `, 100)).toBe('Locked…');
		expect(shortText(`Locked${blanks}since May`, 100)).toBe('Locked…');
	});

	it('is never longer than it may be, on one line, and of whole characters', () => {
		const anyText = fc.string({ unit: 'grapheme', maxLength: 100 });
		fc.assert(
			fc.property(anyText, fc.integer({ min: 10, max: 40 }), (text, longest) => {
				const line = shortText(text, longest);
				expect(line.length).toBeLessThanOrEqual(longest);
				expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
				expect(() => encodeURIComponent(line)).not.toThrow();
			}),
		);
	});
});

describe('an ID in a message', () => {
	it('is shown whole if it is as short as IDs are', () => {
		expect(showId('FAS105-111423-000006')).toBe('FAS105-111423-000006');
		expect(showId('x'.repeat(60))).toBe('x'.repeat(60));
	});

	it('is cut if it is longer, as a pasted page is', () => {
		expect(showId('x'.repeat(10_000))).toBe(`${'x'.repeat(59)}…`);
	});
});

describe('a sentence', () => {
	it('ends with its reason if one is known', () => {
		expect(because('Locked')).toBe(': Locked');
		expect(because('')).toBe('');
	});

	it('begins with a capital letter, and is otherwise left as it is', () => {
		expect(capital("the order of gift abc123de isn't READ")).toBe(
			"The order of gift abc123de isn't READ",
		);
		expect(capital('')).toBe('');
	});
});

describe('a message that is thrown', () => {
	it.each([
		['Order canceled', 'Order cancelled'],
		['Canceled by the customer, CANCELED', 'Cancelled by the customer, Cancelled'],
		['Order is cancelled', 'Order is cancelled'],
		['No order xCanceledx', 'No order xCancelledx'],
	])('has no "canceled", which n8n takes for a stopped run (%j)', (text, spelled) => {
		expect(britishSpelling(text)).toBe(spelled);
		expect(spelled).not.toMatch(/canceled/i);
	});
});
