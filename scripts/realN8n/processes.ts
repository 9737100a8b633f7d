import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

import { killGroup, processGroups } from './leftovers';

/** How long a process has between being asked to stop and being killed. */
const GRACE_MS = 15_000;

export interface ProcessOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
}

/** How a process ended and what it said. */
export interface Ended {
	/** null: a signal ended it. */
	code: number | null;
	stdout: string;
	stderr: string;
}

/** A process of its own group, whose output is kept. */
export interface RunningProcess {
	readonly pid: number;
	stdout(): string;
	stderr(): string;
	hasEnded(): boolean;
	/** Settles when the process has ended and all of its output is there. */
	ended: Promise<Ended>;
	/** Asks it to stop, kills it if it does not, and takes along what it started. */
	stop(): Promise<Ended>;
}

/** Starts a process that does not outlive this command. */
export function startProcess(
	command: string,
	args: readonly string[],
	options: ProcessOptions,
): RunningProcess {
	// A group of its own: npm and n8n start further processes, which have to go with them.
	const child = spawn(command, args, { ...options, detached: true, stdio: 'pipe' });
	const { pid = 0 } = child;
	if (pid !== 0) processGroups.remember(pid);
	const said = { stdout: '', stderr: '' };
	for (const stream of ['stdout', 'stderr'] as const) {
		child[stream].setEncoding('utf8').on('data', (text: string) => void (said[stream] += text));
	}
	child.stdin.end();
	let over = false;
	const ended = new Promise<Ended>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			over = true;
			processGroups.forget(pid);
			resolve({ code, ...said });
		});
	});
	// Whoever waits for it learns of it; nobody has to wait.
	ended.catch(() => undefined);
	const stop = async (): Promise<Ended> => {
		if (!over) {
			killGroup(pid, 'SIGTERM');
			await Promise.race([ended, delay(GRACE_MS, undefined, { ref: false })]);
			killGroup(pid, 'SIGKILL');
		}
		return await ended;
	};
	return {
		pid,
		stdout: () => said.stdout,
		stderr: () => said.stderr,
		hasEnded: () => over,
		ended,
		stop,
	};
}

/** The last lines of an output, for an error message. */
export function lastLines(text: string, count = 25): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Runs a process to its end.
 *
 * @throws Error if it takes longer than `timeoutMs`; the process is killed
 */
export async function runProcess(
	command: string,
	args: readonly string[],
	options: ProcessOptions & { timeoutMs: number },
): Promise<Ended> {
	const running = startProcess(command, args, options);
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		killGroup(running.pid, 'SIGKILL');
	}, options.timeoutMs);
	try {
		const ended = await running.ended;
		if (!late) return ended;
		throw new Error(
			`${command} ${args.join(' ')} did not end within ${options.timeoutMs / 1000} seconds:\n${lastLines(ended.stdout + ended.stderr)}`,
		);
	} finally {
		clearTimeout(timer);
	}
}

/**
 * Runs a process that has to succeed.
 *
 * @returns what it wrote to its standard output
 * @throws Error with its last words if it does not end with 0 in time
 */
export async function succeed(
	command: string,
	args: readonly string[],
	options: ProcessOptions & { timeoutMs: number },
): Promise<string> {
	const { code, stdout, stderr } = await runProcess(command, args, options);
	if (code === 0) return stdout;
	throw new Error(
		`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}:\n${lastLines(`${stdout}\n${stderr}`)}`,
	);
}

/** Whether a process with this number exists. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
