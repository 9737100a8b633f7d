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
	| { code: string };

/** Answers by kind of request, in order; a request beyond them is noted as unexpected. */
export interface Script {
	cancel?: Answer[];
	lookUp?: Answer[];
	probe?: Answer[];
}

export type RequestKind = keyof Script | 'unexpected';

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
		for (const method of ['GET', 'POST', 'PUT']) {
			this.listen('unexpected').persist().intercept(/.*/, method).reply(418);
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
		const interceptor = this.listen(kind).intercept(path, method);
		if ('code' in answer) {
			interceptor.replyWithError(Object.assign(new Error(answer.code), { code: answer.code }));
		} else {
			interceptor.reply(answer.status, answer.body ?? '', answer.headers);
		}
	}

	private listen(kind: RequestKind): nock.Scope {
		const scope = nock(this.sample.origin);
		scope.on('request', (request: ClientRequest, _interceptor: unknown, body: string) => {
			const { method, path } = request;
			this.requests.push({ kind, method, path, headers: headersOf(request), body });
		});
		return scope;
	}
}

function headersOf(request: ClientRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)]),
	);
}
