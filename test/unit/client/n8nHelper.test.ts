import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import {
	looksAtClientCertificate,
	requestAs,
	type HelperCall,
} from '../../../nodes/orders/client/n8nHelper';
import { OpenCredential } from '../../../nodes/orders/client/openCredential';
import { THANKS_IO } from '../support/subjects';

const DATA = { apiToken: 'k3y', baseUrl: 'https://api.example.com' };
const OPTIONS: IHttpRequestOptions = { url: 'https://api.example.com/orders' };

type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;
/** What n8n's helper for requests with a credential is called on and with, and what it does with that. */
type Helper = (context: IExecuteFunctions, ...more: unknown[]) => Promise<unknown>;

/** Makes a request through a helper that a test plays. */
async function request(
	helper: Helper,
	httpRequest: HttpRequest,
	more: Partial<HelperCall> = {},
): Promise<unknown> {
	async function httpRequestWithAuthentication(this: IExecuteFunctions, ...args: unknown[]) {
		return await helper(this, ...args);
	}
	const helpers = { httpRequest, httpRequestWithAuthentication };
	const type = THANKS_IO.vendor.credential;
	const open = async () => await Promise.resolve(DATA);
	const call: HelperCall = {
		context: Object.assign({} as IExecuteFunctions, { helpers, getTimezone: () => 'Asia/Tokyo' }),
		credential: new OpenCredential(type, DATA, open),
		renews: false,
		signal: new AbortController().signal,
		...more,
	};
	return await requestAs(call, OPTIONS);
}

/** A service that answers with a status, which is what n8n's helper gives us here. */
function answering(statusCode: unknown): HttpRequest {
	return async () => await Promise.resolve({ statusCode });
}

/** What n8n's inner request gives, or throws, when it is made so many times. */
async function innerEnds(httpRequest: HttpRequest, renews: boolean, times = 1): Promise<unknown[]> {
	const ends: unknown[] = [];
	const helper: Helper = async ({ helpers }) => {
		for (let time = 0; time < times; time++) {
			ends.push(await helpers.httpRequest(OPTIONS).catch((thrown: unknown) => thrown));
		}
	};
	await request(helper, httpRequest, { renews });
	return ends;
}

describe("a request through n8n's helper", () => {
	it('is made with the credential as it was opened for the item, and nothing else of it is asked of n8n', async () => {
		const seen: unknown[] = [];
		const { signal } = new AbortController();
		const helper: Helper = async (context, ...args) => {
			seen.push(...args);
			seen.push(await context.getCredentials('any'), context.getExecutionCancelSignal());
			seen.push(context.getTimezone());
			return await Promise.resolve('the response');
		};

		expect(await request(helper, answering(200), { signal })).toBe('the response');

		const type = THANKS_IO.vendor.credential.name;
		const [typeName, options, more, data, endsWith, timezone] = seen;
		expect(typeName).toBe(type);
		expect(options).toBe(OPTIONS);
		expect(more).toEqual({
			preAuthenticationRetryStatusCode: [],
			oauth2: { skipTokenRefresh: true },
			credentialsDecrypted: { id: '', name: type, type, data: DATA },
		});
		expect(data).toEqual(DATA);
		expect(endsWith).toBe(signal);
		expect(timezone).toBe('Asia/Tokyo');
	});

	it.each([200, 401, 403])(
		'that may not renew a token gives every answer as it is (%d)',
		async (status) => {
			expect(await innerEnds(answering(status), false)).toEqual([{ statusCode: status }]);
		},
	);

	it.each([401, 403])(
		'that may renew a token lets n8n see a refusal once (%d), and then as it is',
		async (status) => {
			const [first, second] = await innerEnds(answering(status), true, 2);
			expect(first).toEqual(new Error('The access token is not accepted.'));
			expect(first).toMatchObject({ response: { status: 401 } });
			expect(second).toEqual({ statusCode: status });
		},
	);

	it.each([200, 404, 500, undefined])(
		'that may renew a token gives any other answer as it is (%p)',
		async (status) => {
			expect(await innerEnds(answering(status), true)).toEqual([{ statusCode: status }]);
		},
	);

	it('that may renew a token gives also what is no response as it is', async () => {
		expect(await innerEnds(async () => await Promise.resolve(null), true)).toEqual([null]);
	});

	const refused = Object.assign(new Error('cut off'), { response: { status: 401 } });
	const forbidden = Object.assign(new Error('cut off'), { response: { status: 403 } });
	const refusedConnection = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

	it.each([
		['a refusal that broke off is no refusal for n8n', refused, new Error('aborted')],
		['any other answer that broke off stays what it is', forbidden, forbidden],
		['what has no response stays what it is', refusedConnection, refusedConnection],
	])('%s', async (_what, thrown, expected) => {
		const [end] = await innerEnds(async () => await Promise.reject(thrown), false);
		expect(end).toEqual(expected);
		expect(end === thrown).toBe(expected === thrown);
	});
});

describe('whether n8n presents client certificates', () => {
	async function looks(httpRequest: HttpRequest): Promise<boolean> {
		const context = Object.assign({} as IExecuteFunctions, { helpers: { httpRequest } });
		return await looksAtClientCertificate(context);
	}

	it('is seen from whether it reads one, for a request that can go nowhere', async () => {
		const asked: IHttpRequestOptions[] = [];
		const reads: HttpRequest = async (options) => {
			asked.push(options);
			return await Promise.resolve(options.agentOptions?.cert);
		};
		expect(await looks(reads)).toBe(true);
		expect(asked.map(({ url }) => url)).toEqual(['client-certificate-check:']);
	});

	it('reading it ends the request, so that it would not be sent either if there were such a scheme', async () => {
		let isSent = false;
		await looks(async ({ agentOptions }) => {
			void agentOptions?.cert;
			isSent = true;
			return await Promise.resolve({});
		});
		expect(isSent).toBe(false);
	});

	it('is no if the request ends without that', async () => {
		expect(await looks(async () => await Promise.reject(new Error('unknown scheme')))).toBe(false);
	});
});
