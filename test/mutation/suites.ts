import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const TESTS = resolve(__dirname, '..');

/** The suites that have to notice: the light ones, since each of thousands of changes runs those that come past it. */
const LIGHT = 'unit';

/** These run the nodes on n8n's engine, and have to notice what no light one comes past. */
const HEAVY: readonly string[] = [];

/** A test file, and what the names of its tests begin with. */
export interface Suite {
	path: string;
	title: string;
}

/**
 * Names a suite, and what stands in it: Stryker keeps what it found with tests that are still there by their names. Only
 * what no pattern has to escape, so that it can be found in one.
 */
function titleOf(path: string): string {
	const name = relative(TESTS, path).replace('.test.ts', '').replaceAll(/\W/g, ' ');
	const state = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 8);
	return `${name} ${state}:`;
}

function suiteOf(path: string): Suite {
	const whole = join(TESTS, path);
	return { path: whole, title: titleOf(whole) };
}

const LIGHT_SUITES: readonly Suite[] = readdirSync(join(TESTS, LIGHT), {
	encoding: 'utf8',
	recursive: true,
})
	.filter((path) => path.endsWith('.test.ts'))
	.sort()
	.map((path) => suiteOf(join(LIGHT, path)));

const HEAVY_SUITES: readonly Suite[] = HEAVY.map(suiteOf);

/**
 * The suites that hold tests which are asked for, without the heavy ones where a light one is among them.
 *
 * @param pattern as jest's --testNamePattern from Stryker; undefined: all are
 */
export function suitesIn(pattern: string | undefined): readonly Suite[] {
	if (pattern === undefined) return [...LIGHT_SUITES, ...HEAVY_SUITES];
	const isAsked = ({ title }: Suite) => pattern.includes(`(${title} `);
	const light = LIGHT_SUITES.filter(isAsked);
	return light.length > 0 ? light : HEAVY_SUITES.filter(isAsked);
}
