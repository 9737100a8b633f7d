import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request } from 'openapi-backend';

import type { Answer, Description } from './description';

/** What a service did with a request. */
export interface Exchange {
	operation: string | undefined;
	request: Request;
	answer: Answer;
}

/** Says what to answer. @param operation undefined: the description has no such request */
export type Answers = (request: Request, operation: string | undefined) => Answer | Promise<Answer>;

async function requestOf(incoming: IncomingMessage): Promise<Request> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString('utf8');
	const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://127.0.0.1');
	return {
		method: incoming.method ?? '',
		path: pathname,
		query: Object.fromEntries(searchParams),
		headers: Object.fromEntries(
			Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
		),
		...(text === '' ? {} : { body: JSON.parse(text) as Request['body'] }),
	};
}

/** thanks.io as it describes itself: every request and every answer is compared with the description. */
export class DescribedService {
	readonly exchanges: Exchange[] = [];

	private constructor(
		private readonly description: Description,
		private readonly server: Server,
	) {}

	static async open(description: Description, answers: Answers): Promise<DescribedService> {
		const server = createServer();
		const service = new DescribedService(description, server);
		server.on('request', (incoming, response) => {
			void (async () => {
				const request = await requestOf(incoming);
				const operation = description.operationOf(request);
				const answer = await answers(request, operation);
				service.exchanges.push({ operation, request, answer });
				response.writeHead(answer.status, { 'content-type': 'application/json' });
				response.end(JSON.stringify(answer.body));
			})();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return service;
	}

	get baseUrl(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}/api/v2`;
	}

	/** What the description does not allow of the requests, each once. */
	get faultsOfRequests(): string[] {
		return this.each(({ request }) => this.description.faultsOfRequest(request));
	}

	/** What it does not allow of the answers to requests that it knows, each once. */
	get faultsOfAnswers(): string[] {
		return this.each(({ operation, answer }) =>
			operation === undefined ? [] : this.description.faultsOfAnswer(operation, answer),
		);
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private each(faultsOf: (exchange: Exchange) => string[]): string[] {
		const all = this.exchanges.flatMap((exchange) => {
			const { operation, request } = exchange;
			const name = operation ?? `${request.method} ${request.path.replaceAll(/\d{2,}/g, '#')}`;
			return faultsOf(exchange).map((fault) => `${name}: ${fault}`);
		});
		return [...new Set(all)].sort();
	}
}
