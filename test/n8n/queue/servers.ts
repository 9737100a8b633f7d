import { readdirSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import getPort from 'get-port';

import { atEnd, temporaryFolder } from '../../../scripts/realN8n/leftovers';
import { startProcess, succeed, untilReady } from '../../../scripts/realN8n/processes';
import { findProgram, installDebianPackages, isExecutable, isRoot, pathFolders } from '../programs';

const START_MS = 60_000;
const USER = 'n8n';
const DATABASE = 'postgres';

/** A database of this command's own. */
export interface Database {
	port: number;
	user: string;
	password: string;
	name: string;
	/** Runs a query that yields one JSON value. */
	json(query: string): Promise<unknown>;
	stop(): Promise<void>;
}

/** Redis of this command's own. */
export interface Queue {
	port: number;
	stop(): Promise<void>;
}

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

/** Starts a Redis that keeps nothing on disk. */
export async function startQueue({ redisServer }: ServerPrograms): Promise<Queue> {
	const folder = temporaryFolder('redis');
	const port = await getPort();
	const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
	const memoryOnly = ['--save', '', '--appendonly', 'no'];
	const running = await startProcess(redisServer, [...settings, ...memoryOnly], { cwd: folder });
	const isReady = () => running.log().includes('Ready to accept connections');
	await untilReady(running, 'Redis', isReady, START_MS);
	return { port, stop: running.stop };
}

/** PostgreSQL refuses to run as root, so Debian's user for it does. */
function asDatabaseUser(command: string, args: readonly string[]): [string, string[]] {
	return isRoot() ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];
}

async function makeDatabase(
	postgresBin: string,
	folder: string,
	password: string,
): Promise<string> {
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password);
	const options = { cwd: folder, timeoutMs: START_MS };
	if (isRoot()) await succeed('chown', ['-R', 'postgres', folder], options);
	const [command, args] = asDatabaseUser(join(postgresBin, 'initdb'), [
		...['-D', data, '-U', USER, '--pwfile', passwordFile],
		...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
	]);
	await succeed(command, args, options);
	return data;
}

/** Stops PostgreSQL at once. Synchronous, for the end of this command, and not only a kill: its shared memory would stay. */
async function stopperOf(postgresBin: string, data: string): Promise<() => void> {
	const { execaSync } = await import('execa');
	const [command, args] = asDatabaseUser(join(postgresBin, 'pg_ctl'), [
		...['stop', '-D', data, '-m', 'immediate', '-t', '20'],
	]);
	return () => void execaSync(command, args, { cwd: data, stdio: 'ignore', reject: false });
}

/** Starts a PostgreSQL with an empty database, which is gone at the end. */
export async function startDatabase({ postgresBin }: ServerPrograms): Promise<Database> {
	const folder = temporaryFolder('postgres');
	const password = randomBytes(12).toString('hex');
	const data = await makeDatabase(postgresBin, folder, password);
	const port = await getPort();
	const options = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: '',
		fsync: 'off',
	};
	const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [command, args] = asDatabaseUser(join(postgresBin, 'postgres'), ['-D', data, ...settings]);
	const running = await startProcess(command, args, { cwd: folder });
	const stop = await stopperOf(postgresBin, data);
	const stopped = atEnd(stop);
	const where = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', DATABASE];
	const ask = async (query: string): Promise<string> =>
		await succeed(join(postgresBin, 'psql'), [...where, '-XAtqc', query], {
			cwd: folder,
			env: { ...process.env, PGPASSWORD: password, PGCONNECT_TIMEOUT: '10' },
			timeoutMs: 60_000,
		});
	const isReady = async () => (await ask('select 1').catch(() => '')) !== '';
	await untilReady(running, 'PostgreSQL', isReady, START_MS);
	return {
		port,
		user: USER,
		password,
		name: DATABASE,
		json: async (query) => JSON.parse(await ask(query)) as unknown,
		stop: async () => {
			stop();
			stopped();
			await running.stop();
		},
	};
}
