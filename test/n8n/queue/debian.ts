import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { runProcess, succeed } from '../processes';

const PACKAGES = ['redis-server', 'postgresql'] as const;
const INSTALL_MS = 10 * 60_000;

/** PostgreSQL's programs, which Debian keeps out of the PATH, in one folder per version. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

/** Where the programs are. */
export interface ServerPrograms {
	redisServer: string;
	/** Folder with initdb, postgres, pg_ctl and psql. */
	postgresBin: string;
}

export function isRoot(): boolean {
	return process.getuid?.() === 0;
}

async function answers(command: string): Promise<boolean> {
	try {
		const options = { cwd: '/', env: process.env, timeoutMs: 20_000 };
		return (await runProcess(command, ['--version'], options)).code === 0;
	} catch {
		return false;
	}
}

/** The newest PostgreSQL first, then the PATH, for systems that are not Debian. */
function postgresFolders(): string[] {
	let versions: string[] = [];
	try {
		versions = readdirSync(POSTGRES_FOLDER).sort((a, b) => Number(b) - Number(a));
	} catch {
		// Not Debian, or not installed.
	}
	const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	return [...versions.map((version) => join(POSTGRES_FOLDER, version, 'bin')), ...onPath];
}

async function findPrograms(): Promise<Partial<ServerPrograms>> {
	const found: Partial<ServerPrograms> = {};
	if (await answers('redis-server')) found.redisServer = 'redis-server';
	for (const folder of postgresFolders()) {
		if (!(await answers(join(folder, 'initdb')))) continue;
		found.postgresBin = folder;
		break;
	}
	return found;
}

function isComplete(programs: Partial<ServerPrograms>): programs is ServerPrograms {
	return programs.redisServer !== undefined && programs.postgresBin !== undefined;
}

/**
 * Finds Redis and PostgreSQL, and installs Debian's packages if they are missing and this is root. Their system services
 * are never used; installing may start them, as Debian does.
 *
 * @throws Error that says what to install
 */
export async function serverPrograms(say: (line: string) => void): Promise<ServerPrograms> {
	const found = await findPrograms();
	if (isComplete(found)) return found;
	const wanted = PACKAGES.join(' ');
	if (!isRoot() || !(await answers('apt-get'))) {
		throw new Error(`Install Redis and PostgreSQL first; on Debian: apt-get install ${wanted}`);
	}
	say(`installing Debian's packages ${wanted}`);
	await succeed('apt-get', ['install', '-y', ...PACKAGES], {
		cwd: '/',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeoutMs: INSTALL_MS,
	});
	const installed = await findPrograms();
	if (isComplete(installed)) return installed;
	throw new Error(`apt-get install ${wanted} brought no redis-server or no initdb.`);
}
