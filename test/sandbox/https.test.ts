import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { get } from 'node:https';
import { X509CertificateGenerator } from '@peculiar/x509';
import { startSandbox } from '../../sandbox';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

async function selfSigned(): Promise<{ key: string; cert: string }> {
	const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
	const certificate = await X509CertificateGenerator.createSelfSigned({
		name: 'CN=localhost',
		keys,
		signingAlgorithm: ALGORITHM,
	});
	const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
	const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----\n`;
	return { key, cert: certificate.toString('pem') };
}

test('serves TLS, and can insist on a client certificate', async () => {
	const pair = await selfSigned();
	const https = { ...pair, ca: pair.cert, requestCert: true, rejectUnauthorized: true };
	const sandbox = await startSandbox({ https });
	const status = async (client: object) =>
		await new Promise<number | string | undefined>((resolve) => {
			const url = `${sandbox.baseUrlOf('snappy')}/v2/authentication/apiKeys`;
			const options = {
				headers: { 'x-api-key': sandbox.keyOf('snappy') },
				rejectUnauthorized: false,
			};
			get(url, { ...options, ...client }, (response) => resolve(response.resume().statusCode)).on(
				'error',
				() => resolve('refused'),
			);
		});
	try {
		expect(sandbox.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
		expect(await status(pair)).toBe(200);
		expect(await status({})).toBe('refused');
	} finally {
		await sandbox.close();
	}
});
