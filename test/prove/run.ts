import { fork } from 'node:child_process';

import { explore, testFor, type Findings } from './search';
import { THINGS } from './things';
import type { Mode } from './world';

const MODES: readonly Mode[] = ['guarded', 'plain', 'dry'];

const DEPTH = Number(process.env.DEPTH ?? 3);

const PROCESSES = 2;

const PARTS = MODES.flatMap((mode) => THINGS.map((thing) => ({ thing, mode })));

/** Of a part that a process has explored. */
interface Report {
	part: number;
	findings: Findings;
	seconds: number;
}

async function explorePart(part: number): Promise<Report> {
	const begin = performance.now();
	const { thing, mode } = PARTS[part] ?? {};
	if (thing === undefined || mode === undefined) throw new Error(`There is no part ${part}.`);
	const findings = await explore(thing, mode, DEPTH);
	return { part, findings, seconds: Math.round((performance.now() - begin) / 1000) };
}

function print({ part, findings: { worlds, violations }, seconds }: Report): void {
	const { thing, mode } = PARTS[part] ?? {};
	if (thing === undefined || mode === undefined) return;
	const all = worlds.reduce((sum, count) => sum + count, 0);
	const byDepth = worlds.map((count, depth) => `${count} of depth ${depth}`).join(', ');
	process.stdout.write(`${thing.label}, ${mode}: ${all} worlds (${byDepth}) in ${seconds} s\n`);
	for (const [violation, story] of Object.entries(violations)) {
		process.stdout.write(`\n${testFor(thing, mode, violation, story)}\n\n`);
		process.exitCode = 1;
	}
}

/** Gives the parts one by one to a few processes. */
function exploreAll(): void {
	let next = 0;
	let sum = 0;
	for (let each = 0; each < PROCESSES; each++) {
		const child = fork(__filename, ['part'], { execArgv: ['--import', 'tsx'] });
		const give = () => (next < PARTS.length ? child.send(next++) : child.disconnect());
		child.on('message', (report: Report) => {
			print(report);
			sum += report.findings.worlds.reduce((all, count) => all + count, 0);
			give();
		});
		child.on('exit', (code) => {
			if (code !== 0) process.exitCode = 1;
			process.stdout.write(`${sum} worlds so far\n`);
		});
		give();
	}
}

if (process.argv[2] === 'part') {
	process.on('message', (part: number) => {
		void explorePart(part).then((report) => process.send?.(report));
	});
} else exploreAll();
