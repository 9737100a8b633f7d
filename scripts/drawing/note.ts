import type { INode } from 'n8n-workflow';

import { round, type Box } from './geometry';
import { lineOf, spansIn, wrap } from './text';

const PADDING = 18;
const TITLE = { size: 20, line: 30 };
const BODY = { size: 15, line: 21 };
const GAP = 9;
const GAP_BELOW_TITLE = 6;

/** n8n numbers its colours; the ones that the examples use have names in the style sheet. */
const COLOURS: Readonly<Record<string, string>> = { 1: 'yellow', 3: 'red', 4: 'green', 5: 'blue' };

interface Line {
	svg: string;
	isTitle: boolean;
	/** Distance to the line before. */
	step: number;
}

function paragraph(text: string, width: number): Line[] {
	const isTitle = text.startsWith('## ');
	const { size, line } = isTitle ? TITLE : BODY;
	const spans = spansIn(isTitle ? text.slice(3) : text);
	// Fonts differ: a little room keeps the text inside of the note in most of them.
	const safeWidth = width * 0.96;
	const bold = isTitle ? spans.map((span) => ({ ...span, face: 'bold' as const })) : spans;
	return wrap(bold, size, safeWidth).map((words) => ({ svg: lineOf(words), isTitle, step: line }));
}

function linesOf(content: string, width: number): Line[] {
	const lines: Line[] = [];
	let gap = 0;
	for (const text of content.split('\n')) {
		if (text === '') {
			gap = GAP;
			continue;
		}
		const [first, ...rest] = paragraph(text, width);
		if (first !== undefined) lines.push({ ...first, step: first.step + gap }, ...rest);
		gap = first?.isTitle === true ? GAP_BELOW_TITLE : 0;
	}
	return lines;
}

/** How tall the text of a note is, with its margins. */
export function heightOfText(node: INode, { width }: Box): number {
	const lines = linesOf(String(node.parameters.content), width - 2 * PADDING);
	return lines.reduce((sum, { step }) => sum + step, 0) + 2 * PADDING;
}

/** A sticky note: a coloured area with its text. */
export function drawNote(node: INode, box: Box): string {
	const colour = COLOURS[String(node.parameters.color ?? 1)] ?? 'yellow';
	const lines = linesOf(String(node.parameters.content), box.width - 2 * PADDING);
	let { y } = box;
	y += PADDING - 6;
	const text = lines.map(({ svg, isTitle, step }) => {
		y += step;
		const name = isTitle ? 'title' : 'body';
		return `<text class="${name}" x="${round(box.x + PADDING)}" y="${round(y)}">${svg}</text>`;
	});
	const area = `x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}"`;
	return [`<rect class="note ${colour}" ${area} rx="6"/>`, ...text].join('\n');
}
