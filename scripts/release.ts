import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { Hint } from './demo/readFiles';
import { refusals, release, staleFiles } from './release/release';

const USAGE =
	'Usage: npm run release -- 1.2.3             writes the version into all packages, commits and tags it\n' +
	'       npm run release -- 1.2.3 --dry-run   says what that would do, and what stands in the way';

const ROOT = resolve(__dirname, '..');

function readArguments() {
	const hint = new Hint(USAGE);
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: { 'dry-run': { type: 'boolean', default: false } },
		});
		const [version, ...others] = positionals;
		if (version === undefined || others.length > 0) throw hint;
		return { version, isDryRun: values['dry-run'] };
	} catch {
		throw hint;
	}
}

function list(lines: string[]): string {
	return lines.map((line) => `  - ${line.replaceAll('\n', '\n    ')}`).join('\n');
}

/** What a release does, in words. */
function steps(version: string): string[] {
	const stale = staleFiles(ROOT, version);
	const write =
		stale.length === 0
			? [`nothing to write: every package has ${version} already`]
			: [`write ${version} into ${stale.join(', ')}`, `commit that: "Release ${version}"`];
	return [...write, `tag it: v${version}`];
}

function main(): void {
	const { version, isDryRun } = readArguments();
	const reasons = refusals(ROOT, version);
	if (isDryRun) console.log(`A release of ${version} would\n${list(steps(version))}`);
	if (reasons.length > 0) throw new Hint(`It is refused:\n${list(reasons)}`);
	if (isDryRun) {
		console.log('Nothing stands in the way.');
		return;
	}
	release(ROOT, version);
	console.log(
		`${version} is committed and tagged. Publish it: git push --atomic origin main v${version}`,
	);
}

try {
	main();
} catch (thrown) {
	console.error(thrown instanceof Hint ? thrown.message : thrown);
	process.exitCode = 1;
}
