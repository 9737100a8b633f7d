import type { INode } from 'n8n-workflow';

import type { WorkflowFile } from '../engine/runWorkflow';
import { boxOf, kindOf, portOf, round, type Box, type Point } from './geometry';
import { labelHeight } from './nodeBox';
import { escape } from './text';

interface Rules {
	values?: Array<{ outputKey?: string }>;
}

/** What n8n writes beside the outputs of a node that has more than one. */
export function outputNames({ type, parameters, onError }: INode): string[] {
	const { rules, options } = parameters as { rules?: Rules; options?: Record<string, string> };
	if (type.endsWith('.if')) return ['true', 'false'];
	if (type.endsWith('.switch')) {
		const names = (rules?.values ?? []).map(({ outputKey = '' }) => outputKey);
		const rest =
			options?.fallbackOutput === 'extra' ? [options.renameFallbackOutput ?? 'rest'] : [];
		return [...names, ...rest];
	}
	if (type.endsWith('.removeDuplicates')) return ['kept', 'discarded'];
	return onError === 'continueErrorOutput' ? ['success', 'error'] : [''];
}

function inputsOf({ type, parameters }: INode): number {
	return type.endsWith('.merge') ? Number(parameters.numberInputs ?? 2) : 1;
}

function curve(from: Point, to: Point): string {
	const bend = Math.max(40, (to.x - from.x) / 2);
	return `M${round(from.x)} ${round(from.y)}C${round(from.x + bend)} ${round(from.y)} ${round(to.x - bend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
}

/** Back to an earlier node: below what lies between. */
function detour(from: Point, to: Point, depth: number): string {
	const out = 36;
	return `M${round(from.x)} ${round(from.y)}h${out - 16}q16 0 16 16V${round(depth - 16)}q0 16 -16 16H${round(to.x - out + 16)}q-16 0 -16 -16V${round(to.y + 16)}q0 -16 16 -16H${round(to.x)}`;
}

interface Ends {
	source: INode;
	target: INode;
	from: Box;
	to: Box;
}

function drawMain(ends: Ends, output: number, input: number, depth: number): string {
	const { source, target, from, to } = ends;
	const names = outputNames(source);
	const start = portOf(from, 'right', output, names.length);
	const end = portOf(to, 'left', input, inputsOf(target));
	const isBack = end.x <= start.x;
	const className = names[output] === 'error' ? 'line wrong' : 'line';
	const path = isBack ? detour(start, end, depth) : curve(start, end);
	return `<path class="${className}" marker-end="url(#arrow)" d="${path}"/>`;
}

function drawPart({ from, to }: Ends, place: number): string {
	const start = { x: from.x + from.width / 2, y: from.y };
	const end = { x: to.x + to.width * place, y: to.y + to.height };
	const half = (start.y - end.y) / 2;
	return `<path class="line part" d="M${round(start.x)} ${round(start.y)}C${round(start.x)} ${round(start.y - half)} ${round(end.x)} ${round(end.y + half)} ${round(end.x)} ${round(end.y)}"/>`;
}

/** Where on its lower side an agent takes what: as in n8n, the model first and the parser last. */
const PLACES: Readonly<Record<string, number>> = {
	ai_languageModel: 0.15,
	ai_memory: 0.38,
	ai_tool: 0.62,
	ai_outputParser: 0.85,
};

/** Below all nodes and their names. */
function lowestOf(file: WorkflowFile): number {
	const nodes = file.nodes.filter((node) => kindOf(file, node) !== 'note');
	const bottoms = nodes.map((node) => {
		const { y, height } = boxOf(file, node);
		return y + height + labelHeight(node, kindOf(file, node));
	});
	return Math.max(...bottoms);
}

/** All connections of a workflow. */
export function drawLines(file: WorkflowFile): string[] {
	const nodes = new Map(file.nodes.map((node) => [node.name, node]));
	const depth = lowestOf(file) + 20;
	return Object.entries(file.connections).flatMap(([name, kinds]) =>
		Object.entries(kinds).flatMap(([kind, outputs]) =>
			outputs.flatMap((targets, output) =>
				(targets ?? []).flatMap(({ node, index }) => {
					const [source, target] = [nodes.get(name), nodes.get(node)];
					if (source === undefined || target === undefined) return [];
					const ends = { source, target, from: boxOf(file, source), to: boxOf(file, target) };
					const place = PLACES[kind];
					return place === undefined ? drawMain(ends, output, index, depth) : drawPart(ends, place);
				}),
			),
		),
	);
}

/** The names beside the outputs. */
export function drawOutputNames(file: WorkflowFile): string[] {
	return file.nodes.flatMap((node) => {
		if (kindOf(file, node) === 'note') return [];
		const names = outputNames(node);
		if (names.length === 1) return [];
		return names.map((text, output) => {
			const { x, y } = portOf(boxOf(file, node), 'right', output, names.length);
			return `<text class="output" x="${round(x + 10)}" y="${round(y - 5)}">${escape(text)}</text>`;
		});
	});
}
