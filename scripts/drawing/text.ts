/** Average widths of a sans-serif letter, in parts of the font size; rather too wide than too narrow. */
const NARROW = 0.37;
const USUAL = 0.6;
const WIDE = 0.9;
const CAPITAL = 0.7;
const MONOSPACED = 0.58;
const BOLD = 1.1;

export type Face = 'plain' | 'bold' | 'italic' | 'code';

/** A stretch of text in one face. */
export interface Span {
	text: string;
	face: Face;
}

export function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function widthOfLetter(letter: string): number {
	if (/[iljtfrI.,:;'|! ()"]/.test(letter)) return NARROW;
	if (/[mwMW]/.test(letter)) return WIDE;
	return /[A-Z]/.test(letter) ? CAPITAL : USUAL;
}

/** Width that a text will about have. */
export function widthOf({ text, face }: Span, size: number): number {
	if (face === 'code') return text.length * MONOSPACED * size;
	const letters = [...text].reduce((sum, letter) => sum + widthOfLetter(letter), 0);
	return letters * size * (face === 'bold' ? BOLD : 1);
}

/** The marks of a note: **bold**, `code` and *italic*. */
export function spansIn(line: string): Span[] {
	return line.split(/(\*\*[^*]+\*\*|`[^`]+`|\*[^*]+\*)/).flatMap((part): Span[] => {
		if (part === '') return [];
		if (part.startsWith('**')) return [{ text: part.slice(2, -2), face: 'bold' }];
		if (part.startsWith('`')) return [{ text: part.slice(1, -1), face: 'code' }];
		if (part.startsWith('*')) return [{ text: part.slice(1, -1), face: 'italic' }];
		return [{ text: part, face: 'plain' }];
	});
}

/**
 * Breaks a line between words.
 *
 * @returns lines of words, each with its blank in front but for the first of a line
 */
export function wrap(spans: readonly Span[], size: number, width: number): Span[][] {
	const lines: Span[][] = [[]];
	let used = 0;
	const words = spans.flatMap(({ text, face }) =>
		text.split(/(?=\s)/).map((word): Span => ({ text: word, face })),
	);
	for (const word of words) {
		const isFirst = lines.at(-1)?.length === 0;
		const wide = widthOf(word, size);
		if (!isFirst && used + wide > width && word.text.startsWith(' ')) {
			lines.push([{ ...word, text: word.text.trimStart() }]);
			used = wide;
		} else {
			lines.at(-1)?.push(word);
			used += wide;
		}
	}
	return lines;
}

/** Neighbours of the same face in one piece. */
export function joined(line: readonly Span[]): Span[] {
	return line.reduce<Span[]>((spans, { text, face }) => {
		const last = spans.at(-1);
		if (last?.face === face) last.text += text;
		else spans.push({ text, face });
		return spans;
	}, []);
}

/** A line of text as SVG. */
export function lineOf(line: readonly Span[]): string {
	return joined(line)
		.map(({ text, face }) =>
			face === 'plain' ? escape(text) : `<tspan class="${face}">${escape(text)}</tspan>`,
		)
		.join('');
}
