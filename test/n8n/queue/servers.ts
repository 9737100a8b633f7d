import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { temporaryFolder } from '../../../scripts/realN8n/leftovers';
import { freePorts } from '../../../scripts/realN8n/n8nEnvironment';
import {
	lastLines,
	startProcess,
	succeed,
	type RunningProcess,
} from '../../../scripts/realN8n/processes';
import { isRoot } from '../programs';
import type { ServerPrograms } from './serverPrograms';

const START_MS = 60_000;
const POLL_MS = 100;
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
	stop(): void;
}

/** Redis of this command's own. */
export interface Queue {
	port: number;
	stop(): Promise<void>;
}

function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = createConnection({ host: '127.0.0.1', port });
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}

async function untilReady(
	name: string,
	running: RunningProcess,
	isReady: () => Promise<boolean>,
): Promise<void> {
	const deadline = Date.now() + START_MS;
	while (!(await isReady())) {
		if (running.hasEnded() || Date.now() > deadline) {
			await running.stop();
			throw new Error(`${name} did not start:\n${lastLines(running.stdout() + running.stderr())}`);
		}
		await delay(POLL_MS);
	}
}

/** Starts a Redis that keeps nothing on disk. */
export async function startQueue({ redisServer }: ServerPrograms): Promise<Queue> {
	const folder = temporaryFolder('redis');
	const [port = 0] = await freePorts(1);
	const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
	const memoryOnly = ['--save', '', '--appendonly', 'no'];
	const running = startProcess(redisServer, [...settings, ...memoryOnly], {
		cwd: folder,
		env: process.env,
	});
	await untilReady('Redis', running, async () => await isListening(port));
	return { port, stop: async () => void (await running.stop()) };
}

/** PostgreSQL refuses to run as root, so Debian's user for it does. */
function asDatabaseUser(command: string, args: readonly string[]): [string, string[]] {
	return isRoot() ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];
}

/** A folder that the database's user may write to. */
function databaseFolder(): string {
	const folder = temporaryFolder('postgres');
	if (isRoot()) {
		const id = (flag: string) =>
			Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
		chownSync(folder, id('-u'), id('-g'));
	}
	return folder;
}

function askedBy(postgresBin: string, folder: string, port: number, password: string) {
	const where = ['-h', '127.0.0.1', '-p', String(port), '-U', USER, '-d', DATABASE];
	return async (query: string): Promise<string> =>
		await succeed(join(postgresBin, 'psql'), [...where, '-XAtqc', query], {
			cwd: folder,
			env: { ...process.env, PGPASSWORD: password, PGCONNECT_TIMEOUT: '10' },
			timeoutMs: 60_000,
		});
}

async function makeDatabase(
	postgresBin: string,
	folder: string,
	password: string,
): Promise<string> {
	const data = join(folder, 'data');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password);
	const [command, args] = asDatabaseUser(join(postgresBin, 'initdb'), [
		...['-D', data, '-U', USER, '--pwfile', passwordFile],
		...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
	]);
	await succeed(command, args, { cwd: folder, env: process.env, timeoutMs: START_MS });
	return data;
}

/** Starts a PostgreSQL with an empty database, which is gone at the end. */
export async function startDatabase({ postgresBin }: ServerPrograms): Promise<Database> {
	const folder = databaseFolder();
	const password = randomBytes(12).toString('hex');
	const data = await makeDatabase(postgresBin, folder, password);
	const [port = 0] = await freePorts(1);
	const options = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: '',
		fsync: 'off',
	};
	const settings = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const [command, args] = asDatabaseUser(join(postgresBin, 'postgres'), ['-D', data, ...settings]);
	const running = startProcess(command, args, { cwd: folder, env: process.env });
	const [stopper, stopArgs] = asDatabaseUser(join(postgresBin, 'pg_ctl'), [
		...['stop', '-D', data, '-m', 'immediate', '-t', '20'],
	]);
	const stop = () => {
		process.off('exit', stop);
		if (running.hasEnded()) return;
		try {
			// Synchronous, and not only a kill: its shared memory would stay.
			execFileSync(stopper, stopArgs, { cwd: folder, stdio: 'ignore' });
		} catch {
			// It is killed with everything else at the end.
		}
	};
	process.prependOnceListener('exit', stop);
	const ask = askedBy(postgresBin, folder, port, password);
	await untilReady('PostgreSQL', running, async () => {
		return (await isListening(port)) && (await ask('select 1').catch(() => '')) !== '';
	});
	const json = async (query: string) => JSON.parse(await ask(query)) as unknown;
	return { port, user: USER, password, name: DATABASE, json, stop };
}
