import { VENDORS } from './registry';
import type { SandboxOperation } from './types';
import type { Vendor, VendorRoute } from './vendor';

export interface Target {
	vendor: Vendor;
	/** undefined: the vendor has no such path. */
	route: VendorRoute | undefined;
	operation: SandboxOperation;
	id: string | null;
	/** The part after the vendor's prefix, without the query. */
	path: string;
	query: URLSearchParams;
}

/** Which vendor and route a request is for; undefined when it is for no vendor. */
export function findTarget(method: string, rawUrl: string): Target | undefined {
	const [rawPath = '', rawQuery = ''] = splitOnce(rawUrl, '?');
	const vendor = VENDORS.find(({ prefix }) => `${rawPath}/`.startsWith(`${prefix}/`));
	if (vendor === undefined) return undefined;
	const path = rawPath.slice(vendor.prefix.length);
	const query = new URLSearchParams(rawQuery);
	for (const route of vendor.routes) {
		const id = route.method === method ? matchPath(route.path, path) : undefined;
		if (id === undefined) continue;
		return { vendor, route, operation: operationOf(vendor, route, query), id, path, query };
	}
	return { vendor, route: undefined, operation: 'other', id: null, path, query };
}

/** The id in the path, null if the pattern has none, undefined if the path does not fit. */
function matchPath(pattern: string, path: string): string | null | undefined {
	const wanted = pattern.split('/');
	const given = path.split('/');
	if (wanted.length !== given.length) return undefined;
	let id: string | null = null;
	for (const [index, part] of wanted.entries()) {
		const value = given[index] ?? '';
		if (part === ':id' && value !== '') id = decode(value);
		else if (part !== value) return undefined;
	}
	return id;
}

/** Listing a single order is how the nodes test a credential. */
function operationOf(vendor: Vendor, route: VendorRoute, query: URLSearchParams) {
	const probes = route.operation === 'list' && vendor.probeSize !== null;
	return probes && query.get(vendor.probeSize ?? '') === '1' ? 'probe' : route.operation;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function splitOnce(text: string, separator: string): [string, string] {
	const at = text.indexOf(separator);
	return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
