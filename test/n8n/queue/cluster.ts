import { randomBytes } from 'node:crypto';

import type { Installation } from '../../../scripts/realN8n/installN8n';
import { n8nPlace, type N8nPlace } from '../../../scripts/realN8n/n8nEnvironment';
import { N8nRest } from '../../../scripts/realN8n/n8nRest';
import { startN8n, startServer, type N8nServer } from '../../../scripts/realN8n/n8nServer';
import type { RunningProcess } from '../../../scripts/realN8n/processes';
import { prepareUserFolder } from '../../../scripts/realN8n/userFolder';
import type { Database, Queue } from './servers';

/** Executions that one worker has under way at most. */
export const CONCURRENCY = 25;

/** A worker and where it is started again. */
export interface Worker {
	name: string;
	running: RunningProcess;
	/** Everything that it wrote, also before it was started again. */
	log(): string;
	/** As a machine does that loses its power. */
	kill(): Promise<void>;
	startAgain(): Promise<void>;
}

/** n8n in queue mode: one main process and some workers. */
export interface Cluster {
	main: N8nServer;
	rest: N8nRest;
	workers: Worker[];
	/** Folders that its logs may name. */
	folders: string[];
	stop(): Promise<void>;
}

/** The variables that make queue mode; all processes share them, and each has a folder of its own. */
function queueVariables(database: Database, queue: Queue): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(database.port),
		DB_POSTGRESDB_DATABASE: database.name,
		DB_POSTGRESDB_USER: database.user,
		DB_POSTGRESDB_PASSWORD: database.password,
		// While hundreds of calls come at once, n8n takes longer than its 5 seconds to ask whether the database is there, takes
		// it for lost and answers 503 or 500.
		DB_PING_TIMEOUT_MS: '60000',
		DB_POSTGRESDB_POOL_SIZE: '20',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(queue.port),
	};
}

async function startWorker(place: N8nPlace): Promise<RunningProcess> {
	const args = ['worker', `--concurrency=${CONCURRENCY}`];
	return await startN8n(place, args, (log) => log.includes('n8n worker is now ready'));
}

async function makeWorker(name: string, place: N8nPlace): Promise<Worker> {
	let written = '';
	const worker: Worker = {
		name,
		running: await startWorker(place),
		log: () => written + worker.running.log(),
		kill: async () => await worker.running.stop('SIGKILL'),
		startAgain: async () => {
			written = worker.log();
			worker.running = await startWorker(place);
		},
	};
	return worker;
}

/**
 * Starts n8n in queue mode, each process with the package in a home of its own, as on machines of their own.
 *
 * @param workers how many
 */
export async function startCluster(
	installation: Installation,
	tarball: string,
	servers: { database: Database; queue: Queue },
	workers: number,
): Promise<Cluster> {
	const variables = queueVariables(servers.database, servers.queue);
	const folders = [installation.folder];
	const newPlace = async () => {
		const home = await prepareUserFolder(installation, tarball);
		folders.push(home.folder);
		return await n8nPlace(installation, home, variables);
	};
	// The main process makes the tables; a worker that comes first would race it.
	const main = await startServer(await newPlace());
	const started: Worker[] = [];
	const stop = async () => {
		await Promise.all(started.map(async ({ running }) => await running.stop()));
		await main.stop();
	};
	try {
		const rest = await N8nRest.setUpOwner(main.url);
		const names = Array.from({ length: workers }, (_, index) => `worker ${index + 1}`);
		await Promise.all(
			names.map(async (name) => void started.push(await makeWorker(name, await newPlace()))),
		);
		started.sort((a, b) => a.name.localeCompare(b.name));
		return { main, rest, workers: started, folders, stop };
	} catch (thrown) {
		await stop();
		throw thrown;
	}
}
