import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { FAULT_ACTS } from './faults';
import { DEFAULT_TENANT } from './model';
import type { LoggedRequest } from './model';
import { VENDORS, type Target } from './routing';
import type { Call, Reply, Vendor } from './vendor';
import { Wire } from './wire';
import type { World } from './world';

const SECRET_HEADERS = VENDORS.map(({ authHeader }) => authHeader);

/** A request to a vendor, and what is known of it. */
interface Exchange {
	world: World;
	target: Target;
	key: string | null;
	headers: IncomingHttpHeaders;
	entry: LoggedRequest;
	/** Of its body, as it came. */
	chunks: Buffer[];
}

/** Logs a request to a vendor when it arrives and answers it once its body is in. */
export function receive(
	world: World,
	target: Target,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const { headers } = request;
	const key = presentedKey(target.vendor, headers);
	const entry = logEntry(world, target, request, key);
	world.log.push(entry);
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => {
		entry.bodyBytes += chunk.length;
		chunks.push(chunk);
	});
	// A client that leaves in the middle of its request is no error of the sandbox.
	request.on('error', () => undefined);
	const exchange = { world, target, key, headers, entry, chunks };
	request.on('end', () => answer(exchange, new Wire(response, entry)));
}

/** A fault goes before everything else; rate limit and key are part of processing. */
function answer(exchange: Exchange, wire: Wire): void {
	const { world, target, entry } = exchange;
	let isCarriedOut = false;
	const process = () => {
		isCarriedOut = true;
		const reply = judge(exchange);
		entry.processed = reply.processed ?? false;
		return reply;
	};
	const fault = world.faults.take(entry);
	if (fault === undefined) return wire.send(process());
	entry.fault = fault.kind;
	const call = callOf(exchange, entry.tenant ?? DEFAULT_TENANT);
	const namedOrder = () => target.route?.orderOf?.(call) ?? call.account.find(call.id);
	// A cancel is carried out now, whatever is looked at.
	const processAsOf = (time: number) =>
		target.route?.method === 'GET' ? call.account.asOf(time, process) : process();
	FAULT_ACTS[fault.kind]({ target, fault, wire, process, processAsOf, namedOrder });
	if (fault.delayMs !== undefined && !isCarriedOut) world.later(fault.delayMs, process);
}

/** Rate limit, then key, then path, then scope, then the vendor's own rules. */
function judge(exchange: Exchange): Reply {
	const { world, target, key, entry } = exchange;
	const { vendor, route } = target;
	const { accepted, headers } = world.limits.admit(vendor.service, key ?? '', entry.at);
	const refuse = (status: number) => ({ ...failure(target, status), headers });
	if (!accepted) return refuse(429);
	const rights = world.keys.use(vendor.service, key);
	if (rights === undefined) return refuse(401);
	if (route === undefined) return refuse(404);
	if (route.scope !== null && !rights.scopes.has(route.scope)) return refuse(403);
	const reply = route.handle(callOf(exchange, rights.tenant));
	return { ...reply, headers: { ...headers, ...reply.headers } };
}

function failure({ vendor, path }: Target, status: number): Reply {
	return { status, body: vendor.error(status, path) };
}

function jsonIn(chunks: readonly Buffer[]): unknown {
	try {
		return JSON.parse(Buffer.concat(chunks).toString('utf8'));
	} catch {
		return undefined;
	}
}

function callOf({ world, target, headers, chunks }: Exchange, tenant: string): Call {
	const { vendor, route, path, query } = target;
	const { service } = vendor;
	const id = target.id ?? '';
	return {
		account: world.account(service, tenant),
		id,
		query,
		headers,
		body: jsonIn(chunks),
		url: `${world.origin}${vendor.prefix}${path}`,
		isSomeoneElses: () =>
			world
				.accountsOf(service)
				.some((other) => other.tenant !== tenant && other.find(id) !== undefined),
		countKeys: () => world.keys.count(service, tenant),
		fail: (status) => failure(target, status),
		refuse: (order, usual) => {
			const style = world.refusals.get(service) ?? 'default';
			if (style === 'default') return usual;
			return { status: style.status, body: style.body ?? route?.show(order) };
		},
	};
}

function logEntry(
	{ keys }: World,
	{ vendor, operation, id }: Target,
	{ method = '', url = '', headers }: IncomingMessage,
	key: string | null,
): LoggedRequest {
	const { service, authHeader } = vendor;
	const tenant = keys.rightsOf(service, key)?.tenant ?? null;
	return {
		at: Date.now(),
		service,
		tenant,
		operation,
		orderId: id,
		method,
		path: url,
		headers: loggedHeaders(headers, authHeader, tenant !== null),
		bodyBytes: 0,
		fault: null,
		status: null,
		processed: false,
	};
}

/** The key as presented, or null when there is none. */
function presentedKey({ authHeader }: Vendor, headers: IncomingHttpHeaders): string | null {
	const value = headers[authHeader];
	if (typeof value !== 'string' || value === '') return null;
	if (authHeader !== 'authorization') return value;
	return /^Bearer (.+)$/i.exec(value)?.[1] ?? '';
}

/** Keys never enter the log, not even one that was sent to the wrong vendor. */
function loggedHeaders(
	received: IncomingHttpHeaders,
	authHeader: string,
	isValid: boolean,
): Record<string, string> {
	const headers: Record<string, string> = { [authHeader]: 'missing' };
	for (const [name, value] of Object.entries(received)) {
		if (value === undefined) continue;
		headers[name] = Array.isArray(value) ? value.join(', ') : value;
		if (!SECRET_HEADERS.includes(name)) continue;
		headers[name] = name === authHeader && isValid ? 'valid' : 'wrong';
	}
	return headers;
}
