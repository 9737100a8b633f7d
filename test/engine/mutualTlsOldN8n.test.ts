import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from '../../scripts/engine/nodeTypes';
import { PACKAGE } from '../package/repoFiles';
import { cancellationOf } from '../samples';
import { credentialFor, runAgainst, seedOpen } from '../support/againstSandbox';
import { resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

// n8n 2.17 and older: their n8n-workflow has no such function, and their request helper drops a client certificate
// without a word. The built files see this n8n-workflow, as they would see that of the n8n they are installed in.
const OLDER = `
const { getCredentialAllowedDomains, ...older } = require(${JSON.stringify(require.resolve('n8n-workflow'))});
if (getCredentialAllowedDomains === undefined) throw new Error('n8n-workflow has changed.');
module.exports = older;
`;

const installed = mkdtempSync(join(tmpdir(), 'cancel-order-old-n8n-'));

let loaded: LoadedPackage;

beforeAll(async () => {
	for (const part of ['package.json', 'dist']) {
		cpSync(join(PACKAGE, part), join(installed, part), { recursive: true });
	}
	const modules = join(installed, 'node_modules');
	mkdirSync(join(modules, 'n8n-workflow'), { recursive: true });
	writeFileSync(join(modules, 'n8n-workflow', 'index.js'), OLDER);
	symlinkSync(dirname(require.resolve('luxon/package.json')), join(modules, 'luxon'));
	loaded = await loadPackage(installed);
});

afterAll(() => rmSync(installed, { recursive: true }));

const sandbox = useSandbox();

const ORDER = cancellationOf('snappy');

describe('Snappy with mutual TLS, on an n8n that has no client certificates', () => {
	const certified = (): ICredentialDataDecryptedObject => ({
		...credentialFor(sandbox(), ORDER),
		mutualTls: true,
		clientCertificate: '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----',
		clientPrivateKey: '-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----',
	});

	it('says which n8n is needed, and sends nothing', async () => {
		const [id] = seedOpen(sandbox(), ORDER, 1);

		const { items } = await runAgainst(sandbox(), ORDER, [id], {
			loaded,
			credential: certified(),
		});

		const result = resultOf(items[0]);
		expect(result).toMatchObject({ outcome: 'notAttempted', stopped: false, attempts: 0 });
		expect(result.message).toMatch(/this n8n cannot present a client certificate/i);
		expect(`${String(result.message)} ${String(result.nextStep)}`).toMatch(/2\.20 or newer/);
		expect(sandbox().requests()).toEqual([]);
	});

	// The engine here is newer than the n8n it stands for, so the last step of its test button is taken alone.
	it('says so too when the test button or another node wants to use the credential', async () => {
		const { authenticate } = loaded.credentialTypes.get(ORDER.node.credentialType) ?? {};
		if (typeof authenticate !== 'function') throw new Error('It is no function any more.');
		const url = sandbox().baseUrlOf('snappy');

		await expect(authenticate(certified(), { url })).rejects.toThrow(
			/this n8n cannot present a client certificate/i,
		);
	});

	it('still cancels with a key that needs no certificate', async () => {
		const [id] = seedOpen(sandbox(), ORDER, 1);

		const { items } = await runAgainst(sandbox(), ORDER, [id], { loaded });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled' });
	});
});
