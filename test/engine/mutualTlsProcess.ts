import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import type { Job, Report } from './mutualTlsWorker';

type ReportOf<J extends Job> = Extract<Report, { kind: J['kind'] }>;

function isReportOf<J extends Job>(job: J, value: unknown): value is ReportOf<J> {
	return typeof value === 'object' && value !== null && 'kind' in value && value.kind === job.kind;
}

/** A process of n8n's engine that trusts one certificate authority more. */
export class TrustingProcess {
	private printed = '';

	private constructor(private readonly child: ChildProcess) {
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk: Buffer) => {
				this.printed += chunk.toString();
			});
		}
	}

	/** @param authorityFile certificate of the authority, as a PEM file */
	static start(authorityFile: string): TrustingProcess {
		const child = fork(resolve(__dirname, 'mutualTlsWorker.ts'), {
			cwd: resolve(__dirname, '../..'),
			execArgv: ['--import', 'tsx'],
			env: { ...process.env, NODE_EXTRA_CA_CERTS: authorityFile },
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		return new TrustingProcess(child);
	}

	/** Everything that it has printed so far. */
	get output(): string {
		return this.printed;
	}

	/** Does one job; one at a time. */
	async ask<J extends Job>(job: J): Promise<ReportOf<J>> {
		const gone = new AbortController();
		const { signal } = gone;
		try {
			const ended = once(this.child, 'exit', { signal }).then(() => {
				throw new Error(`The process ended: ${this.printed}`);
			});
			const answered = once(this.child, 'message', { signal });
			this.child.send(job);
			const [report]: unknown[] = await Promise.race([answered, ended]);
			if (!isReportOf(job, report)) throw new Error('The process answered something else.');
			return report;
		} finally {
			gone.abort();
		}
	}

	async end(): Promise<void> {
		if (this.child.exitCode !== null) return;
		const ended = once(this.child, 'exit');
		this.child.disconnect();
		await ended;
	}
}
