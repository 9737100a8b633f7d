import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { systemClock } from '../../nodes/orders/clock';
import { FakeClock } from '../unit/support/fakeClock';

/** How the helper ends a request: with a full response as n8n gives it, or with an exception. */
export type Answer = { response: unknown } | { thrown: unknown };

/** A request that left the node. */
export interface Sent {
	method: string;
	/** Path and query below the base URL. */
	path: string;
	answer: Answer;
}

/** What n8n is asked by a node that runs, fills a list, sets webhooks up or is called; of all of them at once. */
export interface Stage {
	/** By item; for what has no items, the first holds. */
	parameters: ReadonlyArray<Readonly<Record<string, unknown>>>;
	credential: unknown;
	/** Which credential the node is set to use; left out: the key. */
	authentication?: 'oAuth2';
	goesOn: boolean;
	answer(method: string, path: string): Answer;
	/** What the node keeps in the execution. */
	store?: IDataObject;
	/** Body of a call of the webhook. */
	call?: unknown;
	/** What the workflow keeps. */
	staticData?: IDataObject;
}

export const BASE_URL = 'https://service.example/api';

/** Longer than any run may take. */
const LONGEST_MS = 30 * 24 * 3_600_000;

/** All runs share it, and each begins where the one before has ended. */
const clock = new FakeClock();
let plays = 0;

Object.assign(systemClock, {
	now: () => clock.now(),
	random: () => clock.random(),
	wait: async (ms: number, signal?: AbortSignal) => await clock.wait(ms, signal),
});

type Context = IExecuteFunctions & ILoadOptionsFunctions & IHookFunctions & IWebhookFunctions;

function contextOf(stage: Stage, sent: Sent[]): Context {
	const { parameters, credential, goesOn, answer, store = {}, call, staticData = {} } = stage;
	const set = stage.authentication === undefined ? {} : { authentication: stage.authentication };
	// Its own pace and memory: runs must not know of each other, or a seed would not repeat one.
	const own = `fuzz-${(plays += 1)}`;
	const valueOf = (name: string, item: unknown, fallback: unknown) => {
		const given = parameters[typeof item === 'number' ? item : 0] ?? {};
		return name in given ? given[name] : typeof item === 'number' ? fallback : item;
	};
	const credentials = new Proxy({}, { get: () => ({ id: own, name: 'Fuzz' }) });
	const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		const url = new URL(options.url);
		const query = new URLSearchParams(
			Object.entries(options.qs ?? {}).map(([key, value]): [string, string] => [
				key,
				String(value),
			]),
		);
		const { method = 'GET' } = options;
		const path = `${url.href.slice(BASE_URL.length)}${query.size === 0 ? '' : `?${query.toString()}`}`;
		const given = answer(method, path);
		sent.push({ method, path, answer: given });
		await clock.wait(5);
		if ('thrown' in given) throw given.thrown;
		return given.response;
	};
	return Object.assign({} as Context, {
		getInputData: () => parameters.map(() => ({ json: {} })),
		getNode: () => ({
			...{ id: own, name: 'Fuzzed', type: 'fuzzed', typeVersion: 1, parameters: set, credentials },
			...(goesOn ? { onError: 'continueRegularOutput' } : {}),
		}),
		continueOnFail: () => goesOn,
		getNodeParameter: valueOf,
		getCurrentNodeParameter: (name: string) => valueOf(name, 0, undefined),
		getTimezone: () => 'Europe/Berlin',
		getCredentials: async () => await Promise.resolve(credential),
		getContext: () => store,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getExecutionCancelSignal: () => new AbortController().signal,
		addExecutionHints: () => undefined,
		getNodeWebhookUrl: () => 'https://n8n.example/webhook/1',
		getWorkflow: () => ({ id: own }),
		getBodyData: () => call,
		getMode: () => 'webhook',
		getWorkflowStaticData: () => staticData,
		helpers: {
			httpRequest,
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) =>
				await httpRequest(options),
		},
	});
}

/** What came of a run: a value or an exception, and the requests, in order of leaving. */
export interface Played<T> {
	value: T | undefined;
	thrown: unknown;
	hasThrown: boolean;
	sent: readonly Sent[];
}

/**
 * Has a node do something in an n8n that is played, in virtual time.
 *
 * @throws Error if it never ends, or sends something after it has ended
 */
export async function play<T>(
	stage: Stage,
	act: (context: Context) => Promise<T>,
): Promise<Played<T>> {
	const sent: Sent[] = [];
	let played: Played<T> | null = null;
	void act(contextOf(stage, sent)).then(
		(value) => (played = { value, thrown: undefined, hasThrown: false, sent }),
		(thrown: unknown) => (played = { value: undefined, thrown, hasThrown: true, sent }),
	);
	const ended = (): Played<T> | null => played;
	const end = clock.now() + LONGEST_MS;
	for (let result = ended(); ; result = ended()) {
		if (result !== null) {
			const requests = sent.length;
			await clock.advance(3_600_000);
			if (sent.length > requests) throw new Error('Something was sent after the end');
			return result;
		}
		if (clock.now() > end) throw new Error('The run does not end');
		await (clock.pending === 0 ? clock.settle() : clock.advance(1_000));
	}
}
