import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { atEnd } from '../../scripts/realN8n/leftovers';
import type { Place } from './place';
import type { Job, Ready, SampleReport } from './processes/sample';
import type { ServiceQuestion, ServiceReport, ServiceSpec } from './processes/service';

/** What there is to measure once. */
export interface SamplePlan {
	service: ServiceSpec;
	/** @param url of the service, without a slash at the end */
	job(url: string): Job;
}

/** What was measured once. */
export type Sample = Ready & SampleReport & { service: ServiceReport };

/** A sample whose processes are ready to begin. */
export interface ReadySample {
	take(): Promise<Sample>;
}

/** A process that answers questions one after the other. */
class Child {
	private printed = '';

	private constructor(private readonly child: ChildProcess) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => {
				this.printed += chunk.toString();
			});
		}
	}

	static start({ installation, env }: Place, program: string, args: readonly string[] = []): Child {
		const child = fork(program, args, {
			execPath: installation.node,
			execArgv: ['--expose-gc'],
			env,
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		const forget = atEnd(() => child.kill('SIGKILL'));
		child.once('exit', forget);
		return new Child(child);
	}

	async says<T>(): Promise<T> {
		const gone = new AbortController();
		const { signal } = gone;
		try {
			const ended = once(this.child, 'exit', { signal }).then(() => {
				throw new Error(`A process of the bench ended early:\n${this.printed}`);
			});
			const [message] = (await Promise.race([once(this.child, 'message', { signal }), ended])) as [
				T,
			];
			return message;
		} finally {
			gone.abort();
		}
	}

	async ask<T>(question: ServiceQuestion | Job): Promise<T> {
		const answer = this.says<T>();
		this.child.send(question);
		return await answer;
	}

	async end(): Promise<void> {
		if (this.child.exitCode !== null) return;
		const ended = once(this.child, 'exit');
		this.child.kill('SIGKILL');
		await ended;
	}
}

/** Starts the processes of one sample: a service, and an n8n that has loaded its nodes. */
export async function prepareSample(place: Place, plan: SamplePlan): Promise<ReadySample> {
	const { programs, packageFolder } = place;
	const service = Child.start(place, programs.service);
	const n8n = Child.start(place, programs.sample, [packageFolder]);
	const url = await service.ask<string>({ begin: plan.service });
	const ready = await n8n.says<Ready>();
	return {
		take: async () => {
			try {
				const report = await n8n.ask<SampleReport>(plan.job(url));
				return { ...ready, ...report, service: await service.ask<ServiceReport>('report') };
			} finally {
				await Promise.all([n8n.end(), service.end()]);
			}
		},
	};
}
