import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const TESTS = resolve(ROOT, 'test');

/** The suites that have to notice: the light ones, since each of thousands of changes runs those that come past it. */
const LIGHT = [...testsIn('unit'), ...testsIn('forms')];

/** These take seconds, and have to notice only what is changed in the sources that they are about. */
const HEAVY: Readonly<Record<string, RegExp>> = {
	'prove/courses.test.ts':
		/orders\/(cancel|read|result|vendor|wording)\/|nodes\/(FastPod|Snappy|ThanksIo)\//,
	'unit/client/unknownLimit.test.ts': /client\/(rateFinder|pace)\.ts/,
	'unit/client/paceStopping.test.ts': /client\/(pace|alarm|slidingWindow)\.ts/,
	'unit/execute.test.ts': /orders\/execute\.ts/,
	'engine/trigger.test.ts': /orders\/(trigger\.ts|events\/)|ThanksIoTrigger|thanksIoWebhooks/,
	'engine/listSearch.test.ts': /orders\/listSearch/,
	'engine/credentialTest.test.ts': /^credentials\//,
};

/** A test file, and what the names of its tests begin with. */
export interface Suite {
	path: string;
	title: string;
	/** The sources whose changes it has to notice; undefined: of all. */
	about?: RegExp;
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
	return { path: whole, title: titleOf(whole), about: HEAVY[path] };
}

function filesIn(folder: string, ending: string): string[] {
	return readdirSync(join(ROOT, folder), { encoding: 'utf8', recursive: true })
		.filter((path) => path.endsWith(ending))
		.sort()
		.map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
}

function testsIn(folder: string): string[] {
	return filesIn(`test/${folder}`, '.test.ts').map((path) => path.replace('test/', ''));
}

/** Light ones first. */
const SUITES: readonly Suite[] = [
	...LIGHT.filter((path) => !(path in HEAVY)),
	...Object.keys(HEAVY),
].map(suiteOf);

/** The source that is changed at present: all of Stryker's changes stand in the sources, by their numbers. */
function changedSource(): string | undefined {
	const mark = `stryMutAct_9fa48("${process.env.__STRYKER_ACTIVE_MUTANT__ ?? ''}")`;
	const sources = [...filesIn('nodes', '.ts'), ...filesIn('credentials', '.ts')];
	return sources.find((path) => readFileSync(join(ROOT, path), 'utf8').includes(mark));
}

/** How far a suite is from a source, by their names: 0 for its own, 1 for its folder's, 2 for all others. */
function distance(suite: Suite, source: string): number {
	const { dir, name } = parse(source);
	if (basename(dirname(suite.path)) !== basename(dir)) return 2;
	return basename(suite.path).startsWith(name) ? 0 : 1;
}

/**
 * The suites that hold tests which are asked for, nearest first: one test that notices is enough.
 *
 * @param pattern as jest's --testNamePattern from Stryker; undefined: all are
 */
export function suitesIn(pattern: string | undefined): readonly Suite[] {
	if (pattern === undefined) return SUITES;
	const changed = changedSource() ?? '';
	const asked = SUITES.filter(({ title }) => pattern.includes(`(${title} `));
	const about = asked.filter((suite) => suite.about?.test(changed) ?? true);
	// What only suites come past that are about something else has to be noticed by these.
	return (about.length > 0 ? about : asked).sort(
		(one, other) => distance(one, changed) - distance(other, changed),
	);
}
