import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cleanUps = new Set<() => void>();

/**
 * Has something done at the end of this command, by Ctrl+C or by a failure too. It has to be synchronous, because nothing
 * else runs while a process exits.
 *
 * @returns takes it back
 */
export function atEnd(cleanUp: () => void): () => void {
	cleanUps.add(cleanUp);
	return () => void cleanUps.delete(cleanUp);
}

/** Removes a folder, also while a killed process lets go of it. */
export function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** A new folder that is removed at the end. */
export function temporaryFolder(purpose: string): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), `n8n-cancel-order-${purpose}-`)));
	atEnd(() => removeFolder(folder));
	return folder;
}

/**
 * Leaves nothing behind, however this command ends: what was there last goes first, so a process before its folder. Start
 * the command with `node --import tsx`: the command `tsx` kills a program that is still cleaning up 60 ms after Ctrl+C.
 *
 * @param onSignal what Ctrl+C does instead of ending this command at once; it has to end it
 */
export function leaveNothingBehind(onSignal = (): void => process.exit(130)): void {
	process.once('exit', () => {
		for (const cleanUp of [...cleanUps].reverse()) cleanUp();
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// Not once: the second Ctrl+C of somebody impatient would end this command without the cleaning up.
		process.on(signal, onSignal);
	}
}
