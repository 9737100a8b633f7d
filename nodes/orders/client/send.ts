import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Clock } from '../clock';
import { isRecord } from '../vendor/parse';
import type { RequestPlan } from '../vendor/vendor';
import { connectionFailure, isRenewalRefused, PROXY_SIGN_IN } from './connectionFailure';
import { requestAs, type HelperCall } from './n8nHelper';
import type { CallEnd, Lost } from './reply';

/** Where and as whom to call. */
export interface Target extends Pick<HelperCall, 'context' | 'credential'> {
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

/** The access token was refused, and whoever gives them gives no other. */
const REFUSED: CallEnd = { end: 'answered', status: 401, headers: {}, body: {} };

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
		...(plan.body === undefined ? {} : { body: { ...plan.body } }),
		json: true,
		timeout: timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

async function call(
	target: Target,
	plan: RequestPlan,
	how: Pick<HelperCall, 'renews' | 'signal'>,
): Promise<CallEnd> {
	const { credential, baseUrl } = target;
	const { key } = credential;
	try {
		const end = toAnswer(await requestAs({ ...target, ...how }, requestOptions(target, plan)));
		const isAnswer = end.end === 'answered' && credential.isRenewable;
		return isAnswer ? { ...end, isKeyRenewed: () => credential.key !== key } : end;
	} catch (thrown) {
		return how.renews && isRenewalRefused(thrown) ? REFUSED : connectionFailure(thrown, baseUrl);
	}
}

/**
 * One HTTP call through n8n's request helper: exactly one request, never repeated, never thrown. Its connection is closed
 * when its time is over or n8n's stop button is pressed.
 *
 * @param target where and as whom to call
 * @param plan the vendor's description of the request
 * @param renews whether n8n may renew an access token that is refused, and then makes a second request of it
 * @returns how the call ended; a redirect is an ordinary answer with its 3xx status
 */
export async function send(target: Target, plan: RequestPlan, renews = false): Promise<CallEnd> {
	const { clock, timeoutMs, stopSignal } = target;
	const connection = new AbortController();
	const close = () => connection.abort(OVER);
	stopSignal?.addEventListener('abort', close);
	if (stopSignal?.aborted === true) close();
	const ended = new AbortController();
	const calling = call(target, plan, { renews, signal: connection.signal }).finally(() => {
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
