import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { OpenCredential } from '../../../nodes/orders/client/openCredential';

function field(name: string, more: Partial<INodeProperties> = {}): INodeProperties {
	return { name, displayName: `The ${name}`, type: 'string', default: '', ...more };
}

const password = { typeOptions: { password: true } };

/** A note that is hidden like a key, an address that is required, and the key, which is both. */
const KEY_TYPE: ICredentialType = {
	name: 'shopApi',
	displayName: 'Shop API',
	properties: [
		field('note', password),
		field('baseUrl', { required: true }),
		field('apiKey', { required: true, ...password }),
	],
};
const TOKEN_TYPE: ICredentialType = { ...KEY_TYPE, extends: ['oAuth2Api'] };
const BASE_URL = 'https://api.example.com';
const KEY_DATA = { note: 'of the shop', baseUrl: BASE_URL, apiKey: ' Bearer k3y ' };
const TOKEN_DATA = {
	baseUrl: BASE_URL,
	clientId: 'client1',
	clientSecret: 'secret1',
	oauthTokenData: { access_token: 'token1', refresh_token: 'refresh1' },
};

function opened(type: ICredentialType, data: object, again?: object | null): OpenCredential {
	return new OpenCredential(type, { ...data }, async () => {
		if (again === null) throw new Error('It is gone.');
		return await Promise.resolve({ ...(again ?? data) });
	});
}

/** What it hides wherever something is shown. */
function hidden({ secrets }: OpenCredential): string[] {
	return [...new Set(secrets)].filter((secret) => secret !== '');
}

describe('a credential with a key', () => {
	it('is known by its key as it is sent, and does not show it in either form', () => {
		const credential = opened(KEY_TYPE, KEY_DATA);
		expect(credential.key).toBe(' Bearer k3y ');
		expect(credential.identity).toBe('k3y');
		expect(hidden(credential)).toEqual([' Bearer k3y ', 'k3y']);
		expect(credential.isRenewable).toBe(false);
		expect(credential.problem).toBeNull();
	});

	it.each([{}, { apiKey: 7 }, { apiKey: null }])('has none where it is no text (%j)', (more) => {
		const credential = opened(KEY_TYPE, { baseUrl: BASE_URL, ...more });
		expect(credential.key).toBe('');
		expect(credential.problem?.reason).toContain('The apiKey');
	});

	it('of a type without a field for it cannot be opened', () => {
		const type = { ...KEY_TYPE, properties: [field('note', password), field('baseUrl')] };
		expect(() => opened(type, KEY_DATA)).toThrow(
			'A type of credential has a key, or an access token.',
		);
	});
});

describe('a credential with an access token', () => {
	it('is known by its client, and shows no token and no secret', () => {
		const credential = opened(TOKEN_TYPE, TOKEN_DATA);
		expect(credential.key).toBe('token1');
		expect(credential.identity).toBe('client1');
		expect(hidden(credential)).toEqual(['token1', 'refresh1', 'secret1']);
		expect(credential.isRenewable).toBe(true);
		expect(credential.problem).toBeNull();
	});

	it.each([undefined, null, 'token1', {}])(
		'has none before it is connected (%j)',
		(oauthTokenData) => {
			const credential = opened(TOKEN_TYPE, { ...TOKEN_DATA, oauthTokenData });
			expect(credential.key).toBe('');
			expect(credential.problem).not.toBeNull();
		},
	);

	it('stays the same one when its token is renewed', () => {
		const renewed = { ...TOKEN_DATA, oauthTokenData: { access_token: 'token2' } };
		expect(opened(TOKEN_TYPE, renewed).lasting).toEqual(opened(TOKEN_TYPE, TOKEN_DATA).lasting);
		expect(opened(TOKEN_TYPE, { ...TOKEN_DATA, clientId: 'client2' }).lasting).not.toEqual(
			opened(TOKEN_TYPE, TOKEN_DATA).lasting,
		);
	});

	it('that is opened again goes on with the new token, and shows neither', async () => {
		const renewed = { ...TOKEN_DATA, oauthTokenData: { access_token: 'token2' } };
		const credential = opened(TOKEN_TYPE, TOKEN_DATA, renewed);
		await credential.reopen();
		expect(credential.key).toBe('token2');
		expect(hidden(credential)).toEqual(['token1', 'refresh1', 'secret1', 'token2']);
	});

	it('that is opened again and again holds no secret twice', async () => {
		const credential = opened(TOKEN_TYPE, TOKEN_DATA);
		const { length } = credential.secrets;
		await credential.reopen();
		expect(credential.secrets).toHaveLength(length);
	});

	it('that cannot be opened again keeps the token that it has', async () => {
		const credential = opened(TOKEN_TYPE, TOKEN_DATA, null);
		await credential.reopen();
		expect(credential.key).toBe('token1');
	});
});
