import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { EXAMPLE, runFile } from './demo/runFile';
import { drawWorkflow } from './drawWorkflow';
import { escape } from './drawing/text';
import type { WorkflowFile } from './engine/runWorkflow';

/** The picture in the README: what `npm start` prints, as an image that needs no font of its own. */
const PICTURE = resolve(__dirname, '../docs/images/npm-start.svg');
/** One picture per example workflow. */
const DRAWINGS = resolve(__dirname, '../docs/images/examples');
const COLUMNS = 132;
const CHARACTER = { width: 8.4, height: 17 };
const MARGIN = 16;

function toSvg(text: string): string {
	const lines = text.split('\n');
	const longest = Math.max(...lines.map((line) => line.length));
	const width = Math.ceil(longest * CHARACTER.width) + 2 * MARGIN;
	const height = lines.length * CHARACTER.height + 2 * MARGIN;
	const rows = lines.map((line, index) => {
		const y = MARGIN + (index + 0.8) * CHARACTER.height;
		const length = (line.length * CHARACTER.width).toFixed(1);
		return `<text x="${MARGIN}" y="${y.toFixed(1)}" textLength="${length}" xml:space="preserve">${escape(line)}</text>`;
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<rect width="100%" height="100%" rx="8" fill="#1e1e2e"/>`,
		`<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#d9e0ee">`,
		...rows,
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

async function drawExamples(): Promise<void> {
	const folder = dirname(EXAMPLE);
	await rm(DRAWINGS, { recursive: true, force: true });
	await mkdir(DRAWINGS, { recursive: true });
	for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json'))) {
		const workflow = JSON.parse(await readFile(resolve(folder, name), 'utf8')) as WorkflowFile;
		const picture = resolve(DRAWINGS, name.replace(/json$/, 'svg'));
		await writeFile(picture, drawWorkflow(workflow));
		console.log(`Written: ${picture}`);
	}
}

async function main(): Promise<void> {
	const { text } = await runFile({ workflow: EXAMPLE, sandbox: true, columns: COLUMNS });
	await mkdir(dirname(PICTURE), { recursive: true });
	await writeFile(PICTURE, toSvg(text));
	console.log(`Written: ${PICTURE}`);
	await drawExamples();
}

void main();
