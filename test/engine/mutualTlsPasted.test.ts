import { encrypt, olderForm } from '../support/certificates';
import { useBench, type Form } from './mutualTlsBench';

const PASSPHRASE = 'correct horse battery';

const bench = useBench();

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
