import type { Sandbox } from '../../sandbox';

type Service = 'thanksIo' | 'snappy' | 'fastPod';

/** Ids of the vendors' shapes. */
export const IDS: Record<Service, string> = {
	thanksIo: '42708',
	snappy: 'G7nR4bD9mK',
	fastPod: 'F237-120723-000001',
};

export const OPEN_STATUS: Record<Service, string> = {
	thanksIo: 'reviewing',
	snappy: 'active',
	fastPod: 'new_order',
};

export const SERVICES: Service[] = ['thanksIo', 'snappy', 'fastPod'];

const CANCEL: Record<Service, [method: string, path: (id: string) => string]> = {
	thanksIo: ['PUT', (id) => `/orders/${id}/cancel`],
	snappy: ['POST', (id) => `/v3/orders/${id}/cancel`],
	fastPod: ['POST', (id) => `/v1/orders/${id}/cancel`],
};

const GET: Record<Service, (id: string) => string> = {
	thanksIo: (id) => `/orders/${id}/track`,
	snappy: (id) => `/v3/orders/${id}`,
	fastPod: (id) => `/v1/orders/${id}`,
};

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** undefined when the text is no JSON. */
	json: unknown;
}

export interface CallOptions {
	key?: string | null;
	method?: string;
	timeoutMs?: number;
	body?: string;
}

export { useSandbox } from '../support/useSandbox';

export async function call(
	sandbox: Sandbox,
	service: Service,
	path: string,
	options: CallOptions = {},
): Promise<Answer> {
	const { key = sandbox.keyOf(service), method = 'GET', timeoutMs = 5000, body } = options;
	const headers: Record<string, string> = { accept: 'application/json' };
	if (key !== null && service === 'snappy') headers['x-api-key'] = key;
	else if (key !== null) headers.authorization = `Bearer ${key}`;
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
	service: Service,
	id = IDS[service],
	options: CallOptions = {},
): Promise<Answer> {
	const [method, path] = CANCEL[service];
	return await call(sandbox, service, path(id), { method, ...options });
}

export async function get(
	sandbox: Sandbox,
	service: Service,
	id = IDS[service],
	options: CallOptions = {},
): Promise<Answer> {
	return await call(sandbox, service, GET[service](id), options);
}

/** One order of the service that can be cancelled. */
export function seedOpen(sandbox: Sandbox, service: Service): void {
	sandbox.seed([{ service, id: IDS[service], status: OPEN_STATUS[service] }]);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
