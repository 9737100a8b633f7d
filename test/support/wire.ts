import type { ClientRequest } from 'node:http';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import nock from 'nock';

import type { Cancellation } from '../samples';
import { resultOf, runNode } from './runNode';

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
export interface Script extends Partial<Record<AskedKind, Answer[]>> {
	/** To every unexpected request; left out: HTTP 418. */
	otherwise?: Answer;
}

type AskedKind = 'cancel' | 'lookUp' | 'probe';

export type RequestKind = AskedKind | 'unexpected';

export interface SeenRequest {
	kind: RequestKind;
	method: string;
	path: string;
	headers: Record<string, string>;
	body: string;
}

/** The key in the credentials that are used with a played vendor. */
export const SECRET = 'k3yThatNobodyMaySee000001';

/** Where a vendor's API really is. */
function baseUrlOf({ vendor }: Cancellation): string {
	return String(vendor.credential.fields.baseUrl?.default);
}

/** A vendor played by nock: it follows a script and keeps what it saw. */
export class Wire {
	readonly requests: SeenRequest[] = [];

	constructor(
		private readonly cancellation: Cancellation,
		script: Script,
	) {
		nock.cleanAll();
		nock.disableNetConnect();
		for (const kind of ['cancel', 'lookUp', 'probe'] as const) {
			for (const answer of script[kind] ?? []) this.expect(kind, answer);
		}
		for (const method of ['GET', 'POST', 'PUT']) {
			const anything = this.listen('unexpected').persist().intercept(/.*/, method);
			replyWith(anything, script.otherwise ?? { status: 418 });
		}
	}

	/** Requests of one kind, in the order of their arrival. */
	seen(kind: RequestKind): SeenRequest[] {
		return this.requests.filter((request) => request.kind === kind);
	}

	/** "cancel lookUp cancel": what was asked about the order. */
	get asked(): string {
		const about = this.requests.filter(({ kind }) => kind !== 'probe');
		return about.map(({ kind }) => kind).join(' ');
	}

	/** "cancel lookUp cancel": the whole conversation. */
	get conversation(): string {
		return this.requests.map(({ kind }) => kind).join(' ');
	}

	private expect(kind: AskedKind, answer: Answer): void {
		const { wire, vendor } = this.cancellation;
		const { method, path } = kind === 'probe' ? vendor.credential.probe : wire[kind];
		const { pathname } = new URL(baseUrlOf(this.cancellation));
		const interceptor = this.listen(kind).intercept(
			`${pathname.replace(/\/$/, '')}${path}`,
			method,
		);
		replyWith(interceptor, answer);
	}

	private listen(kind: RequestKind): nock.Scope {
		const scope = nock(new URL(baseUrlOf(this.cancellation)).origin);
		scope.on('request', (request: ClientRequest, _interceptor: unknown, body: string) => {
			const { method, path } = request;
			this.requests.push({ kind, method, path, headers: headersOf(request), body });
		});
		return scope;
	}
}

function replyWith(interceptor: nock.Interceptor, answer: Answer): void {
	if ('code' in answer) {
		interceptor.replyWithError(Object.assign(new Error(answer.code), { code: answer.code }));
	} else {
		interceptor.reply(answer.status, answer.body ?? '', answer.headers);
	}
}

function headersOf(request: ClientRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)]),
	);
}

/** The credential for a played vendor; that its base URL ends in a slash does not matter. */
export function secretCredential(cancellation: Cancellation): ICredentialDataDecryptedObject {
	const { keyField } = cancellation.vendor.credential;
	return { [keyField]: SECRET, baseUrl: `${baseUrlOf(cancellation)}/` };
}

/** Stops one thing with On Error set to continue, and gives back its result. */
export async function cancelOne(
	cancellation: Cancellation,
	options: IDataObject = {},
): Promise<IDataObject> {
	const { items } = await runNode({
		node: cancellation.node,
		credential: secretCredential(cancellation),
		ids: [cancellation.wire.id],
		options,
		settings: { onError: 'continueRegularOutput' },
	});
	return resultOf(items[0]);
}
