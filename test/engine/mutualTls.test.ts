import { createPrivateKey } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Authority, encrypt, olderForm } from '../support/certificates';
import { useBench, type Form } from './mutualTlsBench';

const PASSPHRASE = 'correct horse battery';

const bench = useBench();

/** Once in 256 times a wrong passphrase goes unnoticed until the key turns out to be rubbish; here it never does. */
function lockedTo(wrongPassphrase: string, privateKey: string): string {
	for (let tries = 0; tries < 20; tries++) {
		const locked = encrypt(privateKey, PASSPHRASE);
		try {
			createPrivateKey({ key: locked, passphrase: wrongPassphrase });
		} catch (error) {
			if (/bad decrypt/i.test(String(error))) return locked;
		}
	}
	throw new Error('OpenSSL has other words for a wrong passphrase.');
}

describe('a Snappy key that enforces mutual TLS', () => {
	it('cancels with the client certificate of the credential', async () => {
		bench().expectCancelled(await bench().cancel({}));
	});

	it('reads the order with it too, as a dry run does', async () => {
		const { result } = await bench().cancel({}, { options: { dryRun: true } });

		expect(result).toMatchObject({ outcome: 'cancellable' });
		expect(bench().sandbox.requests()).toMatchObject([{ operation: 'get', status: 200 }]);
	});

	it('opens an encrypted private key with its passphrase', async () => {
		const clientPrivateKey = encrypt(bench().client.privateKey, PASSPHRASE);
		const form = { clientPrivateKey, clientKeyPassphrase: PASSPHRASE };

		bench().expectCancelled(await bench().cancel(form));
	});

	it('passes the test button with the certificate, and not without', async () => {
		const press = async (data: ICredentialDataDecryptedObject) =>
			(await bench().engine.ask({ kind: 'test', type: 'snappyOrdersApi', data })).test.status;

		expect(await press(bench().credential({}))).toBe('OK');
		expect(await press(bench().credential())).toBe('Error');
		expect(bench().sandbox.requests()).toMatchObject([{ operation: 'probe', status: 200 }]);
	});

	it("does nothing while 'Mutual TLS' is off", async () => {
		bench().expectNothingDone(await bench().cancel());
	});

	it('does nothing with a certificate that Snappy did not give out', async () => {
		const stranger = await (await Authority.create('Somebody else')).issueClient('Stranger');
		const { certificate: clientCertificate, privateKey: clientPrivateKey } = stranger;

		bench().expectNothingDone(await bench().cancel({ clientCertificate, clientPrivateKey }));
	});
});

describe('a client certificate that cannot be used', () => {
	const encrypted = () => lockedTo('guess', bench().client.privateKey);
	const wrong: Array<[what: string, form: () => Form]> = [
		['wrong passphrase', () => ({ clientPrivateKey: encrypted(), clientKeyPassphrase: 'guess' })],
		['missing passphrase', () => ({ clientPrivateKey: encrypted() })],
		['private key that is no PEM text', () => ({ clientPrivateKey: 'see the mail' })],
		['certificate that is no PEM text', () => ({ clientCertificate: 'see the mail' })],
		[
			'certificate in the field of the key',
			() => ({ clientPrivateKey: bench().client.certificate }),
		],
	];

	it.each(wrong)('%s: not even a connection is opened, and a sentence says so', async (_, form) => {
		const ran = await bench().cancel(form());

		bench().expectNothingDone(ran);
		expect(bench().sandbox.peakSockets()).toBe(0);
		expect(ran.result.message).toMatch(/secure connection|passphrase|private key|certificate/i);
		expect(ran.result.message).not.toMatch(/error:|routines|undefined/i);
	});

	// So far it says 'no secure connection could be agreed on (ERR_OSSL_BAD_DECRYPT)'.
	it('wrong passphrase: the sentence names the passphrase', async () => {
		const form = { clientPrivateKey: encrypted(), clientKeyPassphrase: 'guess' };
		const { result } = await bench().cancel(form);

		expect(result.message).toMatch(/passphrase/i);
	});

	it('the private key of another certificate: not even a connection is opened', async () => {
		const { privateKey } = await bench().authority.issueClient('Another customer');

		bench().expectNothingDone(await bench().cancel({ clientPrivateKey: privateKey }));
		expect(bench().sandbox.peakSockets()).toBe(0);
	});

	it.each(['clientCertificate', 'clientPrivateKey'])('blank %s: is asked for', async (field) => {
		const ran = await bench().cancel({ [field]: ' ' });

		bench().expectNothingDone(ran);
		expect(bench().sandbox.peakSockets()).toBe(0);
		expect(ran.result).toMatchObject({ outcome: 'notAttempted', attempts: 0 });
		expect(ran.result.message).toMatch(/client certificate or its private key is blank/);
	});
});

/** The lines of PEM text that are the secret itself. */
function bodyOf(pem: string): string[] {
	return pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
}

describe('what n8n stores of an execution with mutual TLS', () => {
	const outcomes: Array<[how: string, passphrase: string, onError: 'continue' | 'stop']> = [
		['that went well', PASSPHRASE, 'continue'],
		['that failed', 'wrong one', 'continue'],
		['that threw', 'wrong one', 'stop'],
	];

	it.each(outcomes)(
		'%s: holds nothing of certificate, key, passphrase',
		async (_, pass, onError) => {
			const clientPrivateKey = encrypt(bench().client.privateKey, PASSPHRASE);
			const settings = {
				onError: onError === 'stop' ? 'stopWorkflow' : 'continueErrorOutput',
			} as const;
			const form = { clientPrivateKey, clientKeyPassphrase: pass };

			const ran = await bench().cancel(form, { settings, parameters: { simplify: false } });

			expect(ran.thrown === null).toBe(onError === 'continue');
			const stored = `${ran.execution} ${bench().engine.output}`;
			expect(stored).toContain('G7nR4bD9mK');
			const { certificate, privateKey } = bench().client;
			const secrets = [certificate, privateKey, clientPrivateKey].flatMap(bodyOf);
			for (const secret of [...secrets, pass, bench().sandbox.keyOf('snappy')]) {
				expect(stored).not.toContain(secret);
			}
		},
	);
});

function onOneLine(pem: string): string {
	return pem.trim().replaceAll('\n', ' ');
}

/** What becomes of line breaks when PEM text is pasted into a field of one line. */
const PASTED: Array<[how: string, (pem: string) => string]> = [
	['blanks instead of line breaks', onOneLine],
	['nothing instead of line breaks', (pem) => pem.replaceAll('\n', '')],
	['\\n written out', (pem) => pem.replaceAll('\n', '\\n')],
	['the line breaks of Windows', (pem) => pem.replaceAll('\n', '\r\n')],
	['blank lines around it', (pem) => `\n\n  ${pem}\n\n`],
];

describe.each(PASTED)('PEM text pasted with %s', (_how, paste) => {
	it('certificate and private key are understood', async () => {
		const clientCertificate = paste(bench().client.certificate);
		const clientPrivateKey = paste(bench().client.privateKey);

		bench().expectCancelled(await bench().cancel({ clientCertificate, clientPrivateKey }));
	});

	it('an encrypted private key is understood', async () => {
		const clientPrivateKey = paste(encrypt(bench().client.privateKey, PASSPHRASE));
		const form = { clientPrivateKey, clientKeyPassphrase: PASSPHRASE };

		bench().expectCancelled(await bench().cancel(form));
	});

	it('a private key in the older form is understood', async () => {
		const clientPrivateKey = paste(olderForm(bench().client.privateKey));

		bench().expectCancelled(await bench().cancel({ clientPrivateKey }));
	});
});

/** What else the files of OpenSSL and of certificate authorities hold. */
const FILES: Array<[what: string, read: () => Promise<Form>]> = [
	[
		'a certificate with the certificate of its authority after it',
		async () => {
			const lower = await bench().authority.delegate('Lower authority');
			const { certificate, privateKey } = await lower.issueClient('Customer');
			const chain = `${certificate}${lower.certificate}`;
			return { clientCertificate: chain, clientPrivateKey: privateKey };
		},
	],
	[
		'a private key after its curve ("openssl ecparam -genkey")',
		async () => {
			const curve = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----';
			const key = olderForm(bench().client.privateKey);
			return await Promise.resolve({ clientPrivateKey: `${curve}\n${key}` });
		},
	],
	[
		'a certificate after its attributes ("openssl pkcs12")',
		async () => {
			const attributes = 'Bag Attributes\n    localKeyID: 01 02\nsubject=CN = Customer';
			const certificate = `${attributes}\n${bench().client.certificate}`;
			return await Promise.resolve({ clientCertificate: certificate });
		},
	],
	[
		'an encrypted private key in the older form, with its two headers',
		async () => {
			const clientPrivateKey = olderForm(bench().client.privateKey, PASSPHRASE);
			return await Promise.resolve({ clientPrivateKey, clientKeyPassphrase: PASSPHRASE });
		},
	],
];

function onOneLineEach(form: Form): Form {
	const { clientCertificate, clientPrivateKey, clientKeyPassphrase } = form;
	return {
		...(clientCertificate === undefined ? {} : { clientCertificate: onOneLine(clientCertificate) }),
		...(clientPrivateKey === undefined ? {} : { clientPrivateKey: onOneLine(clientPrivateKey) }),
		...(clientKeyPassphrase === undefined ? {} : { clientKeyPassphrase }),
	};
}

describe('files with more than one certificate or key in them', () => {
	it.each(FILES)('%s is understood', async (_what, read) => {
		bench().expectCancelled(await bench().cancel(await read()));
	});

	// cleanPem keeps what stands between the blocks, so a BEGIN does not start its line and OpenSSL overlooks it.
	it.each(FILES)('%s is understood on one line', async (_what, read) => {
		bench().expectCancelled(await bench().cancel(onOneLineEach(await read())));
	});
});
