import type { Sandbox } from '../../sandbox';
import type { StoredCredential } from '../../scripts/engine/credentialStore';
import type { Installation } from '../../scripts/realN8n/installN8n';
import type { N8nRest } from '../../scripts/realN8n/n8nRest';
import type { Report } from './report';

/** A running n8n, and what it works on. */
export interface Scene {
	report: Report;
	/** Signed in as its owner. */
	rest: N8nRest;
	sandbox: Sandbox;
	installation: Installation;
	/** Credentials for the sandbox, which were imported. */
	stored: readonly StoredCredential[];
}
