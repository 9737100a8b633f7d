import type { IncomingMessage, ServerResponse } from 'node:http';
import { FAULT_ACTS } from './faultActs';
import type { Target } from './routing';
import type { LoggedRequest, SandboxOrder } from './types';
import { presentedKey } from './vendor';
import type { Call, Reply } from './vendor';
import { Wire } from './wire';
import type { World } from './world';

const SECRET_HEADERS = ['authorization', 'x-api-key'];

/** Logs a vendor request when it arrives and answers it once its body is in. */
export function receive(
	world: World,
	target: Target,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const key = presentedKey(target.vendor, request.headers);
	const entry = logEntry(world, target, request, key);
	world.log.push(entry);
	request.on('data', (chunk: Buffer) => (entry.bodyBytes += chunk.length));
	// A client that leaves in the middle of its request is no error of the sandbox.
	request.on('error', () => undefined);
	request.on('end', () => answer(world, target, entry, key, new Wire(response, entry)));
}

/** A fault goes before everything else; rate limit and key are part of processing. */
function answer(
	world: World,
	target: Target,
	entry: LoggedRequest,
	key: string | null,
	wire: Wire,
): void {
	const process = () => {
		const reply = judge(world, target, entry, key);
		entry.processed = reply.processed ?? false;
		return reply;
	};
	const fault = world.faults.take(entry);
	if (fault === undefined) return wire.send(process());
	entry.fault = fault.kind;
	FAULT_ACTS[fault.kind]({ world, target, fault, wire, process });
}

/** Rate limit, then key, then path, then scope, then the vendor's own rules. */
function judge(world: World, target: Target, entry: LoggedRequest, key: string | null): Reply {
	const { vendor, route, path } = target;
	const { accepted, headers } = world.limits.admit(vendor.service, key ?? '', entry.at);
	const refuse = (status: number) => ({ status, body: vendor.error(status, path), headers });
	if (!accepted) return refuse(429);
	const scopes = world.keys.scopesOf(vendor.service, key);
	if (scopes === undefined) return refuse(401);
	if (route === undefined) return refuse(404);
	if (route.scope !== null && !scopes.has(route.scope)) return refuse(403);
	const reply = route.handle(callOf(world, target));
	return { ...reply, headers: { ...headers, ...reply.headers } };
}

function callOf(world: World, target: Target): Call {
	const { vendor, route, id, path, query } = target;
	return {
		state: world.state,
		keys: world.keys,
		id: id ?? '',
		query,
		url: `${world.origin}${vendor.prefix}${path}`,
		refuse: (order: SandboxOrder, usual: Reply): Reply => {
			const style = world.refusals.get(vendor.service) ?? 'default';
			if (style === 'default') return usual;
			return { status: style.status, body: style.body ?? route?.show(order) };
		},
	};
}

function logEntry(
	world: World,
	target: Target,
	request: IncomingMessage,
	key: string | null,
): LoggedRequest {
	const { service, authHeader } = target.vendor;
	const authorized = world.keys.scopesOf(service, key) !== undefined;
	const headers: Record<string, string> = { [authHeader]: 'missing' };
	for (const [name, value] of Object.entries(request.headers)) {
		if (value === undefined) continue;
		headers[name] = Array.isArray(value) ? value.join(', ') : value;
		// Keys never enter the log, not even one that was sent to the wrong vendor.
		if (!SECRET_HEADERS.includes(name)) continue;
		headers[name] = name === authHeader && authorized ? 'valid' : 'wrong';
	}
	return {
		at: Date.now(),
		service,
		operation: target.operation,
		orderId: target.id,
		method: request.method ?? '',
		path: request.url ?? '',
		headers,
		bodyBytes: 0,
		authorized,
		fault: null,
		status: null,
		processed: false,
	};
}
