import type { Server } from 'node:http';
import type { Socket } from 'node:net';

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
