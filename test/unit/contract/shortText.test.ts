import fc from 'fast-check';

import { shortText } from '../../../nodes/orders/contract/shortText';

describe('text from outside in a message', () => {
	it.each([
		['plain text', 'plain text'],
		['  blanks   around and\tinside ', 'blanks around and inside'],
		['line\r\nbreaks\u2028too', 'line breaks too'],
		['a bell\u0007 and \u001b[31mcolour', 'a bell and [31mcolour'],
		['', ''],
		['\n\u0000', ''],
	])('is one line (%j)', (text, line) => {
		expect(shortText(text, 100)).toBe(line);
	});

	it('is whole up to its length, and shows that it was cut beyond', () => {
		expect(shortText('x'.repeat(20), 20)).toBe('x'.repeat(20));
		expect(shortText('x'.repeat(21), 20)).toMatch(/^x{17,19}(…|\.\.\.)$/);
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
