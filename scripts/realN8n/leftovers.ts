import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const groups = new Set<number>();
const folders = new Set<string>();
const halfInstallations = new Set<string>();

/** Ends a process and everything that it started; it may have ended by itself. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
	// 0 would mean the group of this very process.
	if (pid <= 0) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// It is gone.
	}
}

/** Removes a folder, also while a killed process lets go of it. */
export function removeFolder(folder: string): void {
	rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	folders.delete(folder);
}

/** Removes a folder of 200,000 files, which can take minutes: nobody has to wait for that. */
export function removeInBackground(folder: string): void {
	spawn('rm', ['-rf', folder], { detached: true, stdio: 'ignore' }).unref();
}

/** Remembers a process group, so that it does not outlive this command. Forget it once it has ended. */
export const processGroups = {
	remember: (pid: number): void => void groups.add(pid),
	forget: (pid: number): void => void groups.delete(pid),
};

/** Remembers an installation that is not complete, so that it does not stay if this command ends before it is. */
export const unfinishedInstallations = {
	remember: (folder: string): void => void halfInstallations.add(folder),
	forget: (folder: string): void => void halfInstallations.delete(folder),
};

/** A new folder that is removed at the end. */
export function temporaryFolder(purpose: string): string {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), `n8n-cancel-order-${purpose}-`)));
	folders.add(folder);
	return folder;
}

/**
 * Leaves nothing behind: at the end of this command, by Ctrl+C or by a failure, processes are killed and folders
 * removed. All of it is synchronous, because nothing else runs while a process exits. Start the command with
 * `node --import tsx`: the command `tsx` kills a program that is still cleaning up 60 ms after Ctrl+C.
 *
 * @param onSignal what Ctrl+C does instead of ending this command at once; it has to end it
 */
export function leaveNothingBehind(onSignal = (): void => process.exit(130)): void {
	process.once('exit', () => {
		for (const pid of groups) killGroup(pid, 'SIGKILL');
		for (const folder of folders) removeFolder(folder);
		for (const folder of halfInstallations) removeInBackground(folder);
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// Not once: the second Ctrl+C of somebody impatient would end this command without the cleaning up.
		process.on(signal, onSignal);
	}
}
