import { fork } from 'node:child_process';
import { once } from 'node:events';

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

function numberOfWorlds({ worlds }: Findings): number {
	return worlds.reduce((all, count) => all + count, 0);
}

function print({ part, findings, seconds }: Report): void {
	const { thing, mode } = PARTS[part] ?? {};
	if (thing === undefined || mode === undefined) return;
	const { worlds, merged, violations } = findings;
	const byDepth = worlds.map((count, depth) => `${count} of depth ${depth}`).join(', ');
	process.stdout.write(
		`${thing.label}, ${mode}: ${numberOfWorlds(findings)} worlds (${byDepth}; ${merged} end like another one) in ${seconds} s\n`,
	);
	for (const [violation, story] of Object.entries(violations)) {
		process.stdout.write(`\n${testFor(thing, mode, violation, story)}\n\n`);
	}
}

/** Gives the parts to a process, one by one. @returns its reports; throws if it does not get to the end of them */
async function exploreInProcess(parts: Iterator<number>): Promise<Report[]> {
	const reports: Report[] = [];
	const child = fork(__filename, ['part'], { execArgv: ['--import', 'tsx'] });
	const give = () => {
		const next = parts.next();
		if (next.done === true) child.disconnect();
		else child.send(next.value);
	};
	child.on('message', (report: Report) => {
		print(report);
		reports.push(report);
		give();
	});
	give();
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Error(`A process ended with ${code ?? 'a signal'}.`);
	return reports;
}

async function exploreAll(): Promise<void> {
	const begin = performance.now();
	const parts = PARTS.keys();
	const processes = Array.from({ length: PROCESSES }, async () => await exploreInProcess(parts));
	const findings = (await Promise.all(processes)).flat().map((report) => report.findings);
	const worlds = findings.reduce((all, each) => all + numberOfWorlds(each), 0);
	const untruths = findings.reduce((all, each) => all + Object.keys(each.violations).length, 0);
	const seconds = Math.round((performance.now() - begin) / 1000);
	process.stdout.write(`${worlds} worlds, ${untruths} untruths, ${seconds} s\n`);
	if (untruths > 0) process.exitCode = 1;
}

if (process.argv[2] === 'part') {
	process.on('message', (part: number) => {
		void explorePart(part).then((report) => process.send?.(report));
	});
} else void exploreAll();
