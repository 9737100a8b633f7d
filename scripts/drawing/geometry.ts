import type { INode } from 'n8n-workflow';

import type { WorkflowFile } from '../engine/runWorkflow';

export interface Point {
	x: number;
	y: number;
}

export interface Box extends Point {
	width: number;
	height: number;
}

/** What a box is drawn as. */
export type Kind = 'note' | 'trigger' | 'agent' | 'part' | 'step';

/** A node's square on n8n's canvas. */
const SIDE = 96;
const AGENT_WIDTH = 256;
const PART_SIDE = 80;

function isPart(file: WorkflowFile, name: string): boolean {
	const kinds = Object.keys(file.connections[name] ?? {});
	return kinds.length > 0 && !kinds.includes('main');
}

export function kindOf(file: WorkflowFile, { name, type }: INode): Kind {
	if (type.endsWith('.stickyNote')) return 'note';
	if (/trigger$/i.test(type)) return 'trigger';
	if (type.endsWith('.agent')) return 'agent';
	return isPart(file, name) ? 'part' : 'step';
}

/** Where a node is, and how large. */
export function boxOf(file: WorkflowFile, node: INode): Box {
	const [x, y] = node.position;
	const { width, height } = node.parameters;
	switch (kindOf(file, node)) {
		case 'note':
			return { x, y, width: Number(width ?? 240), height: Number(height ?? 160) };
		case 'agent':
			return { x, y, width: AGENT_WIDTH, height: SIDE };
		case 'part':
			return { x: x + (SIDE - PART_SIDE) / 2, y, width: PART_SIDE, height: PART_SIDE };
		default:
			return { x, y, width: SIDE, height: SIDE };
	}
}

/** What encloses all boxes. */
export function enclosing(boxes: readonly Box[], margin: number): Box {
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + margin;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + margin;
	return { x, y, width: right - x, height: bottom - y };
}

/** Port number `index` of `count` on a side; ports share the side evenly. */
export function portOf(box: Box, side: 'left' | 'right', index: number, count: number): Point {
	const x = side === 'left' ? box.x : box.x + box.width;
	return { x, y: box.y + (box.height * (index + 0.5)) / count };
}

/** A number as it is written into the picture. */
export function round(value: number): string {
	return String(Math.round(value * 10) / 10);
}
