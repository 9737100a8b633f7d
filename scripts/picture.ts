import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { EXAMPLE, runFile } from './demo/runFile';

/** The picture in the README: what `npm start` prints, as an image that needs no font of its own. */
const PICTURE = resolve(__dirname, '../docs/images/npm-start.svg');
const COLUMNS = 132;
const CHARACTER = { width: 8.4, height: 17 };
const MARGIN = 16;

function escape(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

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

async function main(): Promise<void> {
	const { text } = await runFile({ workflow: EXAMPLE, sandbox: true, columns: COLUMNS });
	await mkdir(dirname(PICTURE), { recursive: true });
	await writeFile(PICTURE, toSvg(text));
	console.log(`Written: ${PICTURE}`);
}

void main();
