import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { TopLevelSpec } from 'vega-lite';

import { packageManifest, ROOT } from '../../scripts/realN8n/packPackage';
import { pictureOf } from '../bench/document';
import { config, draw, PALETTES, THEMES, type Plot, type Theme } from '../bench/plots';
import { say } from '../n8n/report';
import { slopes, type Moment } from './slopes';

/** What a long run leaves behind. */
export interface SoakResults {
	versions: Record<string, string>;
	minutes: number;
	counts: Record<'rounds' | 'executions' | 'orders' | 'stopped' | 'untruths', number>;
	outcomes: Record<string, number>;
	/** After the end of its execution. */
	lastArrivalMs: number;
	moments: readonly Moment[];
}

const DOCUMENT = join(ROOT, 'docs', 'soak.md');
const PICTURES = join(ROOT, 'docs', 'images', 'soak');

function panel(theme: Theme, title: string, field: string): object {
	return {
		width: 700,
		height: 150,
		mark: { type: 'line', point: { color: PALETTES[theme].node }, color: PALETTES[theme].node },
		encoding: {
			x: { field: 'minute', type: 'quantitative', title: 'Minutes', axis: { grid: false } },
			y: { field, type: 'quantitative', title, scale: { zero: true } },
		},
	};
}

function plotOf({ moments, minutes }: SoakResults): Plot {
	const values = moments.map((moment) => ({ ...moment, heap: moment.heapUsed / 1e6 }));
	return {
		name: 'heap-and-sockets',
		alt: `Heap and sockets of one n8n process over ${minutes} minutes`,
		spec: (theme) =>
			({
				title: { text: 'What one n8n process holds, garbage collected before each look' },
				data: { values },
				config: config(PALETTES[theme]),
				vconcat: [panel(theme, 'Heap, MB', 'heap'), panel(theme, 'Sockets', 'sockets')],
			}) as TopLevelSpec,
	};
}

function documentOf(results: SoakResults, plot: Plot): string {
	const { versions, minutes, counts, outcomes, moments, lastArrivalMs } = results;
	const { name, version } = packageManifest();
	const shown = { [name]: version, ...versions };
	const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`;
	const [first, last] = [moments[0], moments.at(-1)];
	const rows = slopes(moments).map(({ measured, name: what, unit, bound, perMinute }) => {
		const scale = measured === 'heapUsed' ? 1e-6 : 1;
		const at = (moment?: Moment) =>
			((moment?.[measured] ?? NaN) * scale).toFixed(scale < 1 ? 1 : 0);
		return `| ${what} | ${at(first)} | ${at(last)} | ${perMinute.toFixed(3)} ${unit} | ${bound} |`;
	});
	return `# A long run

<!-- Written by npm run soak -- --minutes ${minutes}. -->

One n8n process and its three nodes, two accounts each, for ${minutes} minutes against the sandbox: each execution loops over its
orders in batches of five, one cancel in twenty meets a fault (lost requests and answers, cancels that are carried out late, web
pages, 429), one order in ten is past cancelling, and in every third round an execution is stopped in the middle. After each
round, what the executions said of each order is compared with the sandbox's own record, and the order of the requests tells
whether a cancel was sent again without proof. Of an execution that is stopped n8n keeps no results: there the requests alone
tell that none left after the stop and no order was cancelled twice. Of those that had left before, the last arrived
${lastArrivalMs} ms after n8n called its execution over.

${counts.orders.toLocaleString('en')} orders in ${counts.executions.toLocaleString('en')} executions, ${counts.stopped} of them stopped in the middle: **${counts.untruths} untruths**
(${Object.entries(outcomes)
		.map(([outcome, count]) => `${count} ${outcome}`)
		.join(', ')}).

${pictureOf(plot, 'images/soak')}

| What the process holds | First look | Last look | Slope per minute, second half | At most |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

The slope is the median of the slopes between all pairs of looks; the garbage is collected before each.

Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}; ${Object.entries(shown)
		.map(([what, which]) => `${what} ${which}`)
		.join(', ')}.
`;
}

/** Writes the document and its picture. */
export async function writeDown(results: SoakResults): Promise<void> {
	const plot = plotOf(results);
	mkdirSync(PICTURES, { recursive: true });
	for (const theme of THEMES) {
		writeFileSync(join(PICTURES, `${plot.name}-${theme}.svg`), await draw(plot, theme));
	}
	const style = await resolveConfig(DOCUMENT);
	const text = documentOf(results, plot);
	writeFileSync(DOCUMENT, await format(text, { ...style, parser: 'markdown' }));
	say(`Written down in ${DOCUMENT}`);
}
