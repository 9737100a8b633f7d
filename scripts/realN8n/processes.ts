import { stripVTControlCharacters } from 'node:util';

import { atEnd } from './leftovers';
import { waitUntil } from './waitUntil';

/** How long a process has between being asked to stop and being killed. */
const GRACE_MS = 15_000;
const POLL_MS = 100;

export interface ProcessOptions {
	cwd: string;
	/** All of its variables; by default those of this command. */
	env?: NodeJS.ProcessEnv;
}

/** How a process ended and what it said, without colours: some programs colour even what no terminal shows, on a CI server. */
export interface Ended {
	/** Whether it ended with 0, and in time. */
	succeeded: boolean;
	stdout: string;
	stderr: string;
	/** For an error message: how it failed, and the last lines of both outputs. */
	lastWords: string;
}

/** A process that goes on until it is stopped. */
export interface RunningProcess {
	readonly pid: number;
	/** Everything that it wrote so far, without colours. */
	log(): string;
	hasEnded(): boolean;
	/** Settles when it has ended and all of its log is there. */
	ended: Promise<void>;
	/** Asks it to stop, and kills it if it does not; or kills it at once, with `SIGKILL`. */
	stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** execa kills the process that it started, but not what that one has started. */
function killGroup(pid: number | undefined): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// All of it is gone.
	}
}

/** Starts a process that does not outlive this command. */
async function start(
	command: string,
	args: readonly string[],
	{ env = process.env, ...options }: ProcessOptions & { timeout?: number },
	output: 'pipe' | ((line: unknown) => Generator<unknown>) = 'pipe',
) {
	// An ES module that cannot be required, because one of the packages that it needs cannot.
	const { execa } = await import('execa');
	const child = execa(command, args, {
		...options,
		env,
		extendEnv: false,
		// A group of its own: npm and n8n start further processes, which have to go with them. execa's own cleaning up does not
		// know groups.
		detached: true,
		stdin: 'ignore',
		stdout: output,
		stderr: output,
		all: true,
		reject: false,
		forceKillAfterDelay: GRACE_MS,
	});
	const kill = () => killGroup(child.pid);
	const forget = atEnd(kill);
	child.once('exit', () => {
		kill();
		forget();
	});
	// In an object, because whoever awaits this function would await the end of the process, too.
	return { child };
}

/** Starts a process that goes on until it is stopped. */
export async function startProcess(
	command: string,
	args: readonly string[],
	options: ProcessOptions,
): Promise<RunningProcess> {
	let log = '';
	let over = false;
	// By lines, so that neither output gets into the middle of a line of the other.
	const { child } = await start(command, args, options, function* (line) {
		log += `${stripVTControlCharacters(String(line))}\n`;
		yield line;
	});
	const ended = child.then(() => {
		over = true;
	});
	return {
		pid: child.pid ?? 0,
		log: () => log,
		hasEnded: () => over,
		ended,
		stop: async (signal = 'SIGTERM') => {
			child.kill(signal);
			await ended;
		},
	};
}

/**
 * Waits until a process is ready for use.
 *
 * @param name for the error
 * @param isReady asked again and again until it says yes
 * @throws Error with the log's end if it ends early or takes too long; it is stopped then
 */
export async function untilReady(
	running: RunningProcess,
	name: string,
	isReady: () => boolean | Promise<boolean>,
	longestMs: number,
): Promise<void> {
	try {
		const otherwise = () => `was not ready in ${longestMs / 1000} seconds`;
		await waitUntil(
			async () => {
				if (running.hasEnded()) throw new Error('ended by itself');
				return await isReady();
			},
			{ pollMs: POLL_MS, longestMs, otherwise },
		);
	} catch (thrown) {
		await running.stop();
		const why = thrown instanceof Error ? thrown.message : String(thrown);
		throw new Error(`${name} ${why}:\n${lastLines(running.log())}`);
	}
}

/** The last lines of an output, for an error message. */
export function lastLines(text: string, count = 25): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/** Runs a process to its end; it is killed if that takes longer than `timeoutMs`. */
export async function runProcess(
	command: string,
	args: readonly string[],
	{ timeoutMs, ...options }: ProcessOptions & { timeoutMs: number },
): Promise<Ended> {
	const { child } = await start(command, args, { ...options, timeout: timeoutMs });
	const { failed, stdout, stderr, all, shortMessage } = await child;
	return {
		succeeded: !failed,
		stdout: stripVTControlCharacters(stdout),
		stderr: stripVTControlCharacters(stderr),
		lastWords: stripVTControlCharacters(`${shortMessage ?? command}:\n${lastLines(all)}`),
	};
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
	const { succeeded, stdout, lastWords } = await runProcess(command, args, options);
	if (!succeeded) throw new Error(lastWords);
	return stdout;
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
