import type { IncomingHttpHeaders } from 'node:http';
import type { KeyRing } from './keys';
import type { SandboxState } from './state';
import type { KeyScope, SandboxOperation, SandboxOrder } from './types';

/** An answer before it goes to the wire; a string body is sent as text, undefined as nothing. */
export interface Reply {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
	/** This request really cancelled an order, or expired a gift. */
	processed?: boolean;
}

/** What a route may use to answer. */
export interface Call {
	state: SandboxState;
	keys: KeyRing;
	/** The id in the path, or '' on routes without one. */
	id: string;
	query: URLSearchParams;
	/** Absolute URL of the request, without its query. */
	url: string;
	/** Answers a refused cancel, in the style set for this service. */
	refuse(order: SandboxOrder, usual: Reply): Reply;
}

export interface VendorRoute {
	method: 'GET' | 'POST' | 'PUT';
	/** Path under the vendor's prefix; `:id` stands for one non-empty segment. */
	path: string;
	operation: SandboxOperation;
	/** null: any valid key will do. */
	scope: KeyScope | null;
	handle(call: Call): Reply;
	/** The body with which this route shows an order; faults that lie use it too. */
	show(order: SandboxOrder): unknown;
	/** The same envelope with no order in it. */
	showNothing(): unknown;
}

export interface Vendor {
	service: string;
	/** A valid key with every scope. */
	key: string;
	/** What stands between the sandbox's URL and the vendor's paths. */
	prefix: string;
	authHeader: 'authorization' | 'x-api-key';
	routes: VendorRoute[];
	/** A status that the vendor uses and that is not cancelled. */
	otherState: string;
	/** An id of the vendor's shape that no test should use. */
	otherId: string;
	/** Query parameter that holds the page size; size 1 is how the nodes probe a credential. */
	probeSize: string | null;
	/** The error body of the vendor; `path` is the part after the prefix. */
	error(status: number, path: string): unknown;
}

/** The key as presented, or null when there is none. */
export function presentedKey(vendor: Vendor, headers: IncomingHttpHeaders): string | null {
	const value = headers[vendor.authHeader];
	if (typeof value !== 'string' || value === '') return null;
	if (vendor.authHeader === 'x-api-key') return value;
	return /^Bearer (.+)$/i.exec(value)?.[1] ?? '';
}
