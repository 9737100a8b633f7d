import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import type { Clock } from '../clock';
import { isRecord } from '../contract/reading';
import type { Answered, Lost, NotDelivered, RequestPlan } from '../contract/reply';
import { connectionFailure } from './connectionFailure';

/** What n8n calls us with: to run the node, or to fill a list in the editor. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions;

export interface Line {
	context: Caller;
	credentialType: string;
	/** Checked, without a trailing slash. */
	baseUrl: string;
	/** Milliseconds for one call, connecting and reading included. */
	timeoutMs: number;
	clock: Clock;
}

/** The HTTP client's own limit restarts with every byte that drips in; this much later we stop listening ourselves. */
const GRACE_MS = 1000;

const NO_ANSWER: Lost = { end: 'lost', cause: 'no answer came in time' };

function lowerCaseHeaders(headers: unknown): Record<string, string> {
	if (!isRecord(headers)) return {};
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function toReply(response: unknown): Answered | Lost {
	if (!isRecord(response) || typeof response.statusCode !== 'number') {
		return { end: 'lost', cause: 'the answer could not be read' };
	}
	const headers = lowerCaseHeaders(response.headers);
	return { end: 'answered', status: response.statusCode, headers, body: response.body };
}

/**
 * n8n's helper sends a call again that ends in an exception with status 401, as a 401 does whose body is cut off.
 * Older versions do not know this option; there, that one case stays.
 */
const SEND_ONCE = { preAuthenticationRetryStatusCode: [] };

/**
 * The request options, built fresh for each call because n8n writes the credential into them.
 * `ignoreHttpStatusErrors` also keeps n8n from sending a call answered 401 a second time, and a
 * followed redirect would carry the key to another host and report its page as the answer.
 */
function requestOptions(line: Line, plan: RequestPlan): IHttpRequestOptions {
	const headers: IDataObject = { Accept: 'application/json', ...plan.headers };
	return {
		method: plan.method,
		url: `${line.baseUrl}${plan.path}`,
		headers,
		...(plan.qs === undefined ? {} : { qs: { ...plan.qs } }),
		json: true,
		timeout: line.timeoutMs,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

/**
 * One HTTP call through n8n's request helper: exactly one request, never repeated, never thrown.
 *
 * @param line where and as whom to call
 * @param plan the vendor's description of the request
 * @returns how the call ended; a redirect is an ordinary answer with its 3xx status
 */
export async function send(line: Line, plan: RequestPlan): Promise<Answered | NotDelivered | Lost> {
	const { context, clock, timeoutMs } = line;
	const answered = new AbortController();
	const call = async (): Promise<Answered | NotDelivered | Lost> => {
		try {
			const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
				context,
				line.credentialType,
				requestOptions(line, plan),
				SEND_ONCE,
			);
			return toReply(response);
		} catch (thrown) {
			return connectionFailure(thrown);
		} finally {
			answered.abort();
		}
	};
	const limit = async (): Promise<Lost> => {
		await clock.wait(timeoutMs + GRACE_MS, answered.signal);
		return NO_ANSWER;
	};
	return await Promise.race([call(), limit()]);
}
