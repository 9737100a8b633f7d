import { setTimeout as delay } from 'node:timers/promises';

import type { N8nPlace } from './n8nEnvironment';
import { lastLines, startProcess, type Ended, type RunningProcess } from './processes';

const START_MS = 240_000;
const POLL_MS = 250;
const ANSWER_MS = 10_000;

/** A running n8n: the main process, a worker or a webhook process. */
export interface RunningN8n {
	process: RunningProcess;
	/** Everything it wrote so far. */
	log(): string;
	stop(): Promise<Ended>;
}

/** A running n8n with an editor. */
export interface N8nServer extends RunningN8n {
	/** Without a slash at the end. */
	url: string;
}

/**
 * Starts an n8n process and waits until it is ready.
 *
 * @param args the command, such as `['start']` or `['worker', '--concurrency=5']`
 * @param isReady asked again and again until it says yes
 * @throws Error with the log's end if it ends early or takes too long; it is stopped then
 */
export async function startN8n(
	{ installation, userFolder, env }: N8nPlace,
	args: readonly string[],
	isReady: (log: string) => boolean | Promise<boolean>,
): Promise<RunningN8n> {
	const running = startProcess(installation.node, [installation.n8nBin, ...args], {
		cwd: userFolder.folder,
		env,
	});
	const log = () => running.stdout() + running.stderr();
	const giveUp = async (why: string): Promise<never> => {
		await running.stop();
		throw new Error(`n8n ${args.join(' ')} ${why}:\n${lastLines(log())}`);
	};
	const deadline = Date.now() + START_MS;
	while (!(await isReady(log()))) {
		if (running.hasEnded()) await giveUp('ended by itself');
		if (Date.now() > deadline) await giveUp(`was not ready in ${START_MS / 1000} seconds`);
		await delay(POLL_MS);
	}
	return { process: running, log, stop: running.stop };
}

/** Whether the REST API answers: before that, n8n says at every address that it is starting up. */
async function answers(url: string): Promise<boolean> {
	try {
		const signal = AbortSignal.timeout(ANSWER_MS);
		const response = await fetch(`${url}/rest/settings`, { signal });
		const isJson = response.headers.get('content-type')?.includes('json') ?? false;
		await response.arrayBuffer();
		return response.ok && isJson;
	} catch {
		return false;
	}
}

/** Starts n8n's main process and waits until its editor can be used. */
export async function startServer(place: N8nPlace): Promise<N8nServer> {
	const url = `http://127.0.0.1:${place.env.N8N_PORT ?? ''}`;
	const running = await startN8n(
		place,
		['start'],
		async (log) => log.includes('Editor is now accessible') && (await answers(url)),
	);
	return { ...running, url };
}
