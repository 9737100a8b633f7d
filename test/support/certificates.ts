import 'reflect-metadata';
import { createPrivateKey, webcrypto } from 'node:crypto';
import {
	BasicConstraintsExtension,
	ExtendedKeyUsage,
	ExtendedKeyUsageExtension,
	KeyUsageFlags,
	KeyUsagesExtension,
	SubjectAlternativeNameExtension,
	X509CertificateGenerator,
	type Extension,
} from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 86_400_000;

/** A certificate and its private key, as PEM text with line breaks. */
export interface Identity {
	certificate: string;
	privateKey: string;
}

type Keys = webcrypto.CryptoKeyPair;

/** Who signs. */
interface Issuer {
	name: string;
	keys: Keys;
}

async function makeKeys(): Promise<Keys> {
	return await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** PKCS#8 in lines of 64 characters, as OpenSSL writes it. */
async function privateKeyPem({ privateKey }: Keys): Promise<string> {
	const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey));
	const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
	return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

async function sign(
	name: string,
	keys: Keys,
	issuer: Issuer,
	extensions: Extension[],
): Promise<string> {
	const certificate = await X509CertificateGenerator.create({
		subject: `CN=${name}`,
		issuer: `CN=${issuer.name}`,
		publicKey: keys.publicKey,
		signingKey: issuer.keys.privateKey,
		signingAlgorithm: ALGORITHM,
		notBefore: new Date(Date.now() - DAY_MS),
		notAfter: new Date(Date.now() + DAY_MS),
		extensions,
	});
	return `${certificate.toString('pem')}\n`;
}

const AUTHORITY_EXTENSIONS = [
	new BasicConstraintsExtension(true, undefined, true),
	new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
];

/** Issues certificates for one day around now; nothing outside the test trusts it. */
export class Authority {
	private constructor(
		private readonly self: Issuer,
		/** Its own certificate, as PEM text. */
		readonly certificate: string,
	) {}

	static async create(name: string): Promise<Authority> {
		const self = { name, keys: await makeKeys() };
		return new Authority(self, await sign(name, self.keys, self, AUTHORITY_EXTENSIONS));
	}

	/** An authority below this one: what it issues is only trusted together with its own certificate. */
	async delegate(name: string): Promise<Authority> {
		const lower = { name, keys: await makeKeys() };
		const certificate = await sign(name, lower.keys, this.self, AUTHORITY_EXTENSIONS);
		return new Authority(lower, certificate);
	}

	/** For a server on this machine. */
	async issueServer(): Promise<Identity> {
		return await this.issue('localhost', [
			new SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
			new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
		]);
	}

	async issueClient(name: string): Promise<Identity> {
		return await this.issue(name, [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])]);
	}

	private async issue(name: string, extensions: Extension[]): Promise<Identity> {
		const keys = await makeKeys();
		return {
			certificate: await sign(name, keys, this.self, extensions),
			privateKey: await privateKeyPem(keys),
		};
	}
}

/** The same private key behind a passphrase, in the current form (PKCS#8). */
export function encrypt(privateKey: string, passphrase: string): string {
	const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase } as const;
	return createPrivateKey(privateKey).export(options).toString();
}

/** The same private key in OpenSSL's older form for elliptic curves (SEC 1). */
export function olderForm(privateKey: string, passphrase?: string): string {
	const form = { format: 'pem', type: 'sec1' } as const;
	const options = passphrase === undefined ? form : { ...form, cipher: 'aes-256-cbc', passphrase };
	return createPrivateKey(privateKey).export(options).toString();
}
