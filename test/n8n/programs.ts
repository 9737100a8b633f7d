import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { runProcess } from '../../scripts/realN8n/processes';

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

/** The folders in which a program is looked for. */
export function pathFolders(): string[] {
	return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The path of the first of these programs that there is. */
export function findProgram(...names: readonly string[]): string | undefined {
	const paths = pathFolders().flatMap((folder) => names.map((name) => join(folder, name)));
	return paths.find(isExecutable);
}

/** What is missing, and why that matters. */
export interface Lack {
	/** Whole sentence without its full stop, such as `The pictures need pngquant`. */
	need: string;
	/** Debian's packages. */
	packages: readonly string[];
	/** What else somebody can do, as the end of a sentence. */
	otherwise?: string;
}

async function run(aptGet: string, args: readonly string[]) {
	// Somebody else's apt-get may be at work.
	return await runProcess(aptGet, ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
		cwd: '/',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeoutMs: APT_MS,
	});
}

/**
 * Installs packages of Debian, if that can be done without asking anybody.
 *
 * @throws Error that says what to install
 */
export async function installDebianPackages(
	{ need, packages, otherwise = '' }: Lack,
	say: (line: string) => void,
): Promise<void> {
	const aptGet = findProgram('apt-get');
	if (aptGet === undefined) {
		throw new Error(
			`${need}, and there is no apt-get to install what is missing. Install it by your system's own means${otherwise}, and start again.`,
		);
	}
	const command = `apt-get install ${packages.join(' ')}`;
	if (!isRoot()) {
		throw new Error(
			`${need}, and only root can install what is missing. Run "sudo ${command}"${otherwise}, and start again.`,
		);
	}
	say(`${need}: installing Debian's ${packages.join(' and ')}, only this time`);
	// A new machine has no list of packages, and an old list names files that are gone. That it fails need not matter:
	// one broken source among others is enough.
	const update = await run(aptGet, ['update']);
	const install = await run(aptGet, ['install', '-y', '--no-install-recommends', ...packages]);
	if (install.succeeded) return;
	throw new Error(
		`${need}, and apt-get could not install what is missing. Run "apt-get update" and "${command}"${otherwise}, and start again; apt-get said:\n${update.lastWords}\n${install.lastWords}`,
	);
}
