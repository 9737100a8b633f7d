import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import { cancellationOf } from '../samples';
import { Authority, type Identity } from '../support/certificates';
import type { NodeRun } from '../support/runNode';
import { TrustingProcess } from './mutualTlsProcess';
import type { Report } from './mutualTlsWorker';

export type Ran = Extract<Report, { kind: 'run' }>;

/** Fields of the credential that show once 'Mutual TLS' is on; what is not given is the right thing. */
export type Form = Partial<
	Record<'clientCertificate' | 'clientPrivateKey' | 'clientKeyPassphrase', string>
>;

export const ORDER_ID = 'G7nR4bD9mK';

const { node: NODE } = cancellationOf('snappy');

/** Snappy behind mutual TLS, an authority that it trusts, and an n8n that trusts it. */
export class Bench {
	private constructor(
		private readonly folder: string,
		readonly authority: Authority,
		/** The certificate and key that Snappy support gave out. */
		readonly client: Identity,
		readonly sandbox: Sandbox,
		readonly engine: TrustingProcess,
	) {}

	static async open(): Promise<Bench> {
		const folder = await mkdtemp(join(tmpdir(), 'mutual-tls-'));
		const authority = await Authority.create('Test authority');
		const client = await authority.issueClient('Customer');
		const { certificate: cert, privateKey: key } = await authority.issueServer();
		const ca = authority.certificate;
		const file = join(folder, 'authority.pem');
		await writeFile(file, ca);
		const https = { cert, key, ca, requestCert: true, rejectUnauthorized: true };
		const sandbox = await startSandbox({ https });
		return new Bench(folder, authority, client, sandbox, TrustingProcess.start(file));
	}

	async close(): Promise<void> {
		await this.engine.end();
		await this.sandbox.close();
		await rm(this.folder, { recursive: true });
	}

	/** One order that can be cancelled, and nothing else. */
	reset(): void {
		this.sandbox.reset();
		this.sandbox.seed([{ service: 'snappy', id: ORDER_ID, status: 'active' }]);
	}

	/** The credential as filled in; without `form` it is filled in too, but the switch 'Mutual TLS' is off. */
	credential(form?: Form): ICredentialDataDecryptedObject {
		return {
			apiKey: this.sandbox.keyOf('snappy'),
			baseUrl: this.sandbox.baseUrlOf('snappy'),
			mutualTls: form !== undefined,
			clientCertificate: this.client.certificate,
			clientPrivateKey: this.client.privateKey,
			...form,
		};
	}

	/** Cancels the order through the node, with On Error set to continue unless told otherwise. */
	async cancel(form?: Form, more: Partial<NodeRun> = {}): Promise<Ran> {
		const run: NodeRun = {
			node: NODE,
			credential: this.credential(form),
			ids: [ORDER_ID],
			settings: { onError: 'continueRegularOutput' },
			options: { maxAttempts: 1, requestTimeout: 5000 },
			...more,
		};
		return await this.engine.ask({ kind: 'run', run });
	}

	expectCancelled({ result }: Ran): void {
		expect(result).toMatchObject({ outcome: 'cancelled', stopped: true });
		const order = this.sandbox.order('snappy', ORDER_ID);
		expect(order).toMatchObject({ status: 'cancelled', cancelCount: 1 });
	}

	/** No request got as far as the service, and nobody is told that the order is stopped. */
	expectNothingDone({ result }: Ran): void {
		expect(this.sandbox.requests()).toEqual([]);
		const order = this.sandbox.order('snappy', ORDER_ID);
		expect(order).toMatchObject({ status: 'active', cancelCount: 0 });
		expect(result.outcome).not.toMatch(/^(cancelled|alreadyCancelled)$/);
		expect(result.stopped).not.toBe(true);
	}
}

/** A bench for one test file. */
export function useBench(): () => Bench {
	let bench: Bench | undefined;
	beforeAll(async () => {
		bench = await Bench.open();
	});
	beforeEach(() => bench?.reset());
	afterAll(async () => await bench?.close());
	return () => {
		if (bench === undefined) throw new Error('The bench is not open yet.');
		return bench;
	};
}
