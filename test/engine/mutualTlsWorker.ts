import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { testCredential } from '../support/credentialTester';
import { resultOf, runNode, type NodeRun } from '../support/runNode';

/** One thing to do: run a node, or test a credential as its form does. */
export type Job =
	| { kind: 'run'; run: NodeRun }
	| { kind: 'test'; type: string; data: ICredentialDataDecryptedObject };

export type JobResult = ReturnType<typeof resultOf>;

/** What became of a job. */
export type Report =
	| { kind: 'run'; result: JobResult; thrown: string | null; execution: string }
	| { kind: 'test'; test: INodeCredentialTestResult };

async function doJob(job: Job): Promise<Report> {
	if (job.kind === 'test') {
		return { kind: 'test', test: await testCredential(job.type, job.data) };
	}
	const { items, failed, thrown, run } = await runNode(job.run);
	return {
		kind: 'run',
		result: resultOf(items[0] ?? failed[0]),
		thrown: thrown?.message ?? null,
		execution: JSON.stringify(run),
	};
}

// Node reads NODE_EXTRA_CA_CERTS when it starts and then never again, so only a process of its own can trust a
// certificate authority that a test has just made.
process.on('message', (job: Job) => {
	void doJob(job).then((report) => process.send?.(report));
});
