import { createPrivateKey, generateKeyPairSync } from 'node:crypto';

import { cleanPem } from '../../../nodes/orders/credential/pem';

const PASSPHRASE = 'correct horse';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const KEYS: Array<[string, string]> = [
	['a PKCS #8 key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
	['an RSA key', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
	['an EC key', ecKey.export({ type: 'sec1', format: 'pem' }).toString()],
	[
		'an encrypted key',
		privateKey
			.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
			.toString(),
	],
];

const older = {
	type: 'pkcs1',
	format: 'pem',
	cipher: 'aes-256-cbc',
	passphrase: PASSPHRASE,
} as const;
KEYS.push(['a key encrypted in the older form', privateKey.export(older).toString()]);

/** What input fields and JSON make of line breaks. */
const DAMAGES: Array<[string, (pem: string) => string]> = [
	['blanks', (pem) => pem.replace(/\n/g, ' ')],
	['nothing', (pem) => pem.replace(/\n/g, '')],
	['\\n written out', (pem) => pem.replace(/\n/g, '\\n')],
	['\\r\\n written out', (pem) => pem.replace(/\n/g, '\\r\\n')],
	['carriage returns', (pem) => pem.replace(/\n/g, '\r')],
	['line breaks of Windows', (pem) => pem.replace(/\n/g, '\r\n')],
	['tabs, and blanks around', (pem) => `\n ${pem.replace(/\n/g, '\t')} `],
];

function isReadable(pem: string): boolean {
	return createPrivateKey({ key: pem, passphrase: PASSPHRASE }).type === 'private';
}

describe.each(KEYS)('%s', (_kind, pem) => {
	it('keeps its lines, and loses what stands around it', () => {
		expect(cleanPem(pem)).toBe(pem);
		expect(cleanPem(`\n\n  ${pem}\n`)).toBe(pem);
	});

	it.each(DAMAGES)('can be read again if its line breaks became %s', (_damage, damage) => {
		expect(isReadable(cleanPem(damage(pem)))).toBe(true);
	});
});

describe('a chain of certificates', () => {
	const body = 'TUlJQmtU'.repeat(20);
	const one = `-----BEGIN CERTIFICATE-----\n${body.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`;

	it('is left alone if it has its lines', () => {
		expect(cleanPem(`${one}${one}`)).toBe(`${one}${one}`);
	});

	it.each([
		['one line for all', `${one}${one}`.replace(/\n/g, ' ')],
		['one line for each', `${one.replace(/\n/g, '')}\n${one.replace(/\n/g, '')}`],
	])('keeps every certificate, each from the start of a line (%s)', (_form, pasted) => {
		expect(cleanPem(pasted)).toBe(`${one}${one}`);
	});
});

describe('what is no PEM', () => {
	it.each([undefined, null, 5, '', '  \n '])('%j counts as nothing pasted', (value) => {
		expect(cleanPem(value)).toBe('');
	});

	it('is passed on for OpenSSL to refuse', () => {
		expect(cleanPem(' not a key ')).toBe('not a key');
	});

	it('has its line breaks back all the same', () => {
		expect(cleanPem('not\\na\\r\\nkey')).toBe('not\na\n\nkey');
	});

	it('is passed on, too, where there is nothing in a block', () => {
		expect(cleanPem('-----BEGIN CERTIFICATE-----  -----END CERTIFICATE-----')).toBe(
			'-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----\n',
		);
	});

	it('is left out where a block begins and does not end: the block behind it is whole', () => {
		const whole = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n';
		expect(cleanPem(`-----BEGIN CERTIFICATE-----\nQUI\n${whole}`)).toBe(whole);
	});
});
