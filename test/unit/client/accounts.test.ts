import { getEventListeners } from 'node:events';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeCredentials,
} from 'n8n-workflow';

import { Accounts, type Account } from '../../../nodes/orders/client/accounts';
import { Problem } from '../../../nodes/orders/problem';
import type { Vendor, VendorSettings } from '../../../nodes/orders/vendor/vendor';
import { snappy } from '../../../nodes/Snappy/snappyVendor';
import { thanksIo } from '../../../nodes/ThanksIo/thanksIoVendor';
import { CANCEL, LOOK_UP } from '../support/vendorService';

const KEY = 'k3yOfTheShop';
const CREDENTIAL = { apiKey: KEY, baseUrl: 'https://api.example.com' };

const SETTINGS = { giveUpAfterMs: 900_000, maxAttempts: 5, requestTimeoutMs: 30_000, limit: null };

/** What n8n's request helper was called with. */
interface Call {
	/** Name of the credential type. */
	type: string;
	options: IHttpRequestOptions;
	credential: ICredentialDataDecryptedObject | undefined;
	/** Whether n8n may renew an access token that is refused. */
	mayRenew: boolean;
}

/** n8n with a credential that may resolve differently for each item, and a service that answers the same to everything. */
class FakeN8n {
	readonly stopButton = new AbortController();
	readonly calls: Call[] = [];
	/** Names of the credential types that were opened. */
	readonly opened: string[] = [];
	/** The node's own parameter `authentication`. */
	authentication: string | undefined;
	/** What the node says of its credentials. */
	nodeCredentials: INodeCredentials | undefined = { snappyOrdersApi: { id: '1', name: 'Shop' } };
	status = 200;
	/** Whether its request helper looks at client certificates. */
	presentsCertificates = true;
	certificateChecks = 0;

	constructor(private readonly credentials: ICredentialDataDecryptedObject[]) {}

	accounts(vendor: Vendor = snappy): Accounts {
		return new Accounts(this.context(), vendor, SETTINGS);
	}

	/** The editor has no items and no stop button. */
	accountsOfEditor(vendor: Vendor = snappy): Accounts {
		const { getCredentials, getNode, helpers } = this.context();
		const context = Object.assign({} as ILoadOptionsFunctions, {
			getCredentials,
			getNode: () => ({ ...getNode(), parameters: {} }),
			getCurrentNodeParameter: (name: string) =>
				name === 'authentication' ? this.authentication : undefined,
			helpers,
		});
		return new Accounts(context, vendor, SETTINGS);
	}

	private context(): IExecuteFunctions {
		return Object.assign({} as IExecuteFunctions, {
			getExecutionCancelSignal: () => this.stopButton.signal,
			getNode: () => ({
				parameters: { authentication: this.authentication },
				credentials: this.nodeCredentials,
			}),
			getCredentials: async (type: string, item = 0) => {
				this.opened.push(type);
				const credential = this.credentials[item] ?? this.credentials[0];
				if (credential === undefined) throw new Error(`not readable: ${KEY}`);
				return await Promise.resolve(credential);
			},
			helpers: {
				httpRequest: async ({ agentOptions }: IHttpRequestOptions) => {
					this.certificateChecks += 1;
					const cert = this.presentsCertificates ? agentOptions?.cert : undefined;
					return await Promise.resolve(cert);
				},
				httpRequestWithAuthentication: async (
					type: string,
					options: IHttpRequestOptions,
					more: {
						credentialsDecrypted: { data?: ICredentialDataDecryptedObject };
						oauth2: { skipTokenRefresh: boolean };
					},
				) => {
					const { credentialsDecrypted, oauth2 } = more;
					const mayRenew = !oauth2.skipTokenRefresh;
					this.calls.push({ type, options, credential: credentialsDecrypted.data, mayRenew });
					return await Promise.resolve({ statusCode: this.status, headers: {}, body: {} });
				},
			},
		});
	}
}

async function open(
	accounts: Accounts,
	item?: number,
	chosen: VendorSettings = {},
): Promise<Account> {
	const account = await accounts.open(item, chosen);
	if (account instanceof Problem) throw new Error(account.reason);
	return account;
}

/** The account of each of these credentials, opened for items of one run. */
async function openEach(...credentials: ICredentialDataDecryptedObject[]): Promise<Account[]> {
	const accounts = new FakeN8n(credentials).accounts();
	return await Promise.all(credentials.map(async (_, item) => await open(accounts, item)));
}

/** What keeps a credential from being used. */
async function problemWith(credential?: ICredentialDataDecryptedObject): Promise<unknown> {
	const n8n = new FakeN8n(credential === undefined ? [] : [credential]);
	const account = await n8n.accounts().open(0, {});
	expect(account).toBeInstanceOf(Problem);
	return account;
}

describe('a credential that cannot be used', () => {
	it('says what to do when it cannot be opened, without the words of the exception', async () => {
		expect(await problemWith()).toEqual(
			new Problem(
				'the credential could not be opened',
				'Choose a Snappy Orders API credential in the node',
			),
		);
	});

	it.each([
		['a blank key', { ...CREDENTIAL, apiKey: ' ' }, "the 'API Key' of the credential is blank"],
		[
			'plain http',
			{ ...CREDENTIAL, baseUrl: 'http://api.example.com' },
			"the 'Base URL' of the credential is not https",
		],
	])('says what is wrong with %s', async (_case, credential, reason) => {
		expect(await problemWith(credential)).toMatchObject({ reason, outcome: 'notAttempted' });
	});

	it.each([true, false])(
		'needs an n8n that presents client certificates (%p), asked once',
		async (can) => {
			const pem = { clientCertificate: 'certificate', clientPrivateKey: 'private key' };
			const n8n = new FakeN8n([{ ...CREDENTIAL, mutualTls: true, ...pem }]);
			n8n.presentsCertificates = can;
			const accounts = n8n.accounts();
			const opened = [await accounts.open(0, {}), await accounts.open(1, {})];
			expect(opened.map((account) => account instanceof Problem)).toEqual([!can, !can]);
			expect(n8n.certificateChecks).toBe(1);
		},
	);

	it('is not asked of n8n if the credential has no certificate', async () => {
		const n8n = new FakeN8n([CREDENTIAL]);
		n8n.presentsCertificates = false;
		expect(await n8n.accounts().open(0, {})).not.toBeInstanceOf(Problem);
		expect(n8n.certificateChecks).toBe(0);
	});

	it('keeps back only the items for which it is so', async () => {
		const accounts = new FakeN8n([CREDENTIAL, { ...CREDENTIAL, apiKey: '' }]).accounts();
		expect(await accounts.open(1, {})).toBeInstanceOf(Problem);
		expect(await accounts.open(0, {})).not.toBeInstanceOf(Problem);
	});
});

describe('company and account', () => {
	it.each([
		['text', ' company1 ', 'company1'],
		['a number', 12345678, '12345678'],
		['not filled in', '', undefined],
	])('come from the credential: %s', async (_case, companyId, expected) => {
		const accounts = new FakeN8n([{ ...CREDENTIAL, companyId }]).accounts();
		expect((await open(accounts)).settings.companyId).toBe(expected);
	});

	it('may be missing in the credential', async () => {
		const accounts = new FakeN8n([CREDENTIAL]).accounts();
		expect((await open(accounts)).settings).toEqual({});
	});

	it.each([
		['blank', '  '],
		['undefined', undefined],
		['null', null],
		['nothing that can be seen', '\u200b'],
	])(
		'leave their item alone if an expression in the credential gives %s',
		async (_case, companyId) => {
			// The types of n8n know no null, but an expression may give one.
			const credential = Object.assign({ ...CREDENTIAL }, { companyId: companyId as string });
			expect(await problemWith(credential)).toMatchObject({
				reason: "the 'Company ID' of the credential is blank for this item",
				nextStep: "Let 'Company ID' in the credential give an ID for every item",
				outcome: 'notAttempted',
			});
		},
	);

	it.each<[unknown, string]>([
		[NaN, 'is NaN'],
		[['company1'], 'is a list'],
		[9007199254740992, 'is a number too large to be exact'],
		['company\u20601', 'has an invisible character in the middle (U+2060)'],
	])('leave their item alone if the credential gives %j, which %s', async (companyId, is) => {
		const credential = Object.assign({ ...CREDENTIAL }, { companyId: companyId as string });
		expect(await problemWith(credential)).toMatchObject({
			reason: `the 'Company ID' of the credential ${is} for this item`,
			outcome: 'notAttempted',
		});
	});

	it.each(['company1', '', '  '])(
		'come from the option if that is set, whatever the credential says (%p)',
		async (companyId) => {
			const accounts = new FakeN8n([
				{ ...CREDENTIAL, companyId, accountId: 'account1' },
			]).accounts();
			const { settings } = await open(accounts, 0, { companyId: 'company2' });
			expect(settings).toEqual({ companyId: 'company2', accountId: 'account1' });
		},
	);

	it('are all that a credential gives: options for which it has no field are those of the item', async () => {
		const accounts = new FakeN8n([{ ...CREDENTIAL, requestSource: 'api_ftp' }]).accounts();
		const chosen = { requestSource: 'api_make' };
		expect((await open(accounts, 0, {})).settings).toEqual({});
		expect((await open(accounts, 1, chosen)).settings).toEqual(chosen);
	});
});

describe('the type of credential', () => {
	it.each([
		[
			'the key, in workflows from before there was a choice',
			thanksIo,
			undefined,
			'thanksIoOrdersApi',
		],
		['the key, if it is chosen', thanksIo, 'accessToken', 'thanksIoOrdersApi'],
		['OAuth2, if it is chosen', thanksIo, 'oAuth2', 'thanksIoOrdersOAuth2Api'],
		['the key, where there is nothing else', snappy, 'oAuth2', 'snappyOrdersApi'],
	])('is %s', async (_what, vendor, authentication, type) => {
		const n8n = new FakeN8n([
			{ ...CREDENTIAL, apiToken: KEY, oauthTokenData: { access_token: KEY } },
		]);
		n8n.authentication = authentication;
		for (const accounts of [n8n.accounts(vendor), n8n.accountsOfEditor(vendor)]) {
			const { client } = await open(accounts);
			await client.read(LOOK_UP, { urgent: false });
		}
		expect(n8n.opened).toEqual([type, type]);
		expect(n8n.calls.map((call) => call.type)).toEqual([type, type]);
	});
});

describe("the credential's own test request", () => {
	/** What is sent, with a service that refuses everything, when a cancel is. */
	async function refusedCalls(vendor: Vendor, authentication?: string): Promise<Call[]> {
		const n8n = new FakeN8n([
			{ ...CREDENTIAL, apiToken: KEY, oauthTokenData: { access_token: KEY } },
		]);
		n8n.status = 401;
		n8n.authentication = authentication;
		const { client } = await open(n8n.accounts(vendor));
		await client.send(CANCEL, { urgent: false });
		return n8n.calls;
	}

	function withTest(test: ICredentialTestRequest | undefined): Vendor {
		const credential: ICredentialType = Object.create(snappy.credential, { test: { value: test } });
		return { ...snappy, credential };
	}

	it('is sent after a refused cancel, as n8n sends it: same path, same query', async () => {
		const [, test] = await refusedCalls(thanksIo);
		expect(test?.options).toMatchObject({
			method: 'GET',
			url: 'https://api.example.com/orders/list',
			qs: { items_per_page: 1 },
		});
	});

	it('may ask for the base URL itself, without a query', async () => {
		const [, test] = await refusedCalls(withTest({ request: {} }));
		expect(test?.options.url).toBe('https://api.example.com');
		expect(test?.options).not.toHaveProperty('qs');
	});

	it('may be missing: then nothing more is sent', async () => {
		expect(await refusedCalls(withTest(undefined))).toHaveLength(1);
	});

	it.each([
		['renews an access token, and a cancel does not', 'oAuth2', [false, true]],
		['renews no key', undefined, [false, false]],
	])('%s', async (_what, authentication, mayRenew) => {
		const calls = await refusedCalls(thanksIo, authentication);
		expect(calls.map((call) => call.mayRenew)).toEqual(mayRenew);
	});
});

describe('items of one run', () => {
	it('share a client, and with it pace and test request, if their account is the same', async () => {
		const accounts = new FakeN8n([CREDENTIAL, { ...CREDENTIAL }]).accounts();
		const [first, second] = await Promise.all([open(accounts, 0), open(accounts, 1)]);
		expect(second?.client).toBe(first?.client);
	});

	it('share a client whatever their other options are', async () => {
		const accounts = new FakeN8n([CREDENTIAL]).accounts();
		const first = await open(accounts, 0);
		const second = await open(accounts, 1, { requestSource: 'api_make' });
		expect(second.client).toBe(first.client);
	});

	it.each([
		['key', { apiKey: 'k3yOfTheOtherShop' }],
		['base URL', { baseUrl: 'https://api.example.com/v2' }],
		['company', { companyId: 'company2' }],
		['account', { accountId: 'account2' }],
	])('have different accounts if their %s is not the same', async (_what, other) => {
		const [first, second] = await openEach(CREDENTIAL, { ...CREDENTIAL, ...other });
		expect(second?.client).not.toBe(first?.client);
		expect(second?.client.account).not.toBe(first?.client.account);
	});

	it('have different accounts if an option names another company', async () => {
		const accounts = new FakeN8n([{ ...CREDENTIAL, companyId: 'company1' }]).accounts();
		const first = await open(accounts, 0);
		const second = await open(accounts, 1, { companyId: 'company2' });
		const third = await open(accounts, 2, { companyId: 'company1' });
		expect(second.client.account).not.toBe(first.client.account);
		expect(third.client).toBe(first.client);
	});

	it('are sent with the credential that they resolve to, to its address', async () => {
		const other = { apiKey: 'k3yOfTheOtherShop', baseUrl: 'https://other.example.com/v2/' };
		const n8n = new FakeN8n([CREDENTIAL, other]);
		const accounts = n8n.accounts();
		for (const item of [1, 0]) {
			const { client } = await open(accounts, item);
			await client.send(CANCEL, { urgent: false });
		}
		expect(n8n.calls.map(({ credential }) => credential)).toEqual([other, CREDENTIAL]);
		expect(n8n.calls.map(({ options }) => options.url)).toEqual([
			'https://other.example.com/v2/orders/1/cancel',
			'https://api.example.com/orders/1/cancel',
		]);
	});
});

describe('the fingerprint of an account', () => {
	it('is the same in another run, so that a retry knows the account again', async () => {
		const [first] = await openEach(CREDENTIAL);
		const [again] = await openEach({ ...CREDENTIAL });
		expect(again?.client).not.toBe(first?.client);
		expect(again?.client.account).toBe(first?.client.account);
	});

	it.each([
		['blanks or "Bearer" around the key', { apiKey: ` Bearer ${KEY} ` }],
		['a slash at the end of the base URL', { baseUrl: `${CREDENTIAL.baseUrl}/` }],
		['a company that is not filled in', { companyId: '' }],
	])('does not mind %s', async (_what, other) => {
		const [first, second] = await openEach(CREDENTIAL, { ...CREDENTIAL, ...other });
		expect(second?.client.account).toBe(first?.client.account);
	});

	it('is not the same for another service', async () => {
		const credential = { ...CREDENTIAL, apiToken: KEY };
		const n8n = new FakeN8n([credential]);
		const [first, second] = [await open(n8n.accounts(snappy)), await open(n8n.accounts(thanksIo))];
		expect(second.client.account).not.toBe(first.client.account);
	});

	it('is of the credential that the node uses: the same key in a second one is another account', async () => {
		const [first, second, renamed] = await Promise.all(
			[
				{ id: '1', name: 'Shop' },
				{ id: '2', name: 'Shop' },
				{ id: '1', name: 'Shop, new' },
			].map(async (used) => {
				const n8n = new FakeN8n([CREDENTIAL]);
				n8n.nodeCredentials = { snappyOrdersApi: used };
				return (await open(n8n.accounts())).client.account;
			}),
		);
		expect(second).not.toBe(first);
		expect(renamed).toBe(first);
	});

	it('takes the name of a credential that has no ID, and does without if n8n says nothing of it', async () => {
		const named = async (nodeCredentials: INodeCredentials | undefined) => {
			const n8n = new FakeN8n([CREDENTIAL]);
			n8n.nodeCredentials = nodeCredentials;
			return (await open(n8n.accounts())).client.account;
		};
		const accounts = await Promise.all([
			named({ snappyOrdersApi: { id: null, name: 'Shop' } }),
			named({ snappyOrdersApi: { id: null, name: 'Other shop' } }),
			named(undefined),
		]);
		expect(new Set(accounts).size).toBe(3);
	});

	it('is 32 hexadecimal digits, with nothing of the key in them', async () => {
		const [account] = await openEach(CREDENTIAL);
		expect(account?.client.account).toMatch(/^[0-9a-f]{32}$/);
		expect(account?.client.account).not.toContain(KEY);
	});
});

describe('the key', () => {
	it('is hidden by the client, as it was pasted and as it is sent', async () => {
		const [account] = await openEach({ ...CREDENTIAL, apiKey: `Bearer ${KEY}` });
		expect(account?.client.hideSecrets(`Bearer ${KEY}, ${KEY}`)).toBe('[hidden], [hidden]');
	});
});

describe('the end of a run', () => {
	const stopped = { end: 'notSent', why: 'stopped' };

	it.each([
		['the run is closed', (_n8n: FakeN8n, accounts: Accounts) => accounts.close()],
		["n8n's stop button is pressed", ({ stopButton }: FakeN8n) => stopButton.abort()],
	])('stops all clients, also those that are opened later, when %s', async (_how, end) => {
		const n8n = new FakeN8n([CREDENTIAL, { ...CREDENTIAL, companyId: 'company2' }]);
		const accounts = n8n.accounts();
		const first = await open(accounts, 0);

		end(n8n, accounts);
		const second = await open(accounts, 1);

		expect(await first.client.send(CANCEL, { urgent: false })).toEqual(stopped);
		expect(await second.client.send(CANCEL, { urgent: false })).toEqual(stopped);
		expect(n8n.calls).toEqual([]);
	});

	it('is there from the beginning if the stop button was pressed before', async () => {
		const n8n = new FakeN8n([CREDENTIAL]);
		n8n.stopButton.abort();
		const { client } = await open(n8n.accounts());
		expect(await client.send(CANCEL, { urgent: false })).toEqual(stopped);
	});

	it('leaves no listener at the stop button (in a loop, an execution has many runs)', () => {
		const n8n = new FakeN8n([CREDENTIAL]);
		n8n.accounts().close();
		expect(getEventListeners(n8n.stopButton.signal, 'abort')).toEqual([]);
	});

	it('needs no stop button: a list in the editor has none', async () => {
		const n8n = new FakeN8n([CREDENTIAL]);
		const { client } = await open(n8n.accountsOfEditor());
		expect(await client.read(LOOK_UP, { urgent: false })).toMatchObject({
			end: 'answered',
			status: 200,
		});
	});

	it('needs none to be closed either', async () => {
		const n8n = new FakeN8n([CREDENTIAL]);
		const accounts = n8n.accountsOfEditor();
		const { client } = await open(accounts);
		accounts.close();
		expect(await client.send(CANCEL, { urgent: false })).toEqual(stopped);
	});
});
