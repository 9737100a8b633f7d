import { parseArgs } from 'node:util';

import { entryPointsCalled, searchIn } from './search';

/**
 * `npm run fuzz -- [--minutes N] [--only PART] [--seed N] [--path P]`: new inputs for everything that takes some from
 * outside, each place in turn. Leaves with 1 if anything does not hold; a report says how to repeat it.
 */
const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '10' },
		only: { type: 'string', default: '' },
		seed: { type: 'string' },
		path: { type: 'string' },
	},
});

/** Every place comes several times, each time with a seed of its own. */
const ROUNDS = 4;

/** More than there is time for. */
const RUNS = 10_000_000;

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
	const { only, path } = values;
	const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
	const entries = entryPointsCalled(only);
	const rounds = path === undefined ? ROUNDS : 1;
	const limitMs = (Number(values.minutes) * 60_000) / (rounds * Math.max(1, entries.length));
	const counts = new Map<string, number>();
	const failed = new Set<string>();
	say(
		`${entries.length} places, seeds from ${seed}, ${(limitMs / 1000).toFixed(1)} s each in ${rounds} rounds`,
	);
	for (let round = 0; round < rounds; round++) {
		for (const [number, entry] of entries.entries()) {
			if (failed.has(entry.name)) continue;
			const own = path === undefined ? seed + round * entries.length + number : seed;
			const { runs, report } = await searchIn(entry, { seed: own, runs: RUNS, limitMs, path });
			counts.set(entry.name, (counts.get(entry.name) ?? 0) + runs);
			if (report === null) continue;
			failed.add(entry.name);
			say(`\n${report}\n`);
		}
	}
	for (const [name, runs] of counts) {
		const perSecond = Math.round(runs / ((limitMs * rounds) / 1000));
		say(`${String(runs).padStart(9)} runs, ${String(perSecond).padStart(6)} a second: ${name}`);
	}
	const total = [...counts.values()].reduce((sum, runs) => sum + runs, 0);
	say(`${total} runs, ${failed.size} places where something does not hold`);
	process.exitCode = failed.size === 0 && entries.length > 0 ? 0 : 1;
}

void main();
