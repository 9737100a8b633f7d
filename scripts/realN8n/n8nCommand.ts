import type { N8nPlace } from './n8nEnvironment';
import { lastLines, runProcess, type Ended } from './processes';

/** Starting n8n alone takes up to half a minute on a small machine, its first migration as long. */
const COMMAND_MS = 240_000;

/** Runs one of n8n's commands to its end, such as `import:workflow`. */
export async function runN8n(place: N8nPlace, args: readonly string[]): Promise<Ended> {
	const { installation, userFolder, env } = place;
	return await runProcess(installation.node, [installation.n8nBin, ...args], {
		cwd: userFolder.folder,
		env,
		timeoutMs: COMMAND_MS,
	});
}

/**
 * Runs one of n8n's commands that has to succeed.
 *
 * @param proof what it says when it has done its work: n8n ends with 0 after some failures, too
 */
export async function n8nSucceeds(
	place: N8nPlace,
	args: readonly string[],
	proof: RegExp,
): Promise<Ended> {
	const ended = await runN8n(place, args);
	if (ended.code === 0 && proof.test(ended.stdout)) return ended;
	throw new Error(
		`n8n ${args[0] ?? ''} ended with ${ended.code ?? 'a signal'}:\n${lastLines(ended.stdout + ended.stderr)}`,
	);
}
