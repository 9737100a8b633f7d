import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/*
 * Lists the licences of everything that `npm ci` installs here, from the lockfile. None of it is published: the package has no
 * dependencies at run time.
 */

const ROOT = resolve(__dirname, '..');

/** Licences that somebody has looked at: each allows what is done here, which is to build and test with the package. */
const SEEN = new Set([
	'(AFL-2.1 OR BSD-3-Clause)',
	'(MIT OR CC0-1.0)',
	'0BSD',
	'Apache-2.0',
	'Apache-2.0 AND MIT',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'BlueOak-1.0.0',
	'CC-BY-4.0',
	'ISC',
	'MIT',
	'Python-2.0',
	'Unlicense',
]);

/** n8n's own packages: its Sustainable Use License (https://docs.n8n.io/sustainable-use-license/), parts under its Enterprise License. */
const OF_N8N = /^(@n8n\/|@n8n_io\/|n8n-)/;
const SEEN_OF_N8N = new Set(['SEE LICENSE IN LICENSE.md', 'LicenseRef-n8n-enterprise']);

interface LockedPackage {
	version: string;
	license?: string;
}

const LOCK = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
	packages: Record<string, LockedPackage>;
};

/** Packages of long ago have a list of licences, which lockfiles leave out. */
function licenseOnDisk(place: string): string {
	const path = join(ROOT, place, 'package.json');
	if (!existsSync(path)) return 'not said, and not installed here';
	const { licenses = [] } = JSON.parse(readFileSync(path, 'utf8')) as {
		licenses?: Array<{ type: string }>;
	};
	return licenses.map(({ type }) => type).join(' OR ') || 'not said';
}

const installed = Object.entries(LOCK.packages)
	.filter(([place]) => place !== '')
	.map(([place, { version, license = licenseOnDisk(place) }]) => {
		const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
		const isSeen = SEEN.has(license) || (OF_N8N.test(name) && SEEN_OF_N8N.has(license));
		return { license, isSeen, label: `${name}@${version}` };
	});

const byLicense = new Map<string, string[]>();
for (const { license, label } of installed) {
	byLicense.set(license, [...(byLicense.get(license) ?? []), label]);
}
for (const [license, labels] of [...byLicense].sort(([, a], [, b]) => b.length - a.length)) {
	console.log(`${license}: ${labels.length}`);
	if (process.argv.includes('--packages')) console.log(`  ${[...new Set(labels)].join('\n  ')}`);
}

const unseen = installed.filter(({ isSeen }) => !isSeen);
if (unseen.length > 0) {
	const lines = unseen.map(({ license, label }) => `  ${label}: ${license}`);
	console.error(
		`Licences that nobody has looked at yet (scripts/licenses.ts):\n${lines.join('\n')}`,
	);
	process.exitCode = 1;
}
