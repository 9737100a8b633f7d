import type { Explained } from './explained';

/** A change of a source, as Stryker reports it. */
export interface Mutant {
	status: string;
	replacement?: string;
	location: { start: Position; end: Position };
}

/** Line and column, both from 1. */
interface Position {
	line: number;
	column: number;
}

/** Of Stryker's report what is judged. */
export interface Report {
	files: Record<string, { source: string; mutants: readonly Mutant[] }>;
}

/** How many of the changes in a folder were noticed. */
export interface Score {
	folder: string;
	noticed: number;
	all: number;
	/** Least share that has to be noticed, in percent; null: it only counts for the whole. */
	bar: number | null;
}

/** A change that no test noticed, named so that moving its line does not rename it. */
export interface Survivor extends Omit<Explained, 'why'> {
	lineNumber: number;
}

const NOTICED = new Set(['Killed', 'Timeout']);
const SURVIVED = new Set(['Survived', 'NoCoverage']);

/** What decides whether an order still ships has to be watched most closely. */
const BARS: Readonly<Record<string, number>> = {
	'nodes/orders/cancel': 95,
	'nodes/orders/client': 95,
	'nodes/orders/result': 95,
};

const BAR_OF_ALL = 90;
const ALL = 'all';

/** Longest text of a change: a block of many lines is told by its beginning. */
const LONGEST = 90;

function flat(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function survivorOf(file: string, source: string, mutant: Mutant): Survivor {
	const { start, end } = mutant.location;
	const lines = source.split('\n').slice(start.line - 1, end.line);
	const [first = ''] = lines;
	const after = (lines.at(-1) ?? '').length - (end.column - 1);
	const text = lines.join('\n');
	const original = text.slice(start.column - 1, text.length - after);
	const change = `${flat(original)} → ${flat(mutant.replacement ?? '')}`;
	return { file, line: first.trim(), change, lineNumber: start.line };
}

/** All that no test noticed. */
export function survivorsOf({ files }: Report): Survivor[] {
	return Object.entries(files).flatMap(([file, { source, mutants }]) =>
		mutants
			.filter(({ status }) => SURVIVED.has(status))
			.map((mutant) => survivorOf(file, source, mutant)),
	);
}

/** The vendors, the credentials, and the folders of the shared part; its files beside them count as one. */
function folderOf(file: string): string {
	return file
		.split('/')
		.slice(0, -1)
		.slice(0, file.startsWith('nodes/orders/') ? 3 : 2)
		.join('/');
}

/** By folder, and for all together at the end. */
export function scoresOf({ files }: Report): Score[] {
	const scores = new Map<string, Score>();
	const whole: Score = { folder: ALL, noticed: 0, all: 0, bar: BAR_OF_ALL };
	for (const [file, { mutants }] of Object.entries(files)) {
		const folder = folderOf(file);
		const score = scores.get(folder) ?? { folder, noticed: 0, all: 0, bar: BARS[folder] ?? null };
		scores.set(folder, score);
		for (const { status } of mutants) {
			for (const entry of [score, whole]) {
				entry.noticed += NOTICED.has(status) ? 1 : 0;
				entry.all += NOTICED.has(status) || SURVIVED.has(status) ? 1 : 0;
			}
		}
	}
	return [...[...scores.values()].sort((a, b) => a.folder.localeCompare(b.folder)), whole];
}

/** In percent; where nothing was changed, nothing was missed. */
export function shareOf({ noticed, all }: Score): number {
	return all === 0 ? 100 : (noticed / all) * 100;
}

function isSame(one: Omit<Explained, 'why'>, other: Omit<Explained, 'why'>): boolean {
	return one.file === other.file && one.line === other.line && one.change === other.change;
}

/**
 * What stands against a report.
 *
 * @param explained only those of files that are in the report are looked at, so that a part can be judged
 * @returns complaints; empty if there are none
 */
export function complaintsOf(report: Report, explained: readonly Explained[]): string[] {
	const survivors = survivorsOf(report);
	const tooLow = scoresOf(report).filter((score) => shareOf(score) < (score.bar ?? 0));
	const unexplained = survivors.filter((found) => !explained.some((entry) => isSame(entry, found)));
	const gone = explained.filter(
		(entry) => entry.file in report.files && !survivors.some((found) => isSame(entry, found)),
	);
	return [
		...tooLow.map(
			(score) => `${score.folder}: ${shareOf(score).toFixed(1)} %, and ${score.bar} % is the least`,
		),
		...unexplained.map(
			({ file, lineNumber, line, change }) =>
				`${file}:${lineNumber}: no test notices\n    line: ${line}\n    change: ${change}`,
		),
		...gone.map(
			({ file, line, change }) =>
				`${file}: explained.ts explains what is noticed, or gone\n    line: ${line}\n    change: ${change}`,
		),
	];
}
