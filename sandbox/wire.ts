import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { LoggedRequest } from './model';
import type { Reply } from './vendor';

const DRIP_MS = 100;

/** More than anybody will ever wait for. */
const ENDLESS_BYTES = 1e9;

interface Encoded {
	bytes: Buffer;
	type: string;
}

/** Puts answers on the wire, whole or spoilt, and notes in the log what was answered. */
export class Wire {
	constructor(
		private readonly response: ServerResponse,
		private readonly entry: LoggedRequest,
	) {}

	send(reply: Reply): void {
		const { bytes, type } = encode(reply.body);
		this.head(reply, type, bytes.length);
		this.response.end(bytes);
	}

	/** A complete HTTP message whose JSON stops in the middle. */
	sendMalformed(reply: Reply): void {
		const { bytes, type } = encode(reply.body);
		const half = bytes.subarray(0, Math.floor(bytes.length / 2));
		this.head(reply, type, half.length);
		this.response.end(half);
	}

	/** Promises more than it sends, then breaks the connection. */
	sendCut(reply: Reply): void {
		const { bytes, type } = encode(reply.body);
		this.head(reply, type, bytes.length * 2);
		const half = bytes.subarray(0, Math.floor(bytes.length / 2));
		this.response.write(half, () => this.cut());
	}

	/** One byte at a time, and blanks when the body is through, until somebody breaks the connection. */
	drip(reply: Reply): void {
		const { bytes, type } = encode(reply.body);
		this.head(reply, type, bytes.length + ENDLESS_BYTES);
		// Without this the headers would wait for the first byte of the body.
		this.response.flushHeaders();
		let sent = 0;
		const timer = setInterval(() => {
			this.response.write(sent < bytes.length ? bytes.subarray(sent, sent + 1) : ' ');
			sent += 1;
		}, DRIP_MS);
		this.response.once('close', () => clearInterval(timer));
	}

	/** Ends the connection without an answer, or in the middle of one. */
	cut(): void {
		this.response.destroy();
	}

	/** Every connection serves one request, so that no client meets a stale one. */
	private head(reply: Reply, type: string, length: number): void {
		if (!this.response.destroyed) this.entry.status = reply.status;
		this.response.writeHead(reply.status, {
			'content-type': type,
			'content-length': length,
			connection: 'close',
			...reply.headers,
		});
	}
}

function encode(body: unknown): Encoded {
	if (body === undefined) return { bytes: Buffer.alloc(0), type: 'application/json' };
	if (typeof body === 'string') return { bytes: Buffer.from(body), type: 'text/plain' };
	return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' };
}

/** The open connections of a server: how many there are, how many there were at most. */
export class OpenSockets {
	private readonly open = new Set<Socket>();

	private most = 0;

	private refusing = false;

	constructor(server: Server) {
		server.on('connection', (socket: Socket) => this.add(socket));
	}

	get count(): number {
		return this.open.size;
	}

	get peak(): number {
		return this.most;
	}

	forgetPeak(): void {
		this.most = this.open.size;
	}

	/** Breaks all connections, also those that arrive while the server closes. */
	destroyAll(): void {
		this.refusing = true;
		for (const socket of this.open) socket.destroy();
	}

	private add(socket: Socket): void {
		if (this.refusing) {
			socket.destroy();
			return;
		}
		this.open.add(socket);
		this.most = Math.max(this.most, this.open.size);
		socket.once('close', () => this.open.delete(socket));
	}
}
