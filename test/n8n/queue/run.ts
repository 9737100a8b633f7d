import { startSandbox, type Sandbox } from '../../../sandbox';
import { installN8n } from '../../../scripts/realN8n/installN8n';
import { packPackage } from '../../../scripts/realN8n/packPackage';
import { runChecks, say, type Report } from '../report';
import { checkLogs } from './checks';
import { startCluster } from './cluster';
import { makeLanes, publishLanes, SECOND_KEY } from './lanes';
import { goUndivided, killOneInTheMiddle, sendAgain } from './phases';
import { secondsSince, type Scene } from './scene';
import { serverPrograms, startDatabase, startQueue } from './servers';
import { StoredResults } from './storedResults';

const WORKERS = 2;

const LONGEST_MS = 10 * 60_000;

/** The three services with limits: two as published, and one that FastPOD might have without telling. */
async function startLimitedSandbox(): Promise<Sandbox> {
	const sandbox = await startSandbox();
	sandbox.addKey('thanksIo', SECOND_KEY, ['cancel', 'read']);
	sandbox.setRateLimit({ service: 'thanksIo', requests: 60, windowMs: 60_000 });
	sandbox.setRateLimit({ service: 'snappy', requests: 100, windowMs: 1_000 });
	sandbox.setRateLimit({ service: 'fastPod', requests: 4, windowMs: 1_000 });
	return sandbox;
}

async function runPhases(scene: Scene): Promise<void> {
	const unsettled = await killOneInTheMiddle(scene);
	await sendAgain(scene, unsettled);
	await goUndivided(scene);
	await checkLogs(scene);
}

/** However it goes, nobody waits longer than this. */
function giveUpLater(): void {
	setTimeout(() => {
		say(`It is not over after ${LONGEST_MS / 60_000} minutes.`);
		process.exit(1);
	}, LONGEST_MS).unref();
}

/** Starts everything, tries it, and stops it again in reverse, however far it came. */
async function checkAll(report: Report): Promise<void> {
	const programs = await serverPrograms(say);
	const installation = await installN8n('newest', say);
	giveUpLater();
	const stops: Array<() => Promise<void>> = [];
	try {
		const sandbox = await startLimitedSandbox();
		stops.unshift(sandbox.close);
		const queue = await startQueue(programs);
		stops.unshift(queue.stop);
		const database = await startDatabase(programs);
		stops.unshift(database.stop);
		say(`n8n ${installation.n8nVersion}: a main process and ${WORKERS} workers are starting`);
		const servers = { database, queue };
		const cluster = await startCluster(installation, await packPackage(), servers, WORKERS);
		stops.unshift(cluster.stop);
		const lanes = makeLanes(sandbox, WORKERS);
		const workflow = await publishLanes(cluster.rest, database, lanes);
		const stored = new StoredResults(installation, database, workflow);
		await runPhases({ report, sandbox, database, cluster, lanes, stored });
	} finally {
		for (const stop of stops) await stop();
	}
}

// `npm run test:n8n:queue`: hundreds of orders through n8n's queue mode, one worker killed in the middle.
void runChecks('the tests in queue mode ran to their end', async (report) => {
	const started = Date.now();
	await checkAll(report);
	return secondsSince(started);
});
