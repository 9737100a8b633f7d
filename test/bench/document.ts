import { plotsOf, type Plot } from './plots';
import { brokenBars, rowsOf, sizesOf, type Row, type Samples } from './table';

/** What a full run leaves behind, so that it can be written down and drawn again without measuring. */
export interface Results {
	/** ISO 8601, UTC. */
	date: string;
	machine: { processor: string; cores: number; memoryGb: number; system: string };
	versions: Record<string, string>;
	unpackedBytes: number;
	samples: Samples;
}

/** The results as JSON, a line for each sample. */
export function toJson({ samples, ...about }: Results): string {
	const round = (_key: string, value: unknown) =>
		typeof value === 'number' ? Math.round(value * 100) / 100 : value;
	const measured = Object.entries(samples).map(([name, taken]) => {
		const lines = taken.map((sample) => JSON.stringify(sample, round));
		return `${JSON.stringify(name)}: [\n${lines.join(',\n')}\n]`;
	});
	const head = JSON.stringify(about, null, '\t').replace(/\n\}$/, '');
	return `${head},\n"samples": {\n${measured.join(',\n')}\n}\n}\n`;
}

/** A picture for GitHub's light and dark pages. */
export function pictureOf({ name, alt }: Pick<Plot, 'name' | 'alt'>, folder: string): string {
	const file = (theme: string) => `${folder}/${name}-${theme}.svg`;
	return `<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${file('dark')}">
  <img alt="${alt}" src="${file('light')}">
</picture>`;
}

function mustCell({ bars }: Row): string {
	return bars.map(({ must, holds }) => (holds ? must : `**${must}: does not hold**`)).join('; ');
}

function holdsCell({ bars }: Row): string {
	if (bars.length === 0) return '';
	return bars.every(({ holds }) => holds) ? 'yes' : '**no**';
}

function tableOf(heads: readonly string[], lines: ReadonlyArray<readonly string[]>): string {
	const written = [heads, heads.map(() => '---'), ...lines];
	return written.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function mainTable(rows: readonly Row[]): string {
	return tableOf(
		['Work', 'HTTP Request node', 'Bare loop', 'This package', 'Must be', 'Holds'],
		rows.map((row) => [
			row.work,
			row.httpRequest ?? '',
			row.bareLoop ?? '',
			row.node,
			mustCell(row),
			holdsCell(row),
		]),
	);
}

function growthTable(samples: Samples): string {
	return tableOf(
		[
			'Orders',
			'Bare loop, ms per order',
			'This package, ms per order',
			"Share of the bare loop's",
			'Memory at most: bare loop',
			'this package',
			'Memory held at the end: items alone',
			'this package',
		],
		sizesOf(samples).map(({ orders, ms, ratio, peakMb, keptMb }) => [
			orders.toLocaleString('en'),
			...[ms.bareLoop, ms.node, ratio].map((value) => value.toFixed(2)),
			...[peakMb.bareLoop, peakMb.node, keptMb.itemsOnly, keptMb.node].map(
				(value) => `${value.toFixed(0)} MB`,
			),
		]),
	);
}

/** How the samples were taken; the lines about company say what `measurements.ts` says. */
const METHOD = `## How it is measured

Everything runs in the n8n that \`npm run test:n8n -- newest\` installs, on the Node that comes with it: its \`n8n-core\` runs a
workflow of two nodes, Manual Trigger and the one that is measured, with the packed package installed as n8n installs it.
Around the engine there is no editor, no database and no queue. The credential is kept in memory and resolved by n8n's own
logic, its expressions included, for all contenders alike.

- **One process per sample.** n8n and all nodes are loaded before the clock starts. What is timed is the execution, from the
  start of the workflow to n8n's record of it. Processor time is that of the whole process, its garbage collector and compiler
  included; memory is the most that the process ever held (resident set).
- **The service** is a small server in a process of its own on loopback that answers after 50 ms with the bodies of the
  vendor's documentation, and counts requests, answers 429 and open connections. A limit is counted in fixed windows, the
  first of which begins with the first request, and what is refused is answered after 50 ms, too.
- **HTTP Request node**: version 4.5, the vendor's credential by Predefined Credential Type, the address with the ID as an
  expression, On Error set to continue. "Batching" is what its documentation advises against limits, set to exactly the limit.
- **The bare loop** is a node that calls n8n's request helper for one item after the other, 64 at a time, and does nothing
  else: no judging, no limit, no memory, no guard. What it takes is what n8n itself takes. The second loop also evaluates the
  expression of the ID and opens the credential for each item, which a node has to do whose fields may be expressions.
- **Samples alternate** (A B C A B C ...); the table shows the median and, in brackets, the smallest and the largest of five
  samples (of three in runs of 50,000 orders). Every ratio is one of medians of the same run.
- **What ran side by side.** Whatever needs the processor (no limit, and the HTTP Request node without batching) runs alone, one
  process after another. What mostly waits for a limit runs in rounds: one sample of each such measurement at the same time,
  each with a service of its own, begun half a second after one another when all have loaded. All samples of the two measurements that take minutes
  (thanks.io, 60 per minute) run at the same time, too.
- **Growth.** Runs of few orders pay once for what n8n does at the beginning and for code that is not compiled yet, and wait for
  whole rounds of 50 ms in which the pool of 64 is not full. The bare loop pays the same, so "flat" is said of the time beside
  that of the bare loop of the same size. What one more order takes in memory is the growth between the two largest sizes: of
  the most that was ever held, less that of the bare loop (garbage that nobody has collected yet included), and of what is
  still held at the end, less that of a node that puts out the same items and asks nobody.
- **Guards.** In the run of guarded thanks.io orders, each leaves the status Reviewing two seconds after it was first read.
- **Where n8n sets the floor.** The bare loop. No node that uses n8n's request helper can be faster than it, hold less
  memory or spend less processor time per order.
`;

function platform({ date, machine, versions }: Results): string {
	const { processor, cores, memoryGb, system } = machine;
	const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
	return `Measured on ${date.slice(0, 10)} by \`npm run bench\` in one run: ${programs.join(', ')}; ${processor}, ${cores} cores, ${memoryGb} GB, ${system}.`;
}

/** docs/benchmarks.md */
export function documentOf(results: Results): string {
	const rows = rowsOf(results.samples, results.unpackedBytes);
	const broken = brokenBars(rows);
	const verdict =
		broken.length === 0
			? 'Every bar holds.'
			: `${broken.length} of ${rows.flatMap(({ bars }) => bars).length} bars did not hold; they are set in bold.`;
	const pictures = plotsOf(results.samples).map((plot) => pictureOf(plot, 'images/benchmarks'));
	return `# Benchmarks

${platform(results)}
${verdict}

${pictures.join('\n\n')}

${mainTable(rows)}

## Growth

${growthTable(results.samples)}

${METHOD}
## Again

\`npm run bench\` measures all of this (about 25 minutes) and writes this page, its pictures and
[benchmarks.json](benchmarks.json), which holds every sample. \`npm run bench -- limits\` (or \`guards\`, \`cost\`, \`growth\`) measures
a part and prints it, \`npm run bench -- quick\` takes one sample of each, \`npm run bench -- plots\` writes the page and draws the
pictures from the JSON file. The command ends with 1 if a bar does not hold.
`;
}

/** The rows for a terminal, one below the other. */
export function report(rows: readonly Row[]): string {
	return rows
		.map(({ work, httpRequest, bareLoop, node, bars }) =>
			[
				work,
				...(httpRequest === undefined ? [] : [`   HTTP Request node: ${httpRequest}`]),
				...(bareLoop === undefined ? [] : [`   bare loop: ${bareLoop}`]),
				`   this package: ${node}`,
				...bars.map(({ must, holds }) => `   ${holds ? 'ok' : 'not ok'} ${must}`),
			].join('\n'),
		)
		.join('\n');
}
