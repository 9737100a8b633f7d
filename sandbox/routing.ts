import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { SandboxOperation } from './model';
import type { Vendor, VendorRoute } from './vendor';

const load = createRequire(__filename);

/** Each file and each folder in here is one vendor. */
const FOLDER = resolve(__dirname, 'vendors');

/** Every vendor that the sandbox plays. A new one takes nothing but its own module. */
export const VENDORS: readonly Vendor[] = readdirSync(FOLDER)
	.sort()
	.map((name) => (load(resolve(FOLDER, name)) as { vendor: Vendor }).vendor);

/** Who asks for a service that nobody plays made a mistake of his own: over HTTP a 400. */
class UnknownService extends Error {
	readonly statusCode = 400;
}

/** The vendor of a service; throws for a service that nobody plays. */
export function vendorOf(service: string): Vendor {
	const vendor = VENDORS.find((each) => each.service === service);
	if (vendor === undefined) throw new UnknownService(`The sandbox plays no service ${service}`);
	return vendor;
}

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
export function findTarget(method: string, url: string): Target | undefined {
	const [rawPath = '', rawQuery = ''] = url.split(/\?(.*)/s);
	const vendor = VENDORS.find(({ prefix }) => `${rawPath}/`.startsWith(`${prefix}/`));
	if (vendor === undefined) return undefined;
	const path = rawPath.slice(vendor.prefix.length);
	const query = new URLSearchParams(rawQuery);
	for (const route of vendor.routes) {
		const pattern = new RegExp(`^${route.path.replace(':id', '([^/]+)')}$`);
		const match = route.method === method ? pattern.exec(path) : null;
		if (match === null) continue;
		const id = match[1] === undefined ? null : decode(match[1]);
		// Listing a single order is how the nodes test a credential.
		const isProbe = route.operation === 'list' && query.get(vendor.probeSize ?? '') === '1';
		const operation = isProbe ? 'probe' : route.operation;
		return { vendor, route, operation, id, path, query };
	}
	return { vendor, route: undefined, operation: 'other', id: null, path, query };
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
