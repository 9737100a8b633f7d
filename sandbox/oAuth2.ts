import type { FastifyInstance } from 'fastify';
import { DEFAULT_TENANT } from './model';
import { VENDORS } from './routing';
import type { OAuth2Client, Vendor } from './vendor';
import type { World } from './world';

/** Seconds, as every token says; one that is to end earlier is worn out by a number of requests. */
const LIFETIME_S = 3600;

/** What a vendor gives to a client that asks for a token. */
export interface Tokens {
	token_type: 'Bearer';
	expires_in: number;
	access_token: string;
	refresh_token: string;
}

/** Whose tokens are asked for. */
export interface Grant {
	/** Default: the tenant of every other key. */
	tenant?: string;
	/** Requests after which the access token has expired; default: it never does. */
	uses?: number;
}

/** A request for tokens, as the sandbox remembers it. */
export interface TokenRequest {
	service: string;
	/** `authorization_code`, `refresh_token`, or whatever else was asked for. */
	grantType: string;
	status: number;
}

/**
 * Who signed in, and which tokens they have. As thanks.io seems to be built with Laravel, a refresh token is good for one
 * use and takes the access token with it that it came with (assumed, not documented).
 */
export class Grants {
	readonly requests: TokenRequest[] = [];
	/** Answers every request for tokens with this status, as a service that is down does. */
	brokenWith: number | null = null;
	private readonly codes = new Map<string, string>();
	private readonly renewals = new Map<string, { service: string; tenant: string; key: string }>();
	private issued = 0;

	constructor(private readonly world: World) {}

	/** Gives tokens for which nobody has to sign in. */
	issue({ service }: Vendor, { tenant = DEFAULT_TENANT, uses }: Grant = {}): Tokens {
		this.issued += 1;
		const access = `sandbox-${service}-access-${this.issued}`;
		const refresh = `sandbox-${service}-refresh-${this.issued}`;
		this.world.keys.add(service, access, ['cancel', 'read'], tenant, uses);
		this.renewals.set(refresh, { service, tenant, key: access });
		return {
			token_type: 'Bearer',
			expires_in: LIFETIME_S,
			access_token: access,
			refresh_token: refresh,
		};
	}

	/** What takes a person who has allowed it back to the client. */
	code({ service }: Vendor): string {
		this.issued += 1;
		const code = `sandbox-code-${this.issued}`;
		this.codes.set(code, service);
		return code;
	}

	/** From now on nobody's access can be renewed, as when it was withdrawn. */
	withdraw(): void {
		this.renewals.clear();
	}

	/** Tokens for a code or for a refresh token; null: neither is valid. */
	exchange(vendor: Vendor, form: Record<string, string>): Tokens | null {
		const { grant_type: type, code = '', refresh_token: refresh = '' } = form;
		if (type === 'authorization_code' && this.codes.get(code) === vendor.service) {
			this.codes.delete(code);
			return this.issue(vendor);
		}
		const known = this.renewals.get(refresh);
		if (type !== 'refresh_token' || known?.service !== vendor.service) return null;
		this.renewals.delete(refresh);
		this.world.keys.revoke(known.service, known.key);
		return this.issue(vendor, { tenant: known.tenant });
	}
}

/** Where a client signs in. */
export function addressesOf(origin: string, { path }: OAuth2Client) {
	const oAuthUrl = `${origin}${path}`;
	return { oAuthUrl, authUrl: `${oAuthUrl}/authorize`, accessTokenUrl: `${oAuthUrl}/token` };
}

function signInPage(back: URL): string {
	const link = back.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
	return `<!doctype html><title>Sign in</title><p>n8n wants to use your account.</p><a href="${link}">Authorize</a>`;
}

/** The pages and requests of https://docs.thanks.io/authentication/oauth, for every vendor that has a client. */
export function addOAuth2(app: FastifyInstance, world: World): void {
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
	);
	for (const vendor of VENDORS) {
		const { oAuth2 } = vendor;
		if (oAuth2 === undefined) continue;
		app.get<{ Querystring: Record<string, string> }>(
			`${oAuth2.path}/authorize`,
			async ({ query }, reply) => {
				const { response_type: type, client_id: id, redirect_uri: uri = '', state = '' } = query;
				const isRight = type === 'code' && id === oAuth2.clientId && URL.canParse(uri);
				if (!isRight) return await reply.code(400).send({ error: 'invalid_request' });
				const back = new URL(uri);
				back.searchParams.set('code', world.grants.code(vendor));
				back.searchParams.set('state', state);
				return await reply.type('text/html').send(signInPage(back));
			},
		);
		app.post<{ Body: Record<string, string> }>(`${oAuth2.path}/token`, async ({ body }, reply) => {
			const { status, answer } = answerTo(world, vendor, oAuth2, body);
			const { grant_type: grantType = '' } = body;
			world.grants.requests.push({ service: vendor.service, grantType, status });
			return await reply.code(status).send(answer);
		});
	}
}

function answerTo(
	{ grants }: World,
	vendor: Vendor,
	client: OAuth2Client,
	form: Record<string, string>,
): { status: number; answer: object } {
	if (grants.brokenWith !== null) return { status: grants.brokenWith, answer: {} };
	const isClient = form.client_id === client.clientId && form.client_secret === client.clientSecret;
	if (!isClient) return { status: 401, answer: { error: 'invalid_client' } };
	const tokens = grants.exchange(vendor, form);
	if (tokens === null) return { status: 400, answer: { error: 'invalid_grant' } };
	return { status: 200, answer: tokens };
}
