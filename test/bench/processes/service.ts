import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request, with the parts of its path before and after the id. */
interface Route {
	method: string;
	before: string;
	after: string;
}

/** How a service answers, and what it lets through. */
export interface ServiceSpec {
	cancel: Route;
	lookUp: Route;
	/** Bodies as JSON, about the order `id`, which every order puts its own id in the place of. */
	bodies: { id: string; confirmed: string; open: string; tooLate: string };
	/** Fixed windows; the first begins with the first request. */
	window?: { requests: number; ms: number; saysRetryAfter: boolean };
	/** Requests that are worked on at once; what comes on top is refused. */
	atOnce?: number;
	/** From its first look-up on, an order can be cancelled for so long, in milliseconds; without it for ever. */
	openMs?: number;
	/** Whether it refuses the key. */
	refusesKey?: boolean;
}

/** What a service saw. */
export interface ServiceReport {
	requests: number;
	/** Answers 429. */
	refused: number;
	/** Orders that are cancelled. */
	cancelled: number;
	/** Open at the same time; one that ends with its answer, until that is sent. */
	socketsAtMost: number;
	/** From an order's look-up to the cancel that followed it, milliseconds; null if no cancel followed one. */
	lookUpToCancel: { medianMs: number; mostMs: number } | null;
	/** Cancels that came when their order could not be cancelled any more. */
	cancelsTooLate: number;
}

/** The way to the service and back, and its work. */
const LATENCY_MS = 50;

interface Answer {
	status: number;
	body: string;
	headers?: Record<string, string>;
}

/** A service with nothing in it but what the measurements need, so that it costs little beside what is measured. */
class Service {
	private readonly cancelled = new Set<string>();
	private readonly firstReadAt = new Map<string, number>();
	private readonly lastReadAt = new Map<string, number>();
	private readonly ages: number[] = [];
	private requests = 0;
	private refused = 0;
	private cancelsTooLate = 0;
	private inWork = 0;
	private firstAt: number | null = null;
	private window = { number: 0, requests: 0 };
	private readonly sockets = new Set<Socket>();
	private socketsAtMost = 0;

	constructor(private readonly spec: ServiceSpec) {}

	/** @returns its address, without a slash at the end */
	async listen(): Promise<string> {
		const server = createServer((request, response) => this.take(request, response));
		// No answer is lost because a connection was closed that has only waited.
		server.keepAliveTimeout = 0;
		server.on('connection', (socket) => {
			this.sockets.add(socket);
			this.socketsAtMost = Math.max(this.socketsAtMost, this.sockets.size);
			socket.once('close', () => this.sockets.delete(socket));
		});
		// As many as the HTTP Request node opens at once are to be taken at once, as far as the system lets us.
		await new Promise<void>((done) =>
			server.listen({ port: 0, host: '127.0.0.1', backlog: 20_000 }, done),
		);
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	report(): ServiceReport {
		const { requests, refused, cancelled, socketsAtMost, cancelsTooLate } = this;
		const ages = this.ages.sort((a, b) => a - b);
		const [medianMs, mostMs] = [ages[Math.floor(ages.length / 2)], ages.at(-1)];
		return {
			requests,
			refused,
			cancelled: cancelled.size,
			socketsAtMost,
			lookUpToCancel: medianMs === undefined || mostMs === undefined ? null : { medianMs, mostMs },
			cancelsTooLate,
		};
	}

	private take(request: IncomingMessage, response: ServerResponse): void {
		const now = performance.now();
		this.requests += 1;
		const refusal = this.refusal(now);
		const answer = refusal ?? this.answer(request, now);
		if (refusal === null) this.inWork += 1;
		else this.refused += 1;
		request.resume();
		setTimeout(() => {
			if (refusal === null) this.inWork -= 1;
			const headers = { 'content-type': 'application/json', ...answer.headers };
			// We learn late that the other side has closed too; by then its next request may be here.
			response.once('finish', () => {
				if (!response.shouldKeepAlive) this.sockets.delete(request.socket);
			});
			response.writeHead(answer.status, headers).end(answer.body);
		}, LATENCY_MS);
	}

	/** The 429, if it has to be one. */
	private refusal(now: number): Answer | null {
		const { window: limit, atOnce = Infinity } = this.spec;
		const refused = { status: 429, body: '{"message":"Too Many Attempts."}' };
		if (this.inWork >= atOnce) return refused;
		if (limit === undefined) return null;
		this.firstAt ??= now;
		const number = Math.floor((now - this.firstAt) / limit.ms);
		if (number !== this.window.number) this.window = { number, requests: 0 };
		this.window.requests += 1;
		if (this.window.requests <= limit.requests) return null;
		if (!limit.saysRetryAfter) return refused;
		const leftMs = (number + 1) * limit.ms - (now - this.firstAt);
		return { ...refused, headers: { 'retry-after': String(Math.ceil(leftMs / 1000)) } };
	}

	private answer({ method, url = '' }: IncomingMessage, now: number): Answer {
		const { cancel, lookUp, refusesKey } = this.spec;
		if (refusesKey === true) return { status: 401, body: '{"message":"Unauthenticated."}' };
		const idIn = ({ method: expected, before, after }: Route) =>
			method === expected && url.startsWith(before) && url.endsWith(after)
				? url.slice(before.length, url.length - after.length)
				: null;
		const toCancel = idIn(cancel);
		if (toCancel !== null) return this.cancel(toCancel, now);
		const toRead = idIn(lookUp);
		if (toRead !== null) return this.read(toRead, now);
		return { status: 200, body: '{"data":[]}' };
	}

	private isTooLate(id: string, now: number): boolean {
		const { openMs = Infinity } = this.spec;
		return now - (this.firstReadAt.get(id) ?? now) > openMs;
	}

	private cancel(id: string, now: number): Answer {
		const readAt = this.lastReadAt.get(id);
		if (readAt !== undefined) this.ages.push(Math.round(now - readAt));
		if (this.isTooLate(id, now)) {
			this.cancelsTooLate += 1;
			return { status: 422, body: '{"message":"Order can no longer be cancelled"}' };
		}
		this.cancelled.add(id);
		return { status: 200, body: this.about(id, this.spec.bodies.confirmed) };
	}

	private read(id: string, now: number): Answer {
		if (!this.firstReadAt.has(id)) this.firstReadAt.set(id, now);
		this.lastReadAt.set(id, now);
		const { confirmed, open, tooLate } = this.spec.bodies;
		const unless = this.isTooLate(id, now) ? tooLate : open;
		return { status: 200, body: this.about(id, this.cancelled.has(id) ? confirmed : unless) };
	}

	private about(id: string, body: string): string {
		return body.replaceAll(this.spec.bodies.id, id);
	}
}

/** What the command asks of this process, one after the other: to begin, and for the report. */
export type ServiceQuestion = { begin: ServiceSpec } | 'report';

let service: Service | undefined;

process.on('message', (question: ServiceQuestion) => {
	if (question === 'report') {
		process.send?.(service?.report());
		return;
	}
	service = new Service(question.begin);
	void service.listen().then((url) => process.send?.(url));
});
