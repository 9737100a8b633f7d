import type { Sandbox } from '../../sandbox';
import type { StoredCredential } from '../../scripts/engine/credentialStore';
import type { Example } from '../../scripts/realN8n/exampleFiles';
import type { N8nRest } from '../../scripts/realN8n/n8nRest';
import type { RunReader } from './executions';
import { demand, type Report } from './report';

/** A running n8n, and what it works on. */
export interface Scene {
	report: Report;
	/** Signed in as its owner. */
	rest: N8nRest;
	sandbox: Sandbox;
	/** Reads what this n8n keeps of an execution. */
	read: RunReader;
	/** Credentials for the sandbox, which were imported. */
	stored: readonly StoredCredential[];
	/** What was imported with them. */
	examples: readonly Example[];
}

/** An example by the name of its file. */
export function exampleNamed({ examples }: Scene, file: string): Example {
	const example = examples.find((candidate) => candidate.file === file);
	demand(example !== undefined, () => `there is no example ${file}`);
	return example;
}
