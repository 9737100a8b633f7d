import fc from 'fast-check';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	cleanBaseUrl,
	cleanKey,
	credentialProblem,
	oAuth2Problem,
} from '../../../nodes/orders/credential/credentialProblem';

const GOOD = { apiToken: 'k3y', baseUrl: 'https://api.thanks.io/api/v2' };

function problemWith(changes: ICredentialDataDecryptedObject) {
	return credentialProblem({ ...GOOD, ...changes }, 'apiToken', 'API Token');
}

describe('the base URL', () => {
	it.each([
		'https://api.thanks.io/api/v2',
		'https://api.thanks.io/api/v2/',
		'  https://api.thanks.io/api/v2/// ',
		'HTTPS://API.THANKS.IO',
		'https://api.thanks.io:8443/x',
		'https://localhost',
		'http://localhost',
		'http://localhost:3000/thanksio',
		'http://LOCALHOST:3000',
		'http://127.0.0.1:3000',
		'http://127.1.2.3',
		'http://127.1',
		'http://[::1]:3000',
	])('may be %s', (baseUrl) => {
		expect(problemWith({ baseUrl })).toBeNull();
	});

	it.each([
		['http://api.thanks.io', 'not https'],
		['http://localhost.evil.com', 'not https'],
		['http://127.0.0.1.evil.com', 'not https'],
		['http://evil.com/localhost', 'not https'],
		['http://evil-localhost', 'not https'],
		['http://localhost.', 'not https'],
		['http://128.0.0.1', 'not https'],
		['http://10.0.0.1', 'not https'],
		['http://0.0.0.0', 'not https'],
		['http://[::2]', 'not https'],
		['http://[::ffff:127.0.0.1]', 'not https'],
		['ftp://api.thanks.io', 'not https'],
		['ftp://localhost', 'not https'],
		['ws://127.0.0.1', 'not https'],
		['file:///etc/passwd', 'not https'],
		['javascript:alert(1)', 'not https'],
		['https://user@api.thanks.io', 'more than a host and a path'],
		['https://user:word@api.thanks.io', 'more than a host and a path'],
		['https://:word@api.thanks.io', 'more than a host and a path'],
		['https://api.thanks.io@evil.com', 'more than a host and a path'],
		['http://localhost@evil.com', 'more than a host and a path'],
		['https://api.thanks.io?x=1', 'more than a host and a path'],
		['https://api.thanks.io/#x', 'more than a host and a path'],
		['https://api.thanks.io/api?', 'more than a host and a path'],
		['https://api.thanks.io/#', 'more than a host and a path'],
		['api.thanks.io', 'not a web address'],
		['//api.thanks.io', 'not a web address'],
		['https://', 'not a web address'],
		['', 'not a web address'],
		['   ', 'not a web address'],
	])('may not be %s: %s', (baseUrl, why) => {
		expect(problemWith({ baseUrl })?.reason).toContain(why);
		expect(problemWith({ baseUrl })?.nextStep).toContain("'Base URL'");
	});

	it.each([undefined, 5, true, {}])('may not be %p', (baseUrl) => {
		expect(
			problemWith({ baseUrl: baseUrl as ICredentialDataDecryptedObject[string] }),
		).not.toBeNull();
	});

	it.each(['https://api.thanks\u200b.io/api/v2', 'https://api.thanks.io/api\u00ad/v2'])(
		'may not have an invisible character in the middle, which is named (%j)',
		(baseUrl) => {
			expect(problemWith({ baseUrl })?.reason).toMatch(
				/^the 'Base URL' of the credential has an invisible character in the middle \(U\+\w{4}\)$/,
			);
		},
	);

	it('is never plain http for any host that is not this machine', () => {
		fc.assert(
			fc.property(fc.domain(), fc.nat(65_535), (host, port) => {
				expect(problemWith({ baseUrl: `http://${host}:${port}/x` })).not.toBeNull();
				expect(problemWith({ baseUrl: `http://127.0.0.1.${host}` })).not.toBeNull();
				expect(problemWith({ baseUrl: `http://localhost.${host}` })).not.toBeNull();
			}),
		);
	});

	it('puts every request below itself once it is accepted', () => {
		const anyTail = fc.string({ unit: fc.constantFrom(...'/?#@:.%\\ ax') });
		fc.assert(
			fc.property(anyTail, (tail) => {
				const baseUrl = `https://api.thanks.io${tail}`;
				if (problemWith({ baseUrl }) !== null) return;
				const url = new URL(`${cleanBaseUrl(baseUrl)}/orders/42708/cancel`);
				expect(url.pathname).toMatch(/\/orders\/42708\/cancel$/);
				expect([url.search, url.hash]).toEqual(['', '']);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('loses blanks, invisible characters and trailing slashes', () => {
		expect(cleanBaseUrl(' https://h/api// ')).toBe('https://h/api');
		expect(cleanBaseUrl('\ufeffhttps://h/api/\u200b/ \u202c')).toBe('https://h/api');
		expect(cleanBaseUrl('https://h/api/\u{e0001}/')).toBe('https://h/api');
		expect(cleanBaseUrl(undefined)).toBe('');
	});

	it.each(['https://h/\u{1f4e6}', 'https://h/\u{1f4e6}//'])(
		'keeps a sign at its end (%j)',
		(url) => {
			expect(cleanBaseUrl(url)).toBe('https://h/\u{1f4e6}');
		},
	);

	it('loses a hundred thousand slashes in one pass', () => {
		expect(cleanBaseUrl(`https://h/api${'/\n'.repeat(100_000)}`)).toBe('https://h/api');
	});
});

describe('the key', () => {
	it.each(['', '  ', '\t\n'])('is called blank if it is %j', (apiToken) => {
		expect(problemWith({ apiToken })?.reason).toBe("the 'API Token' of the credential is blank");
	});

	it.each(['Bearer k3y', 'bearer   k3y', ' Bearer k3y\n', 'k3y ', '\tk3y'])(
		'is sent as "k3y" if it is %j: pasted blanks and the word Bearer come off',
		(apiToken) => {
			expect(cleanKey(apiToken)).toBe('k3y');
			expect(problemWith({ apiToken })).toBeNull();
		},
	);

	it.each(['k3y-Bearer', 'Bearerk3y', 'k3y Bearer'])(
		'keeps the word Bearer where it is not before it (%j)',
		(apiToken) => {
			expect(cleanKey(apiToken)).toBe(apiToken);
		},
	);

	it.each(['\u200bBearer k3y', 'Bearer\u200b k3y\u200e', '\ufeffk3y\u2060', 'k3y\u00ad\u202c'])(
		'is sent as "k3y" if it is %j: invisible characters at its ends come off',
		(apiToken) => {
			expect(cleanKey(apiToken)).toBe('k3y');
			expect(problemWith({ apiToken })).toBeNull();
		},
	);

	it.each([
		['k3\u200by', 'U+200B'],
		['k3y\u0000y', 'U+0000'],
	])('is refused for the invisible character inside, which is named (%j)', (apiToken, code) => {
		expect(problemWith({ apiToken })?.reason).toBe(
			`the 'API Token' of the credential has an invisible character in the middle (${code})`,
		);
	});

	it('is refused for a line break inside, which is named', () => {
		expect(problemWith({ apiToken: 'k3\ny' })?.reason).toBe(
			"the 'API Token' of the credential has a line break in the middle",
		);
	});

	it.each(['k3y k3y', 'k3y\u00e9', 'k€y', 'Bearer a b'])(
		'is refused for what is inside if it is %j',
		(apiToken) => {
			expect(problemWith({ apiToken })?.reason).toContain('blanks or special characters');
		},
	);

	it('is never shown in the message about it', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 8 }), fc.string({ minLength: 8 }), (left, right) => {
				const apiToken = `${left} ${right}`;
				const found = problemWith({ apiToken });
				if (found === null) return;
				const text = `${found.reason} ${found.nextStep}`;
				if (left.trim() !== '') expect(text).not.toContain(left);
			}),
		);
	});

	it('fits into a header as it is once it is accepted', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (apiToken) => {
				if (problemWith({ apiToken }) === null) expect(cleanKey(apiToken)).toMatch(/^[!-~]+$/);
			}),
		);
	});
});

describe('the client certificate', () => {
	const pem = { clientCertificate: '-----BEGIN CERTIFICATE-----', clientPrivateKey: '-----BEGIN' };

	it('is not asked for while Mutual TLS is off', () => {
		expect(problemWith({ mutualTls: false, clientCertificate: '' })).toBeNull();
	});

	it('is enough when both parts are there', () => {
		expect(problemWith({ mutualTls: true, ...pem })).toBeNull();
	});

	it.each(['clientCertificate', 'clientPrivateKey'])('is refused while %s is blank', (part) => {
		expect(problemWith({ mutualTls: true, ...pem, [part]: ' ' })?.reason).toContain('blank');
	});
});

describe('the client certificate in an n8n before 2.20', () => {
	let olderProblem = credentialProblem;

	beforeAll(async () => {
		await jest.isolateModulesAsync(async () => {
			// Its n8n-workflow lacks what came with 2.20.
			jest.doMock('n8n-workflow', () => ({}));
			const older = await import('../../../nodes/orders/credential/credentialProblem');
			olderProblem = older.credentialProblem;
		});
		jest.dontMock('n8n-workflow');
	});

	const problemInOlderN8n = (mutualTls: boolean) =>
		olderProblem({ ...GOOD, mutualTls }, 'apiToken', 'API Token');

	it('is refused: it would call without it, and not say so', () => {
		expect(problemInOlderN8n(true)).toMatchObject({
			reason: 'this n8n cannot present a client certificate',
			nextStep:
				"Update n8n to 2.20 or newer, or turn off 'Mutual TLS' in the credential and use a key that works without it",
		});
	});

	it('is no matter while Mutual TLS is off', () => {
		expect(problemInOlderN8n(false)).toBeNull();
	});
});

describe('a credential that signs in by OAuth2', () => {
	const { baseUrl } = GOOD;

	it('can be used once somebody has signed in', () => {
		expect(oAuth2Problem({ baseUrl }, 't0ken')).toBeNull();
	});

	it('is to be connected first', () => {
		expect(oAuth2Problem({ baseUrl }, '')).toMatchObject({
			reason: 'the credential is not connected to an account',
			nextStep: 'Open the credential and connect it: sign in, and allow the access',
		});
	});

	it.each(['', 't0ken'])('is told of its base URL first (token: %j)', (token) => {
		expect(oAuth2Problem({ baseUrl: 'http://api.thanks.io' }, token)?.reason).toBe(
			"the 'Base URL' of the credential is not https",
		);
	});
});
