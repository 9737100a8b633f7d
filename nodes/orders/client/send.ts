import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import type { Clock } from '../clock';
import { isRecord } from '../vendor/parse';
import type { RequestPlan } from '../vendor/vendor';
import { connectionFailure, PROXY_SIGN_IN } from './connectionFailure';
import type { CallEnd, Lost } from './reply';

/** What n8n calls us with: to run the node, or to fill a list in the editor. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions;

/** Where and as whom to call. */
export interface Target {
	context: Caller;
	credentialType: string;
	/** As it resolved for the item; left to itself, n8n's helper would open it for the first item. */
	credential: ICredentialDataDecryptedObject;
	/** Checked, without a trailing slash. */
	baseUrl: string;
	/** Milliseconds for one call, connecting and reading included. */
	timeoutMs: number;
	clock: Clock;
	/** n8n's stop button; a list in the editor has none. */
	stopSignal: AbortSignal | undefined;
}

/** The HTTP client's own limit restarts with every byte that drips in; this much later we hang up ourselves. */
const GRACE_MS = 1000;

const NO_ANSWER: Lost = { end: 'lost', cause: 'no answer came in time' };

/** Why a signal is aborted: without a reason, Node makes an exception with its stack for each, which nobody looks at. */
const OVER = 'over';

function lowerCaseHeaders(headers: unknown): Record<string, string> {
	const lower: Record<string, string> = {};
	if (!isRecord(headers)) return lower;
	for (const name of Object.keys(headers)) lower[name.toLowerCase()] = String(headers[name]);
	return lower;
}

function toAnswer(response: unknown): CallEnd {
	if (!isRecord(response) || typeof response.statusCode !== 'number') {
		return { end: 'lost', cause: 'the answer could not be read' };
	}
	if (response.statusCode === 407) return PROXY_SIGN_IN;
	const headers = lowerCaseHeaders(response.headers);
	return { end: 'answered', status: response.statusCode, headers, body: response.body };
}

/**
 * The request options, built fresh for each call because n8n writes the credential into them.
 * `ignoreHttpStatusErrors` also keeps n8n from sending a call answered 401 a second time, and a
 * followed redirect would carry the key to another host and report its page as the answer.
 */
function requestOptions({ baseUrl, timeoutMs }: Target, plan: RequestPlan): IHttpRequestOptions {
	const headers: IDataObject = { Accept: 'application/json', ...plan.headers };
	return {
		method: plan.method,
		url: `${baseUrl}${plan.path}`,
		headers,
		...(plan.qs === undefined ? {} : { qs: { ...plan.qs } }),
		json: true,
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/**
 * n8n's helper sends a call again that ends in an exception with status 401, as a 401 does whose body is cut off.
 * Older versions do not know the first option; there, that one case stays.
 */
function helperOptions({ credential, credentialType: type }: Target) {
	return {
		preAuthenticationRetryStatusCode: [],
		credentialsDecrypted: { id: '', name: type, type, data: credential },
	};
}

/** n8n's helper takes the signal that ends a call from the context, and writes over the one in the options. */
function endedBy(signal: AbortSignal, context: Caller): Caller {
	const derived: Caller = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	});
	return derived;
}

async function call(target: Target, plan: RequestPlan, signal: AbortSignal): Promise<CallEnd> {
	const { context, credentialType, baseUrl } = target;
	try {
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			endedBy(signal, context),
			credentialType,
			requestOptions(target, plan),
			helperOptions(target),
		);
		return toAnswer(response);
	} catch (thrown) {
		return connectionFailure(thrown, baseUrl);
	}
}

/**
 * One HTTP call through n8n's request helper: exactly one request, never repeated, never thrown. Its connection is closed
 * when its time is over or n8n's stop button is pressed.
 *
 * @param target where and as whom to call
 * @param plan the vendor's description of the request
 * @returns how the call ended; a redirect is an ordinary answer with its 3xx status
 */
export async function send(target: Target, plan: RequestPlan): Promise<CallEnd> {
	const { clock, timeoutMs, stopSignal } = target;
	const connection = new AbortController();
	const close = () => connection.abort(OVER);
	stopSignal?.addEventListener('abort', close, { once: true });
	if (stopSignal?.aborted === true) close();
	const ended = new AbortController();
	const calling = call(target, plan, connection.signal).finally(() => {
		stopSignal?.removeEventListener('abort', close);
		ended.abort(OVER);
	});
	const limit = async (): Promise<CallEnd> => {
		await clock.wait(timeoutMs + GRACE_MS, ended.signal);
		if (ended.signal.aborted) return await calling;
		close();
		return { ...NO_ANSWER, unfinished: calling };
	};
	return await Promise.race([calling, limit()]);
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
