import type { INode } from 'n8n-workflow';

import { isOwnNode } from '../engine/ownNode';
import { round, type Box, type Kind } from './geometry';
import { glyphOf } from './glyphs';
import { useIcon } from './ownIcons';
import { escape, lineOf, wrap, type Span } from './text';

const ICON = 44;
const NAME = { size: 15, line: 18 };
/** Room between two columns of nodes. */
const WIDEST_NAME = 176;
const ROUND = 12;

/** "Gift: Cancel Order" for a node of this package, as the editor shows it. */
export function subtitleOf({ type, parameters }: INode): string {
	if (!isOwnNode({ type })) return '';
	const words = String(parameters.operation)
		.replace('getAll', 'get many')
		.replace(/([A-Z])/g, ' $1')
		.toLowerCase();
	return `${words}: ${String(parameters.resource)}`;
}

function shape({ x, y, width, height }: Box, kind: Kind): string {
	if (kind === 'part') {
		const radius = width / 2;
		return `<circle class="node" cx="${round(x + radius)}" cy="${round(y + radius)}" r="${round(radius)}"/>`;
	}
	const left = kind === 'trigger' ? height / 2.6 : ROUND;
	const straight = height - 2 * left;
	return `<path class="node" d="M${round(x + left)} ${round(y)}H${round(x + width - ROUND)}a${ROUND} ${ROUND} 0 0 1 ${ROUND} ${ROUND}V${round(y + height - ROUND)}a${ROUND} ${ROUND} 0 0 1 -${ROUND} ${ROUND}H${round(x + left)}a${round(left)} ${round(left)} 0 0 1 -${round(left)} -${round(left)}v-${round(straight)}a${round(left)} ${round(left)} 0 0 1 ${round(left)} -${round(left)}z"/>`;
}

function icon(node: INode, x: number, y: number): string {
	if (isOwnNode(node)) return useIcon(node.type, x, y, ICON);
	const place = `translate(${round(x)} ${round(y)}) scale(${round(ICON / 24)})`;
	return `<path class="glyph" transform="${place}" d="${glyphOf(node.type)}"/>`;
}

function nameLines({ name }: INode, width: number): Span[][] {
	return wrap([{ text: name, face: 'plain' }], NAME.size, width);
}

/** Lines below a node. */
export function labelHeight(node: INode, kind: Kind): number {
	if (kind === 'agent') return 0;
	const lines = nameLines(node, WIDEST_NAME).length + (subtitleOf(node) === '' ? 0 : 1);
	return lines * NAME.line + 8;
}

function label(node: INode, { x, y, width, height }: Box): string {
	const lines = nameLines(node, WIDEST_NAME).map((line) => `class="name">${lineOf(line)}`);
	const subtitle = subtitleOf(node);
	if (subtitle !== '') lines.push(`class="subtitle">${escape(subtitle)}`);
	return lines
		.map((line, index) => {
			const at = `x="${round(x + width / 2)}" y="${round(y + height + 20 + index * NAME.line)}"`;
			return `<text text-anchor="middle" ${at} ${line}</text>`;
		})
		.join('\n');
}

/** A node: its shape, its icon and its name, below it or, for an agent, in it. */
export function drawNode(node: INode, box: Box, kind: Kind): string {
	const { x, y, width, height } = box;
	const iconY = y + (height - ICON) / 2;
	if (kind === 'agent') {
		const at = `x="${round(x + 84)}" y="${round(y + height / 2 + 5)}"`;
		const name = `<text class="name" ${at}>${escape(node.name)}</text>`;
		return [shape(box, kind), icon(node, x + 24, iconY), name].join('\n');
	}
	return [shape(box, kind), icon(node, x + (width - ICON) / 2, iconY), label(node, box)].join('\n');
}
