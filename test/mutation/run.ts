import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { EXPLAINED } from './explained';
import { complaintsOf, scoresOf, shareOf, type Report } from './judge';

const ROOT = resolve(__dirname, '../..');
const STRYKER = resolve(ROOT, 'node_modules/@stryker-mutator/core/bin/stryker.js');
const REPORT = resolve(ROOT, 'coverage/mutation/report.json');

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

/** Has Stryker change the sources, one thing at a time, and judges what the tests noticed. */
function run(options: readonly string[]): void {
	const started = Date.now();
	const command = [STRYKER, 'run', 'test/mutation/stryker.config.mjs', ...options];
	const { status } = spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' });
	if (status !== 0) {
		process.exitCode = status ?? 1;
		return;
	}
	const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
	for (const score of scoresOf(report)) {
		const { folder, noticed, all } = score;
		say(
			`${folder.padEnd(26)} ${String(noticed).padStart(5)} of ${all} (${shareOf(score).toFixed(1)} %)`,
		);
	}
	say(`${((Date.now() - started) / 60_000).toFixed(1)} minutes`);
	const complaints = complaintsOf(report, EXPLAINED);
	for (const complaint of complaints) say(complaint);
	if (complaints.length > 0) process.exitCode = 1;
}

run(process.argv.slice(2));
