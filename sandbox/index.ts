import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buildSandbox, type Sandbox } from './api';
import { buildControl } from './control';
import { receive } from './exchange';
import { findTarget } from './routing';
import { OpenSockets } from './wire';
import { World } from './world';

export type { Sandbox } from './api';
export { DEFAULT_TENANT, FAULT_KINDS } from './model';
export type { Fault, FaultKind, LoggedRequest, OrderSeed, RateLimit, SandboxOrder } from './model';
export { SANDBOX_RECIPIENT } from './vendor';
export type { EventSeed } from './vendor';

export interface SandboxOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** Serve TLS, also with client certificates (`requestCert`, `ca`). */
	https?: ServerOptions;
}

/** Connections that may wait to be accepted, for tests that open a thousand at once. */
const BACKLOG = 4096;

/**
 * Starts the sandbox. Vendor requests are answered on the bare HTTP response, because half of them
 * have to be broken on purpose; fastify serves the control endpoints.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const host = options.host ?? '127.0.0.1';
	const world = new World();
	const control = buildControl(world, () => sandbox);
	await control.ready();
	const onRequest = (request: IncomingMessage, response: ServerResponse) => {
		const target = findTarget(request.method ?? '', request.url ?? '');
		if (target === undefined) control.routing(request, response);
		else receive(world, target, request, response);
	};
	const server =
		options.https === undefined
			? createServer(onRequest)
			: createHttpsServer(options.https, onRequest);
	const sockets = new OpenSockets(server);
	world.origin = await listen(server, host, options);
	let closed: Promise<void> | undefined;
	const close = async (): Promise<void> => {
		const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
		world.reset();
		sockets.destroyAll();
		await Promise.all([stopped, control.close()]);
	};
	const sandbox = buildSandbox(world, sockets, () => (closed ??= close()));
	return sandbox;
}

async function listen(server: Server, host: string, options: SandboxOptions): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen({ host, port: options.port ?? 0, backlog: BACKLOG }, resolve);
	});
	const { port } = server.address() as AddressInfo;
	// 0.0.0.0 and :: are no addresses that a client could connect to.
	const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
	const name = reachable.includes(':') ? `[${reachable}]` : reachable;
	return `${options.https === undefined ? 'http' : 'https'}://${name}:${port}`;
}
