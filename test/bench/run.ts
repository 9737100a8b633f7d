import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format, resolveConfig } from 'prettier';

import { leaveNothingBehind } from '../../scripts/realN8n/leftovers';
import { packageManifest, ROOT } from '../../scripts/realN8n/packPackage';
import { say } from '../n8n/report';
import { documentOf, report, toJson, type Results } from './document';
import { MEASUREMENTS, PARTS, type Company, type Measurement, type Part } from './measurements';
import { preparePlace, unpackedBytes, type Place } from './place';
import { draw, plotsOf, THEMES } from './plots';
import { brokenBars, rowsOf } from './table';
import { prepareSample, type ReadySample, type Sample } from './takeSample';

const JSON_FILE = join(ROOT, 'docs/benchmarks.json');
const DOCUMENT = join(ROOT, 'docs/benchmarks.md');
const PICTURES = join(ROOT, 'docs/images/benchmarks');

/** Of samples that run side by side. */
const BETWEEN_BEGINNINGS_MS = 500;

const MODES = ['quick', 'plots'] as const;

type Mode = (typeof MODES)[number];

/** What the command line asks for. */
interface Wish {
	parts: readonly Part[];
	mode: Mode | 'full';
}

function wishOf(words: readonly string[]): Wish | null {
	const parts = PARTS.filter((part) => words.includes(part));
	const modes = MODES.filter((mode) => words.includes(mode));
	if (parts.length + modes.length !== new Set(words).size || modes.length > 1) return null;
	return { parts: parts.length === 0 ? PARTS : parts, mode: modes[0] ?? 'full' };
}

/** One sample to take. */
interface Turn {
	measurement: Measurement;
	round: number;
}

/** Samples alternate: the first one of each measurement, then the second one of each. */
function turnsOf(measurements: readonly Measurement[], isQuick: boolean): Turn[] {
	const turns = measurements.flatMap((measurement) =>
		Array.from({ length: isQuick ? 1 : measurement.samples }, (_, round) => ({
			measurement,
			round,
		})),
	);
	return turns.sort((a, b) => a.round - b.round);
}

/** Which of them begin together. */
function groupsOf(turns: readonly Turn[], company: Company): Turn[][] {
	const chosen = turns.filter(({ measurement }) => measurement.company === company);
	switch (company) {
		case 'alone':
			return chosen.map((turn) => [turn]);
		case 'all':
			return chosen.length === 0 ? [] : [chosen];
		case 'oneOfEach':
			return [...new Set(chosen.map(({ round }) => round))].map((number) =>
				chosen.filter(({ round }) => round === number),
			);
	}
}

async function takeTogether(place: Place, turns: readonly Turn[]): Promise<Sample[]> {
	const ready: ReadySample[] = [];
	// One after the other: what loads must not slow down what is loading, and nothing runs yet.
	for (const { measurement } of turns) ready.push(await prepareSample(place, measurement.plan));
	return await Promise.all(
		ready.map(async (sample, index) => {
			// The beginning is what takes the most processor time.
			await delay(index * BETWEEN_BEGINNINGS_MS);
			return await sample.take();
		}),
	);
}

function progress({ measurement, round }: Turn, { executions }: Sample): string {
	const seconds = executions.map(({ ms }) => `${(ms / 1_000).toFixed(2)} s`).join(', ');
	return `${measurement.name}, sample ${round + 1}: ${seconds}`;
}

async function measure(place: Place, turns: readonly Turn[]): Promise<Record<string, Sample[]>> {
	const samples: Record<string, Sample[]> = {};
	const companies: readonly Company[] = ['alone', 'oneOfEach', 'all'];
	for (const group of companies.flatMap((company) => groupsOf(turns, company))) {
		const taken = await takeTogether(place, group);
		for (const [index, turn] of group.entries()) {
			const sample = taken[index];
			if (sample === undefined) continue;
			(samples[turn.measurement.name] ??= []).push(sample);
			say(progress(turn, sample));
		}
	}
	return samples;
}

async function measureAll({ parts, mode }: Wish): Promise<Results> {
	const place = await preparePlace();
	const { n8nVersion, nodeVersion } = place.installation;
	const { name, version } = packageManifest();
	const chosen = MEASUREMENTS.filter((one) => one.parts.some((part) => parts.includes(part)));
	return {
		date: new Date().toISOString(),
		machine: {
			processor: cpus()[0]?.model ?? 'unknown processor',
			cores: cpus().length,
			memoryGb: Math.round(totalmem() / 2 ** 30),
			system: `${type()} ${release()}`,
		},
		versions: { [name]: version, n8n: n8nVersion, Node: nodeVersion },
		unpackedBytes: await unpackedBytes(),
		samples: await measure(place, turnsOf(chosen, mode === 'quick')),
	};
}

async function writeDown(results: Results): Promise<void> {
	const style = await resolveConfig(DOCUMENT);
	writeFileSync(DOCUMENT, await format(documentOf(results), { ...style, parser: 'markdown' }));
	mkdirSync(PICTURES, { recursive: true });
	for (const plot of plotsOf(results.samples)) {
		for (const theme of THEMES) {
			writeFileSync(join(PICTURES, `${plot.name}-${theme}.svg`), await draw(plot, theme));
		}
	}
}

async function main(wish: Wish): Promise<number> {
	if (wish.mode === 'plots') {
		await writeDown(JSON.parse(readFileSync(JSON_FILE, 'utf8')) as Results);
		return 0;
	}
	const results = await measureAll(wish);
	const rows = rowsOf(results.samples, results.unpackedBytes);
	say(report(rows));
	if (wish.mode === 'full' && wish.parts.length === PARTS.length) {
		writeFileSync(JSON_FILE, toJson(results));
		await writeDown(results);
		say(`Written down in ${DOCUMENT}`);
	}
	return brokenBars(rows).length > 0 ? 1 : 0;
}

// `npm run bench`: all of it, into docs/benchmarks.md; `npm run bench -- limits`: a part; `-- quick`: one sample of each.
leaveNothingBehind();
const wish = wishOf(process.argv.slice(2));
if (wish === null) {
	say(`Choose from: npm run bench -- ${[...PARTS, ...MODES].join('|')}`);
	process.exitCode = 1;
} else {
	void main(wish).then((code) => process.exit(code));
}
