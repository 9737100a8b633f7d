import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { authenticateWith } from '../../../nodes/orders/credential/authenticateWith';

const SECRET = 'k3yThatNobodyMaySee000001';
const CREDENTIAL = { apiKey: SECRET, baseUrl: 'https://api.snappy.com/public-api/' };
const REQUEST: IHttpRequestOptions = {
	method: 'POST',
	url: 'https://api.snappy.com/public-api/v3/orders/G7nR4bD9mK/cancel',
	headers: { Accept: 'application/json' },
};
const PEM = {
	mutualTls: true,
	clientCertificate: '-----BEGIN CERTIFICATE----- AAAA -----END CERTIFICATE-----',
	clientPrivateKey: '-----BEGIN PRIVATE KEY----- BBBB -----END PRIVATE KEY-----',
};

const authenticate = authenticateWith({
	field: 'apiKey',
	label: 'API Key',
	headers: (key) => ({ 'X-Api-Key': key }),
});

async function send(
	changes: Partial<IHttpRequestOptions> = {},
	credential: ICredentialDataDecryptedObject = {},
): Promise<IHttpRequestOptions> {
	return await authenticate({ ...CREDENTIAL, ...credential }, { ...REQUEST, ...changes });
}

async function refusal(
	changes: Partial<IHttpRequestOptions> = {},
	credential: ICredentialDataDecryptedObject = {},
): Promise<UserError> {
	const thrown: unknown = await send(changes, credential).then(
		() => null,
		(error: unknown) => error,
	);
	if (thrown instanceof UserError) return thrown;
	throw new Error('It was not refused');
}

describe('a request with the credential', () => {
	it('carries the key in its header, beside what was there', async () => {
		expect(await send()).toEqual({
			...REQUEST,
			headers: { Accept: 'application/json', 'X-Api-Key': SECRET },
		});
	});

	it('carries the key even if there were no headers', async () => {
		expect((await send({ headers: undefined })).headers).toEqual({ 'X-Api-Key': SECRET });
	});

	it('carries the key as cleaned, and nothing that the workflow put in its place', async () => {
		const { headers } = await send(
			{ headers: { 'X-Api-Key': 'planted' } },
			{ apiKey: ` Bearer ${SECRET}\n` },
		);
		expect(headers).toEqual({ 'X-Api-Key': SECRET });
	});

	it.each([
		['without', {}],
		['with', PEM],
	])(
		'leaves the request that came in as it was, %s a certificate (n8n may log or repeat it)',
		async (_case, certificate) => {
			const headers = Object.freeze({ Accept: 'application/json' });
			const agentOptions = Object.freeze({ rejectUnauthorized: true });
			const request: IHttpRequestOptions = Object.freeze({ ...REQUEST, headers, agentOptions });
			const before = JSON.stringify(request);
			await authenticate({ ...CREDENTIAL, ...certificate }, request);
			expect(JSON.stringify(request)).toBe(before);
		},
	);

	it('may name its host by the base URL', async () => {
		const { headers } = await send({ url: '/v3/orders', baseURL: CREDENTIAL.baseUrl });
		expect(headers).toEqual({ ...REQUEST.headers, 'X-Api-Key': SECRET });
	});
});

/** The older form of a request, which has no type any more. */
function older(uri: unknown, more: object = {}): IHttpRequestOptions {
	const { method, headers } = REQUEST;
	return { method, headers, uri, ...more } as object as IHttpRequestOptions;
}

describe("a request in the older form, as n8n's HTTP Request node makes it", () => {
	it.each<[string, IHttpRequestOptions]>([
		['with uri', older(REQUEST.url)],
		['with uri below the base URL', older('/v3/orders', { baseURL: CREDENTIAL.baseUrl })],
		['with both, which say the same', older(REQUEST.url, { url: REQUEST.url })],
	])('carries the key to its own host (%s)', async (_case, request) => {
		expect(await authenticate(CREDENTIAL, request)).toEqual({
			...request,
			headers: { Accept: 'application/json', 'X-Api-Key': SECRET },
		});
	});

	it('presents the certificate, too', async () => {
		const { agentOptions } = await authenticate({ ...CREDENTIAL, ...PEM }, older(REQUEST.url));
		expect(agentOptions).toHaveProperty('cert');
	});

	it.each<[string, IHttpRequestOptions]>([
		['to another host', older('https://evil.example/')],
		[
			'to another host beside the right base URL',
			older('//evil.example/', { baseURL: CREDENTIAL.baseUrl }),
		],
		['below another base URL', older('/v3/orders', { baseURL: 'https://evil.example' })],
		[
			'to two hosts, the first of them the right one',
			older('https://evil.example/', { url: REQUEST.url }),
		],
		[
			'to two hosts, the second of them the right one',
			older(REQUEST.url, { url: 'https://evil.example/' }),
		],
		['to two addresses on the right host', older(REQUEST.url, { url: CREDENTIAL.baseUrl })],
		['beside a blank address', older(REQUEST.url, { url: '' })],
		['to no text', older({ href: REQUEST.url })],
		['to no text below the right base URL', older(5, { baseURL: CREDENTIAL.baseUrl })],
		['to an address that only becomes text', older(new URL(REQUEST.url))],
		['to nowhere', older(undefined)],
	])('does not carry it %s', async (_case, request) => {
		await expect(authenticate(CREDENTIAL, request)).rejects.toThrow(
			/^Nothing was sent: .* 'Base URL'/,
		);
	});
});

describe('the key is kept back', () => {
	it.each<[string, Partial<IHttpRequestOptions>]>([
		['from another host', { url: 'https://evil.example/public-api/v3/orders' }],
		['from a host that begins alike', { url: 'https://api.snappy.com.evil.example/' }],
		['from a host that only looks like it', { url: 'https://api.snappy.com@evil.example/' }],
		['from another port', { url: 'https://api.snappy.com:8443/public-api' }],
		['from plain http', { url: 'http://api.snappy.com/public-api' }],
		['from another base URL', { url: '/v3/orders', baseURL: 'https://evil.example' }],
		[
			'from another host beside the right base URL',
			{ url: 'https://evil.example/', baseURL: CREDENTIAL.baseUrl },
		],
		['from a host without a scheme', { url: '//evil.example/x', baseURL: CREDENTIAL.baseUrl }],
		['from a request to nowhere', { url: '', baseURL: undefined }],
		['from an address that is none', { url: 'orders/42', baseURL: undefined }],
	])('%s', async (_case, changes) => {
		const thrown = await refusal(changes);
		expect(thrown.message).toContain("'Base URL'");
		expect(`${thrown.message} ${thrown.description ?? ''}`).not.toContain(SECRET);
	});

	it.each<[string, ICredentialDataDecryptedObject, string]>([
		['over plain http', { baseUrl: 'http://api.snappy.com/public-api' }, 'not https'],
		['with a base URL that is none', { baseUrl: 'snappy' }, 'not a web address'],
		['when it is blank', { apiKey: ' ' }, 'blank'],
		['when it has blanks inside', { apiKey: 'a b' }, 'special characters'],
		['without its certificate', { mutualTls: true }, 'certificate'],
	])('%s', async (_case, credential, why) => {
		const thrown = await refusal(
			{ url: `${String(credential.baseUrl ?? CREDENTIAL.baseUrl)}/x` },
			credential,
		);
		expect(thrown.message).toContain(why);
		expect(thrown.message).toMatch(/^Nothing was sent: .+\. [A-Z].+\.$/);
	});
});

describe('the client certificate', () => {
	it('is not presented while Mutual TLS is off, even if it is there', async () => {
		expect(await send({}, { ...PEM, mutualTls: false })).not.toHaveProperty('agentOptions');
	});

	it('is presented in the handshake while Mutual TLS is on', async () => {
		const { agentOptions } = await send({ agentOptions: { maxVersion: 'TLSv1.3' } }, PEM);
		expect(agentOptions).toEqual({
			maxVersion: 'TLSv1.3',
			cert: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
			key: '-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n',
		});
	});

	it('comes with the passphrase as it was given', async () => {
		const { agentOptions } = await send({}, { ...PEM, clientKeyPassphrase: ' pass ' });
		expect(agentOptions).toMatchObject({ passphrase: ' pass ' });
	});

	it.each(['', 5, null, undefined])('comes without a passphrase that is %j', async (given) => {
		const clientKeyPassphrase = given as ICredentialDataDecryptedObject[string];
		const { agentOptions } = await send({}, { ...PEM, clientKeyPassphrase });
		expect(Object.keys(agentOptions ?? {})).toEqual(['cert', 'key']);
	});
});
