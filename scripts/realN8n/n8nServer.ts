import type { N8nPlace } from './n8nEnvironment';
import { startProcess, untilReady, type RunningProcess } from './processes';

const START_MS = 240_000;
const ANSWER_MS = 10_000;

/** A running n8n with an editor. */
export interface N8nServer extends RunningProcess {
	/** Without a slash at the end. */
	url: string;
}

/**
 * Starts an n8n process and waits until it is ready.
 *
 * @param args the command, such as `['start']` or `['worker', '--concurrency=5']`
 * @param isReady asked again and again until it says yes
 */
export async function startN8n(
	{ installation, userFolder, env }: N8nPlace,
	args: readonly string[],
	isReady: (log: string) => boolean | Promise<boolean>,
): Promise<RunningProcess> {
	const running = await startProcess(installation.node, [installation.n8nBin, ...args], {
		cwd: userFolder.folder,
		env,
	});
	const answer = async () => await isReady(running.log());
	await untilReady(running, `n8n ${args.join(' ')}`, answer, START_MS);
	return running;
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
