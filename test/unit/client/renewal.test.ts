import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { OpenCredential } from '../../../nodes/orders/client/openCredential';
import { renewInTurn } from '../../../nodes/orders/client/renewal';
import { send, type Target } from '../../../nodes/orders/client/send';
import { FakeClock } from '../support/fakeClock';
import { THANKS_IO } from '../support/subjects';

const READ = { method: 'GET', path: '/me' } as const;
const CANCEL = { method: 'PUT', path: '/orders/1/cancel' } as const;

/** An n8n as old as 2.0: whoever meets an expired token renews it, whatever others do, and a refresh token is good once. */
class OldN8n {
	/** The token that the service accepts, and the one that n8n keeps. */
	valid = 'second';
	kept = 'first';
	renewals = 0;
	/** Whether the answers of the service break off: then n8n's helper throws. */
	breaksOff = false;
	/** What reached the service. */
	readonly requests: string[] = [];
	private readonly clock = new FakeClock();

	async target(): Promise<Target> {
		const type = THANKS_IO.vendor.oAuth2Credential;
		if (type === undefined) throw new Error('thanks.io knows OAuth2.');
		const open = async () =>
			await Promise.resolve({ oauthTokenData: { access_token: this.kept, refresh_token: 'r' } });
		return {
			context: this.context(),
			credential: new OpenCredential(type, await open(), open),
			baseUrl: 'https://api.example.com',
			timeoutMs: 30_000,
			clock: this.clock,
			stopSignal: undefined,
		};
	}

	private context(): IExecuteFunctions {
		const httpRequest = async ({ method, headers }: IHttpRequestOptions) => {
			this.requests.push(method ?? '');
			await Promise.resolve();
			const statusCode = headers?.Authorization === `Bearer ${this.valid}` ? 200 : 401;
			if (this.breaksOff) throw Object.assign(new Error('aborted'), { response: { status: 401 } });
			return { statusCode, headers: {}, body: {} };
		};
		const renew = () => {
			this.renewals += 1;
			if (this.renewals > 1) throw Object.assign(new Error('invalid grant'), { code: 'EAUTH' });
			this.kept = this.valid;
			return this.kept;
		};
		async function httpRequestWithAuthentication(
			this: IExecuteFunctions,
			type: string,
			options: IHttpRequestOptions,
		) {
			const { oauthTokenData } = await this.getCredentials<{
				oauthTokenData: { access_token: string };
			}>(type);
			const sign = (token: string) => ({
				...options,
				headers: { ...options.headers, Authorization: `Bearer ${token}` },
			});
			return (await this.helpers
				.httpRequest(sign(oauthTokenData.access_token))
				.catch(async ({ response }: { response?: { status: number } }) => {
					if (response?.status !== 401) throw new Error('The request failed.');
					return (await this.helpers.httpRequest(sign(renew()))) as unknown;
				})) as unknown;
		}
		const helpers = { httpRequest, httpRequestWithAuthentication };
		return Object.assign({} as IExecuteFunctions, { helpers });
	}
}

describe('an access token that has expired, in an n8n as old as 2.0', () => {
	it('is not renewed behind the back of a cancel: that is sent once', async () => {
		const n8n = new OldN8n();

		expect(await send(await n8n.target(), CANCEL)).toMatchObject({ end: 'answered', status: 401 });

		expect(n8n.requests).toEqual(['PUT']);
		expect(n8n.renewals).toBe(0);
	});

	it('is not either if the answer of the service breaks off', async () => {
		const n8n = new OldN8n();
		n8n.breaksOff = true;

		expect(await send(await n8n.target(), CANCEL)).toMatchObject({ end: 'lost' });

		expect(n8n.requests).toEqual(['PUT']);
		expect(n8n.renewals).toBe(0);
	});

	it('is renewed by a reading, and what came with the old one is known to have', async () => {
		const n8n = new OldN8n();
		const target = await n8n.target();
		const cancel = await send(target, CANCEL);

		expect(await renewInTurn('account', target, READ)).toMatchObject({ status: 200 });

		expect(n8n.requests).toEqual(['PUT', 'GET', 'GET']);
		expect(cancel.end === 'answered' && cancel.isKeyRenewed?.()).toBe(true);
		expect(target.credential.secrets).toEqual(expect.arrayContaining(['first', 'second', 'r']));
	});

	it('is renewed once by executions that meet its end at the same time', async () => {
		const n8n = new OldN8n();
		const targets = await Promise.all([n8n.target(), n8n.target(), n8n.target()]);

		const ends = await Promise.all(
			targets.map(async (target) => await renewInTurn('account', target, READ)),
		);

		expect(ends.map((end) => end.end === 'answered' && end.status)).toEqual([200, 200, 200]);
		expect(n8n.renewals).toBe(1);
	});

	it('that cannot be renewed comes back as what it is: refused', async () => {
		const n8n = new OldN8n();
		n8n.renewals = 1;

		const end = await renewInTurn('account', await n8n.target(), READ);

		expect(end).toMatchObject({ end: 'answered', status: 401 });
		expect(n8n.requests).toEqual(['GET']);
	});
});
