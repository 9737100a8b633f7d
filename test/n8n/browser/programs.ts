import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { succeed } from '../processes';

const APT_MS = 10 * 60_000;

export function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

export function isRoot(): boolean {
	return process.getuid?.() === 0;
}

/** The path of the first of these programs that there is. */
export function findProgram(...names: readonly string[]): string | undefined {
	const { PATH = '' } = process.env;
	const folders = ['/usr/bin', ...PATH.split(delimiter)];
	return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/**
 * Installs a package of Debian, if that can be done without asking anybody.
 *
 * @param otherwise what else somebody can do, as the end of a sentence
 * @throws Error that says what to install
 */
export async function installDebianPackage(
	name: string,
	otherwise: string,
	say: (line: string) => void,
): Promise<void> {
	if (!isRoot() || !isExecutable('/usr/bin/apt-get')) {
		throw new Error(
			`There is no ${name} here: install it (on Debian: apt-get install ${name})${otherwise}.`,
		);
	}
	say(`installing Debian's ${name}, only this time`);
	const options = {
		cwd: '/',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeoutMs: APT_MS,
	};
	await succeed('apt-get', ['update', '-q'], options);
	await succeed('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], options);
}
