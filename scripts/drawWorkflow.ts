import type { INode } from 'n8n-workflow';

import type { WorkflowFile } from './engine/runWorkflow';
import { boxOf, enclosing, kindOf, round, type Box } from './drawing/geometry';
import { drawLines, drawOutputNames } from './drawing/lines';
import { drawNode, labelHeight } from './drawing/nodeBox';
import { drawNote } from './drawing/note';
import { iconSymbols } from './drawing/ownIcons';
import { styleSheet } from './drawing/style';
import { escape } from './drawing/text';

const MARGIN = 32;
/** How far a long name reaches beyond its node. */
const OVERHANG = 40;
const OWN = 'n8n-nodes-cancel-order.';

/** A node with its name below it. */
function withLabel(file: WorkflowFile, node: INode): Box {
	const box = boxOf(file, node);
	const kind = kindOf(file, node);
	if (kind === 'note') return box;
	const height = box.height + labelHeight(node, kind);
	return { ...box, x: box.x - OVERHANG, width: box.width + 2 * OVERHANG, height };
}

function definitions(file: WorkflowFile): string {
	const own = file.nodes.map(({ type }) => type).filter((type) => type.startsWith(OWN));
	const arrow =
		'<marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path class="arrow" d="M0 0 10 5 0 10z"/></marker>';
	const dots =
		'<pattern id="dots" width="16" height="16" patternUnits="userSpaceOnUse"><circle class="dot" cx="1" cy="1" r="1"/></pattern>';
	return `<defs>${[arrow, dots, ...iconSymbols(own)].join('\n')}</defs>`;
}

/**
 * Draws a workflow as n8n's editor shows it: nodes, connections and sticky notes, in light or dark.
 *
 * @returns an SVG image that needs nothing beside itself
 */
export function drawWorkflow(file: WorkflowFile): string {
	const { x, y, width, height } = enclosing(
		file.nodes.map((node) => withLabel(file, node)),
		MARGIN,
	);
	const area = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
	const drawn = (isNote: boolean) =>
		file.nodes
			.filter((node) => (kindOf(file, node) === 'note') === isNote)
			.map((node) => {
				const box = boxOf(file, node);
				return isNote ? drawNote(node, box) : drawNode(node, box, kindOf(file, node));
			});
	const size = `width="${round(width)}" height="${round(height)}" viewBox="${round(x)} ${round(y)} ${round(width)} ${round(height)}"`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
		`<title>${escape(file.name ?? 'Workflow')}</title>`,
		styleSheet(),
		definitions(file),
		`<rect class="canvas" ${area} rx="10"/>`,
		`<rect fill="url(#dots)" ${area} rx="10"/>`,
		...drawn(true),
		...drawLines(file),
		...drawn(false),
		...drawOutputNames(file),
		'</svg>',
		'',
	].join('\n');
}
