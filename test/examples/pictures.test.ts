import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { drawWorkflow } from '../../scripts/drawWorkflow';
import { boxOf, enclosing, kindOf, type Box } from '../../scripts/drawing/geometry';
import { hasGlyph } from '../../scripts/drawing/glyphs';
import { labelHeight } from '../../scripts/drawing/nodeBox';
import { heightOfText } from '../../scripts/drawing/note';
import { isOwnNode } from '../../scripts/engine/ownNode';
import { EXAMPLES, isNote, readExample } from './support/exampleFiles';

const FOLDER = resolve(__dirname, '../../docs/images/examples');

/** Distance of the dots on n8n's canvas, where a note is as tall as its maker drags it. */
const GRID = 16;

function overlap(a: Box, b: Box): boolean {
	const both = enclosing([a, b], 0);
	return both.width < a.width + b.width && both.height < a.height + b.height;
}

describe.each(EXAMPLES)('the picture of examples/%s', (file) => {
	const example = readExample(file);
	const picture = resolve(FOLDER, file.replace(/json$/, 'svg'));

	it('shows the workflow as it is now; if not: npm run picture', () => {
		expect(existsSync(picture)).toBe(true);
		expect(readFileSync(picture, 'utf8')).toBe(drawWorkflow(example));
	});

	it('names every node, and has an icon for it', () => {
		const drawn = drawWorkflow(example).replaceAll(/<[^>]*>/g, ' ');
		for (const node of example.nodes.filter((candidate) => !isNote(candidate))) {
			for (const word of node.name.split(' ')) expect(drawn).toContain(word);
			expect([node.type, isOwnNode(node) || hasGlyph(node.type)]).toEqual([node.type, true]);
		}
	});

	it('the text of each note fits into its note', () => {
		for (const note of example.nodes.filter(isNote)) {
			const box = boxOf(example, note);
			expect([note.name, heightOfText(note, box) <= box.height]).toEqual([note.name, true]);
		}
	});

	it('no note has more room than the fullest note beside it takes', () => {
		const notes = example.nodes.filter(isNote);
		for (const { box } of notes.map((note) => ({ box: boxOf(example, note) }))) {
			const row = notes.filter(({ position }) => position[1] === box.y);
			const needed = Math.max(...row.map((note) => heightOfText(note, boxOf(example, note))));
			expect(box.height - needed).toBeLessThan(GRID);
		}
	});

	it('nothing lies on anything else, with the names below the nodes', () => {
		const places = example.nodes.map((node) => {
			const box = boxOf(example, node);
			const kind = kindOf(example, node);
			const below = kind === 'note' ? 0 : labelHeight(node, kind);
			return { name: node.name, box: { ...box, height: box.height + below } };
		});
		const pairs = places.flatMap((one, at) =>
			places
				.slice(at + 1)
				.filter(({ box }) => overlap(box, one.box))
				.map(({ name }) => [one.name, name]),
		);
		expect(pairs).toEqual([]);
	});

	it('is light or dark as its viewer, and asks nothing of the network', () => {
		const drawn = drawWorkflow(example);

		expect(drawn).toContain('@media(prefers-color-scheme:dark)');
		expect(drawn.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|<image/);
	});
});
