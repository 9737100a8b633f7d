import type { Sandbox } from '../../sandbox';
import type { SandboxOperation } from '../../sandbox/model';
import { vendorOf, VENDORS } from '../../sandbox/routing';

/** Every service of the sandbox: what is tested for all of them is tested for a new one too. */
export const SERVICES = VENDORS.map(({ service }) => service);

/** The id of the order that `seedOpen` seeds. */
export function idOf(service: string): string {
	return vendorOf(service).sampleOrder.id;
}

/** Method and path of the first route of that kind. */
function routeOf(service: string, operation: SandboxOperation, id: string) {
	const route = vendorOf(service).routes.find((each) => each.operation === operation);
	if (route === undefined) throw new Error(`${service} has no ${operation}`);
	return { method: route.method, path: route.path.replace(':id', id) };
}

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** undefined when the text is no JSON. */
	json: unknown;
}

export interface CallOptions {
	key?: string | null;
	headers?: Record<string, string>;
	method?: string;
	timeoutMs?: number;
	body?: string;
}

/** What an answer that shows the service's order as cancelled holds; in some of their answers words begin with a capital. */
export function cancelledIn(service: string): RegExp {
	return new RegExp(`"${vendorOf(service).cancelledState}"`, 'i');
}

export { useSandbox } from '../support/useSandbox';

export async function call(
	sandbox: Sandbox,
	service: string,
	path: string,
	options: CallOptions = {},
): Promise<Answer> {
	const { key = sandbox.keyOf(service), method = 'GET', timeoutMs = 5000, body } = options;
	const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
	const { authHeader } = vendorOf(service);
	if (key !== null) headers[authHeader] = authHeader === 'authorization' ? `Bearer ${key}` : key;
	const response = await fetch(`${sandbox.baseUrlOf(service)}${path}`, {
		method,
		headers,
		body,
		redirect: 'manual',
		signal: AbortSignal.timeout(timeoutMs),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parse(text) };
}

export async function cancel(
	sandbox: Sandbox,
	service: string,
	id = idOf(service),
	options: CallOptions = {},
): Promise<Answer> {
	const { method, path } = routeOf(service, 'cancel', id);
	return await call(sandbox, service, path, { method, ...options });
}

export async function get(
	sandbox: Sandbox,
	service: string,
	id = idOf(service),
	options: CallOptions = {},
): Promise<Answer> {
	return await call(sandbox, service, routeOf(service, 'get', id).path, options);
}

export async function list(
	sandbox: Sandbox,
	service: string,
	options: CallOptions = {},
): Promise<Answer> {
	return await call(sandbox, service, routeOf(service, 'list', '').path, options);
}

/** The body with which a service answers such a failure of a cancel. */
export function errorOf(service: string, status: number): unknown {
	return vendorOf(service).error(status, routeOf(service, 'cancel', idOf(service)).path);
}

/** One order of the service that can be cancelled. */
export function seedOpen(sandbox: Sandbox, service: string, tenant?: string): void {
	sandbox.seed([{ service, tenant, ...vendorOf(service).sampleOrder }]);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
