import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { isRecord, recordAt } from '../vendor/parse';
import type { OpenCredential } from './openCredential';

/** What n8n calls us with: to run the node, to fill a list in the editor, or as a trigger that is set up or called. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

/** As whom a request is made, and until when. */
export interface HelperCall {
	context: Caller;
	credential: OpenCredential;
	/** Whether n8n may renew an access token that is refused, and send the request again: only what changes nothing. */
	renews: boolean;
	/** Ends the call. */
	signal: AbortSignal;
}

/**
 * n8n's helper sends a call again that ends in an exception with status 401, as a 401 does whose body is cut off.
 * Older versions do not know the first two options; there, that one case stays, but for OAuth2.
 */
function helperOptions({ credential: { type, data }, renews }: HelperCall) {
	const { name } = type;
	return {
		preAuthenticationRetryStatusCode: [],
		oauth2: { skipTokenRefresh: !renews },
		credentialsDecrypted: { id: '', name, type: name, data },
	};
}

function isRefused(response: unknown): boolean {
	return isRecord(response) && (response.statusCode === 401 || response.statusCode === 403);
}

/** A refusal whose answer broke off: n8n must not take it for a reason to send the request again. */
async function withoutRefusal(thrown: unknown): Promise<never> {
	const response = recordAt(thrown, 'response');
	return await Promise.reject(response?.status === 401 ? new Error('aborted') : thrown);
}

/**
 * n8n's helper renews an access token when a request ends in an exception with the status 401, and then sends that request
 * again. Ours never end so, and no cancel is sent again behind our back; but the first refusal does of what may be.
 */
function requestHelpers({ context, renews }: HelperCall): object {
	let mayRenew = renews;
	const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		const response: unknown = await context.helpers.httpRequest(options).catch(withoutRefusal);
		if (!mayRenew || !isRefused(response)) return response;
		mayRenew = false;
		const refusal = new Error('The access token is not accepted.');
		throw Object.assign(refusal, { response: { status: 401 } });
	};
	return Object.create(context.helpers, { httpRequest: { value: httpRequest } }) as object;
}

/**
 * The helper takes the signal that ends a call from the context, and writes over the one in the options. With OAuth2 it
 * also opens the credential itself, for the first item.
 */
function contextFor(call: HelperCall): Caller {
	const { context, credential, signal } = call;
	const derived: Caller = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
		getCredentials: { value: async () => await Promise.resolve(credential.data) },
		helpers: { value: requestHelpers(call) },
	});
	return derived;
}

/**
 * One request through n8n's request helper, which adds what the credential brings.
 *
 * @returns the response as n8n gives it
 * @throws whatever n8n throws
 */
export async function requestAs(call: HelperCall, options: IHttpRequestOptions): Promise<unknown> {
	const { httpRequestWithAuthentication } = call.context.helpers;
	const { name } = call.credential.type;
	return await httpRequestWithAuthentication.call(
		contextFor(call),
		name,
		options,
		helperOptions(call),
	);
}

/** No such scheme exists, so nothing can be sent to it. */
const NOWHERE = 'client-certificate-check:';

/**
 * Whether this n8n's request helper looks at a client certificate at all: from 2.20 it does, before that it calls
 * without one and says nothing. Asks the helper itself, without sending anything, because a version number cannot be
 * had and a second copy of n8n-workflow beside this package may be newer than the n8n that runs it.
 */
export async function looksAtClientCertificate(context: Caller): Promise<boolean> {
	let isRead = false;
	const agentOptions = {
		get cert(): string {
			isRead = true;
			throw new Error('This request is not to be sent.');
		},
	};
	try {
		await context.helpers.httpRequest({ url: NOWHERE, agentOptions });
	} catch {
		// Expected: either the certificate was read, or the scheme is unknown.
	}
	return isRead;
}
