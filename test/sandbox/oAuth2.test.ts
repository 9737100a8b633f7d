import { useSandbox } from '../support/useSandbox';

const sandbox = useSandbox();

const BACK = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

const details = () => sandbox().oAuth2CredentialOf('thanksIo').data;

async function askForTokens(form: Record<string, string>): Promise<Response> {
	const { accessTokenUrl, clientId, clientSecret } = details();
	const client = { client_id: String(clientId), client_secret: String(clientSecret) };
	const body = new URLSearchParams({ ...client, ...form });
	return await fetch(String(accessTokenUrl), { method: 'POST', body });
}

async function tokensFor(form: Record<string, string>): Promise<Record<string, string>> {
	const response = await askForTokens(form);
	expect(response.status).toBe(200);
	return (await response.json()) as Record<string, string>;
}

/** Opens the sign-in page as n8n has the browser do, and follows its only link. */
async function signIn(client = details().clientId): Promise<URL> {
	const { authUrl } = details();
	const query = new URLSearchParams({
		response_type: 'code',
		client_id: String(client),
		redirect_uri: BACK,
		state: 'a&b',
	});
	const page = await (await fetch(`${String(authUrl)}?${query.toString()}`)).text();
	const [, link = ''] = /href="([^"]+)"/.exec(page) ?? [];
	return new URL(link.replaceAll('&amp;', '&'));
}

/** How the API answers a key. */
async function statusWith(token: string | undefined): Promise<number> {
	const url = `${sandbox().baseUrlOf('thanksIo')}/orders/list`;
	return (await fetch(url, { headers: { authorization: `Bearer ${token ?? ''}` } })).status;
}

describe('signing in to thanks.io by OAuth2', () => {
	it('leads back to n8n with a code that is good for tokens, once', async () => {
		const back = await signIn();
		expect(back.href.startsWith(BACK)).toBe(true);
		expect(back.searchParams.get('state')).toBe('a&b');
		const code = back.searchParams.get('code') ?? '';
		const form = { grant_type: 'authorization_code', code, redirect_uri: BACK };

		const tokens = await tokensFor(form);

		expect(await statusWith(tokens.access_token)).toBe(200);
		expect((await askForTokens(form)).status).toBe(400);
	});

	it('a refresh token gives new tokens once, and ends the old ones', async () => {
		const { oauthTokenData } = details();
		const old = oauthTokenData as Record<string, string>;
		const form = { grant_type: 'refresh_token', refresh_token: String(old.refresh_token) };

		const tokens = await tokensFor(form);

		expect(await statusWith(tokens.access_token)).toBe(200);
		expect(await statusWith(old.access_token)).toBe(401);
		expect((await askForTokens(form)).status).toBe(400);
	});

	it('knows no other client', async () => {
		await expect(signIn('somebody else')).rejects.toThrow('Invalid URL');
		const response = await askForTokens({ grant_type: 'refresh_token', client_secret: 'wrong' });
		expect(response.status).toBe(401);
	});

	it('an access token may end after a number of requests', async () => {
		const { data } = sandbox().oAuth2CredentialOf('thanksIo', { uses: 2 });
		const { access_token: token } = data.oauthTokenData as Record<string, string>;

		expect([await statusWith(token), await statusWith(token), await statusWith(token)]).toEqual([
			200, 200, 401,
		]);
	});

	it('is nothing that a service offers that does not document it', () => {
		expect(() => sandbox().oAuth2CredentialOf('snappy')).toThrow('snappy knows no OAuth2');
	});
});
