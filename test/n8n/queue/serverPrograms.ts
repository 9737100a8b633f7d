import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { findProgram, installDebianPackages, isExecutable, pathFolders } from '../programs';

/** PostgreSQL's programs, which Debian keeps out of the PATH, in one folder per version. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

/** Where the programs are. */
export interface ServerPrograms {
	redisServer: string;
	/** Folder with initdb, postgres, pg_ctl and psql. */
	postgresBin: string;
}

/** The newest PostgreSQL first, then the PATH, for systems that are not Debian. */
function findPostgres(): string | undefined {
	let versions: string[] = [];
	try {
		versions = readdirSync(POSTGRES_FOLDER).sort((a, b) => Number(b) - Number(a));
	} catch {
		// Not Debian, or not installed.
	}
	const folders = versions.map((version) => join(POSTGRES_FOLDER, version, 'bin'));
	// Debian's client alone has a folder there, too.
	return [...folders, ...pathFolders()].find((folder) => isExecutable(join(folder, 'initdb')));
}

/**
 * Finds Redis and PostgreSQL, and installs Debian's packages if they are missing and this is root. Their system services
 * are never used; installing may start them, as Debian does.
 *
 * @throws Error that says what to install
 */
export async function serverPrograms(say: (line: string) => void): Promise<ServerPrograms> {
	const missing = [
		...(findProgram('redis-server') === undefined ? [['Redis', 'redis-server'] as const] : []),
		...(findPostgres() === undefined ? [['PostgreSQL', 'postgresql'] as const] : []),
	];
	if (missing.length > 0) {
		const names = missing.map(([name]) => name).join(' and ');
		const packages = missing.map(([, name]) => name);
		await installDebianPackages({ need: `n8n's queue mode needs ${names}`, packages }, say);
	}
	const [redisServer, postgresBin] = [findProgram('redis-server'), findPostgres()];
	if (redisServer !== undefined && postgresBin !== undefined) return { redisServer, postgresBin };
	throw new Error('apt-get brought no redis-server or no initdb. Install both, and start again.');
}
