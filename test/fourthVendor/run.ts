import { cp, readFile, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';

import { leaveNothingBehind, temporaryFolder } from '../../scripts/realN8n/leftovers';
import { runProcess, succeed } from '../../scripts/realN8n/processes';
import { filesIn } from '../package/repoFiles';

/*
 * Proves what CONTRIBUTING.md says about adding a service: in a copy of the checkout, the files of an imaginary vendor are
 * put beside those of the others, nothing else is changed by hand, and what holds for every vendor is tested on it too.
 */

const ROOT = resolve(__dirname, '../..');
const PROJECT = 'test/fourthVendor/project';
const LONGEST_MS = 600_000;

/** What `npm run build` writes for a new vendor. */
const WRITTEN_BY_GULP = ['index.js', 'package.json'];

const SUITES = ['decision-table', 'engine', 'fuzz', 'invariant', 'package', 'sandbox'];

/** Where the new vendor has to turn up in the titles of tests. */
const REQUIRED = [
	'decision-table/',
	'engine/faults.',
	'engine/accounts.',
	'engine/retry.',
	'fuzz/',
	'invariant/',
];

/** What `jest --json` writes, as far as it is read here. */
interface JestReport {
	testResults: Array<{
		name: string;
		message: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** What git says about a folder, one path a line. */
async function git(cwd: string, ...args: string[]): Promise<string[]> {
	const text = await succeed('git', args, { cwd, timeoutMs: LONGEST_MS });
	return text.split('\n').filter((line) => line !== '');
}

/** All that git tracks or would track, and the installed packages. What was copied is what git compares with later. */
async function copyCheckout(copy: string): Promise<void> {
	const files = await git(ROOT, 'ls-files', '--cached', '--others', '--exclude-standard');
	for (const file of files.filter((name) => existsSync(join(ROOT, name)))) {
		await cp(join(ROOT, file), join(copy, file), { verbatimSymlinks: true });
	}
	await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
	await git(copy, 'init', '--quiet');
	await git(copy, 'add', '--all');
}

/** Puts the files of the vendor where they belong. */
async function addVendor(copy: string, files: readonly string[]): Promise<void> {
	let lines = 0;
	for (const file of files) {
		lines += (await readFile(join(ROOT, PROJECT, file), 'utf8')).trimEnd().split('\n').length;
		await cp(join(ROOT, PROJECT, file), join(copy, file));
	}
	say(`The fourth vendor is ${files.length} files with ${lines} lines:\n  ${files.join('\n  ')}`);
}

/** A script of package.json, in the copy. */
async function npmRun(copy: string, script: string): Promise<void> {
	say(`npm run ${script}`);
	await succeed('npm', ['run', '--silent', script], { cwd: copy, timeoutMs: LONGEST_MS });
}

/**
 * Runs the suites in the copy.
 *
 * @returns the titles of the tests that passed, by file, below `test`
 * @throws Error with everything that failed
 */
async function runSuites(copy: string): Promise<Map<string, string[]>> {
	say('jest');
	const output = join(temporaryFolder('fourth-vendor-report'), 'jest.json');
	const suites = SUITES.map((name) => `test/${name}/`);
	const args = ['jest', '--json', `--outputFile=${output}`, ...suites];
	const run = await runProcess('npx', args, { cwd: copy, timeoutMs: LONGEST_MS });
	if (!existsSync(output)) throw new Error(run.lastWords);
	const { testResults } = JSON.parse(await readFile(output, 'utf8')) as JestReport;
	const failures = testResults.map(({ message }) => message).filter((text) => text !== '');
	if (!run.succeeded) throw new Error(failures.join('\n'));
	const titles = testResults.map(({ name, assertionResults }): [string, string[]] => [
		relative(join(copy, 'test'), name).replaceAll('\\', '/'),
		assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
	]);
	return new Map(titles.sort());
}

/** Counts the tests about the vendor, and insists on some in each of the required suites. */
function checkTitles(titles: ReadonlyMap<string, string[]>, vendor: string): void {
	const isAbout = (title: string) => title.toLowerCase().includes(vendor.toLowerCase());
	const counts = [...titles].map(([file, all]) => ({ file, about: all.filter(isAbout).length }));
	const total = counts.reduce((sum, { about }) => sum + about, 0);
	say(`${[...titles.values()].flat().length} tests passed, ${total} of them on ${vendor}:`);
	for (const { file, about } of counts.filter((count) => count.about > 0)) {
		say(`  ${String(about).padStart(4)} ${file}`);
	}
	const missing = REQUIRED.filter(
		(start) => !counts.some(({ file, about }) => file.startsWith(start) && about > 0),
	);
	if (missing.length > 0) throw new Error(`No test on ${vendor} in: ${missing.join(', ')}`);
}

/** Nothing but the files of the vendor and what gulp writes may differ from the checkout. */
async function checkChanges(copy: string, added: readonly string[]): Promise<void> {
	const changed = await git(copy, 'diff', '--name-only');
	const created = await git(copy, 'ls-files', '--others', '--exclude-standard');
	say(`Written by the build: ${changed.join(', ')}`);
	const unexpected = [
		...changed.filter((file) => !WRITTEN_BY_GULP.includes(file)),
		...created.filter((file) => !added.includes(file)),
	];
	if (unexpected.length > 0) throw new Error(`Changed as well: ${unexpected.join(', ')}`);
}

async function main(): Promise<void> {
	const start = performance.now();
	const files = filesIn(PROJECT, '').filter((path) => basename(path).includes('.'));
	const own = files.map((path) => path.slice(PROJECT.length + 1));
	const vendor = basename(own.find((path) => path.endsWith('.node.ts')) ?? '', '.node.ts');
	const copy = temporaryFolder('fourth-vendor');
	await copyCheckout(copy);
	await addVendor(copy, own);
	for (const script of ['build', 'lint', 'types']) await npmRun(copy, script);
	checkTitles(await runSuites(copy), vendor);
	await checkChanges(copy, own);
	say(`A fourth vendor takes nothing else. (${Math.round((performance.now() - start) / 1000)} s)`);
}

leaveNothingBehind();
main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
