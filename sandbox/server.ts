import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buildControl } from './control';
import { receive } from './exchange';
import { VENDORS, vendorOf } from './registry';
import { findTarget } from './routing';
import { OpenSockets } from './sockets';
import type { LoggedRequest, Sandbox, SandboxOptions, SandboxOrder } from './types';
import { World } from './world';

/** Connections that may wait to be accepted, for tests that open a thousand at once. */
const BACKLOG = 4096;

/**
 * Starts the sandbox. Vendor requests are answered on the bare HTTP response, because half of them
 * have to be broken on purpose; fastify serves the control endpoints.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const host = options.host ?? '127.0.0.1';
	const world = new World();
	const control = buildControl(() => sandbox);
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

function buildSandbox(world: World, sockets: OpenSockets, close: () => Promise<void>): Sandbox {
	return {
		url: world.origin,
		services: VENDORS.map(({ service }) => service),
		baseUrlOf: (service) => `${world.origin}${vendorOf(service).prefix}`,
		keyOf: (service) => vendorOf(service).key,
		seed: (orders) => world.state.seed(orders),
		seedGift: (gift) => world.state.seedGift(gift),
		addFault: (fault) => world.faults.add(fault),
		setRateLimit: (limit) => world.limits.set(limit),
		setRefusal: (service, style) => void world.refusals.set(service, style),
		addKey: (service, key, scopes) => world.keys.add(service, key, scopes),
		revokeKey: (service, key) => world.keys.revoke(service, key),
		order: (service, id) => copyOrder(world.state.find(service, id)),
		orders: () => world.state.all().map((order) => ({ ...order })),
		requests: (filter = {}) => world.log.filter((entry) => fits(entry, filter)).map(copyEntry),
		openSockets: () => sockets.count,
		peakSockets: () => sockets.peak,
		reset: () => {
			world.reset();
			sockets.forgetPeak();
		},
		close,
	};
}

/** Copies, so that what a test holds does not change under its hands. */
function copyOrder(order: SandboxOrder | undefined): SandboxOrder | undefined {
	return order === undefined ? undefined : { ...order };
}

function copyEntry(entry: LoggedRequest): LoggedRequest {
	return { ...entry, headers: { ...entry.headers } };
}

function fits(entry: LoggedRequest, filter: Parameters<Sandbox['requests']>[0] = {}): boolean {
	return (
		(filter.service === undefined || filter.service === entry.service) &&
		(filter.operation === undefined || filter.operation === entry.operation) &&
		(filter.orderId === undefined || filter.orderId === entry.orderId)
	);
}
