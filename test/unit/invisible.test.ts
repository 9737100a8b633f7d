import { invisibleInside, trimInvisible, withVisible } from '../../nodes/orders/invisible';

describe('a text that was copied', () => {
	it.each([
		['\u200b42708\ufeff', '42708'],
		[' \n42 708\t', '42 708'],
		['\u200e4\u200b2\u2800', '4\u200b2'],
		['7', '7'],
		['\u200b \u00ad', ''],
		['', ''],
	])('is taken without what cannot be seen at its ends (%j)', (text, trimmed) => {
		expect(trimInvisible(text)).toBe(trimmed);
	});
});

describe('what cannot be seen in the middle of a text', () => {
	it.each([
		['a line break', '42\n708', 'has a line break in the middle'],
		['the line break of old Macs', '42\r708', 'has a line break in the middle'],
		['a blank without width', '42\u200b708', 'has an invisible character in the middle (U+200B)'],
		['a tab', '42\t708', 'has an invisible character in the middle (U+0009)'],
		[
			'a character of two places',
			'42\u{e0020}708',
			'has an invisible character in the middle (U+E0020)',
		],
		['the first of several', '4\u00ad2\n708', 'has an invisible character in the middle (U+00AD)'],
	])('is named: %s', (_what, text, named) => {
		expect(invisibleInside(text)).toBe(named);
	});

	it('is nothing where all can be seen, blanks too', () => {
		expect(invisibleInside('42 708')).toBeNull();
	});

	it('is shown by its number, each time', () => {
		expect(withVisible('4\u200b2\n708\u{e0020}')).toBe('4[U+200B]2[U+000A]708[U+E0020]');
		expect(withVisible('42 708')).toBe('42 708');
	});
});
