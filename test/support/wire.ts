import type { ClientRequest } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';

import type { Sample } from './samples';

// nock hooks into Node's one http module: what a test file leaves behind would catch the requests of the next one.
afterAll(() => {
	nock.abortPendingRequests();
	nock.cleanAll();
	nock.restore();
});

/** How the mocked vendor answers one request. */
export type Answer =
	| { status: number; body?: IDataObject | string; headers?: Record<string, string> }
	| { code: string }
	| { never: true };

/** Answers by kind of request, in order; a request beyond them is not connected anywhere. */
export interface Script {
	cancel?: Answer[];
	lookUp?: Answer[];
	probe?: Answer[];
}

export type RequestKind = keyof Script;

export interface SeenRequest {
	kind: RequestKind;
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

/** A vendor played by nock: it follows a script and keeps what it saw. */
export class Wire {
	readonly requests: SeenRequest[] = [];

	constructor(
		private readonly sample: Sample,
		script: Script,
	) {
		nock.cleanAll();
		nock.disableNetConnect();
		for (const kind of ['cancel', 'lookUp', 'probe'] as const) {
			for (const answer of script[kind] ?? []) this.expect(kind, answer);
		}
	}

	/** Requests of one kind, in the order of their arrival. */
	seen(kind: RequestKind): SeenRequest[] {
		return this.requests.filter((request) => request.kind === kind);
	}

	/** "cancel lookUp cancel": the whole conversation. */
	get conversation(): string {
		return this.requests.map(({ kind }) => kind).join(' ');
	}

	private expect(kind: keyof Script, answer: Answer): void {
		const { method, path } = this.sample[kind];
		const scope = nock(this.sample.origin);
		scope.on('request', (request: ClientRequest, _interceptor: unknown, body: string) => {
			this.requests.push({
				kind,
				method: request.method,
				path: request.path,
				headers: headersOf(request),
				body,
			});
		});
		const interceptor = scope.intercept(path, method);
		if ('code' in answer) {
			interceptor.replyWithError(Object.assign(new Error(answer.code), { code: answer.code }));
		} else if ('never' in answer) {
			interceptor.delay(60_000).reply(200);
		} else {
			interceptor.reply(answer.status, answer.body ?? '', answer.headers);
		}
	}
}

function headersOf(request: ClientRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)]),
	);
}
