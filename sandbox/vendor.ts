import type { IncomingHttpHeaders } from 'node:http';
import type { ZodRawShape } from 'zod';
import type { Account } from './account';
import type { KeyScope, OrderSeed, SandboxOperation, SandboxOrder } from './model';

/** An answer before it goes to the wire; a string body is sent as text, undefined as nothing. */
export interface Reply {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
	/** This request really cancelled an order, or expired a gift. */
	processed?: boolean;
}

/** What a route may use to answer. */
export interface Call<Order extends SandboxOrder = SandboxOrder> {
	/** Of the tenant whose key came with the request. */
	account: Account<Order>;
	/** The id in the path, or '' on routes without one. */
	id: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	/** What came as JSON; undefined: nothing did. */
	body: unknown;
	/** Absolute URL of the request, without its query. */
	url: string;
	/** Whether another account of this service has an order of this id. */
	isSomeoneElses(): boolean;
	/** How many valid keys the account has. */
	countKeys(): number;
	/** Answers with an error of the vendor. */
	fail(status: number): Reply;
	/** Answers a refused cancel, in the style set for this service. */
	refuse(order: Order, usual: Reply): Reply;
}

export interface VendorRoute<Order extends SandboxOrder = SandboxOrder> {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Path under the vendor's prefix; `:id` stands for one non-empty segment. */
	path: string;
	operation: SandboxOperation;
	/** null: any valid key will do. */
	scope: KeyScope | null;
	handle(call: Call<Order>): Reply;
	/** The body with which this route shows an order; faults that lie use it too. */
	show(order: Order): unknown;
	/** The same envelope with no order in it. */
	showNothing(): unknown;
	/** Which order the id in the path stands for, if it is not the order's own. */
	orderOf?(call: Call<Order>): Order | undefined;
}

/** Something that happened to an order, or is said to have happened. */
export interface EventSeed {
	/** In the vendor's word. */
	event: string;
	orderId: string;
	/** The same for a call that is repeated; default: a new one. */
	id?: string;
	/** What the call claims of the order; default: the truth. */
	status?: string;
	tenant?: string;
}

/** What a vendor may fill when something of its own is seeded. */
export interface Stock {
	seed(orders: OrderSeed[]): void;
	account(service: string, tenant?: string): Account;
}

/** The client that is registered with a vendor for signing in by OAuth2. */
export interface OAuth2Client {
	clientId: string;
	clientSecret: string;
	/** What stands between the sandbox's URL and `/authorize` and `/token`. */
	path: string;
	/** The n8n credential that signs in. */
	credentialType: string;
}

/** One service that the sandbox plays: the `vendor` that a module in `vendors/` exports. */
export interface Vendor<Order extends SandboxOrder = SandboxOrder> {
	service: string;
	/** What people call the service, and the n8n credential that carries its key. */
	credential: { name: string; type: string; keyField: string };
	/** A valid key with every scope, of the default tenant. */
	key: string;
	/** Left out: it knows no OAuth2. */
	oAuth2?: OAuth2Client;
	/** What stands between the sandbox's URL and the vendor's paths. */
	prefix: string;
	/** In small letters. `authorization` carries `Bearer KEY`, any other header the bare key. */
	authHeader: string;
	routes: ReadonlyArray<VendorRoute<Order>>;
	/** What its orders have beside the fields of every order. */
	fields: ZodRawShape;
	/** An order that can be cancelled. The tests of the sandbox take it. */
	sampleOrder: { id: string; status: string };
	/** How the vendor's answers call an order that is cancelled. */
	cancelledState: string;
	/** A status that the vendor uses and that is not cancelled. */
	otherState: string;
	/** An order of the vendor's shape that no test should use. */
	otherOrder: Partial<Order> & { id: string };
	/** Query parameter that holds the page size; size 1 is how the nodes probe a credential. */
	probeSize: string | null;
	/** The error body of the vendor; `path` is the part after the prefix. */
	error(status: number, path: string): unknown;
	/** The call that tells of an event, and the addresses that it goes to; left out: it has no webhooks. */
	callFor?(account: Account<Order>, event: EventSeed): { urls: string[]; body: unknown };
	/** Told of each order that is seeded. */
	seeded?(order: Order, account: Account<Order>): void;
	/**
	 * Methods that the sandbox has because of this vendor, by name. Over HTTP, `seedGift` is
	 * `POST /_sandbox/seed-gift`.
	 */
	methods?: Record<string, (stock: Stock, body: unknown) => void>;
}

/**
 * The one fictional person that every sandbox order is for. Tests search outputs for these
 * strings to prove that no recipient data was kept.
 */
export const SANDBOX_RECIPIENT = {
	name: 'Renate Beispiel',
	firstName: 'Renate',
	lastName: 'Beispiel',
	company: 'Beispielwerk GmbH',
	email: 'renate.beispiel@example.com',
	phone: '+493055501234',
	street: 'Musterweg 17',
	city: 'Beispielstadt',
	province: 'BE',
	postalCode: '10999',
	country: 'DE',
} as const;

/** Cuts one page out of a list; page numbers start at 1. */
export function cutPage<T>(list: T[], number: number, size: number) {
	const start = (number - 1) * size;
	const items = list.slice(start, start + size);
	const shown = items.length > 0;
	return {
		items,
		number,
		size,
		total: list.length,
		last: Math.max(1, Math.ceil(list.length / size)),
		/** Position of the first and last item shown, counted from 1; null on an empty page. */
		from: shown ? start + 1 : null,
		to: shown ? start + items.length : null,
	};
}

/** A whole number of at least 1 from a query, or the fallback when it is anything else. */
export function positive(text: string | null, fallback: number): number {
	return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : fallback;
}

/** A whole number from a query, the fallback when there is none; -1 for anything else. */
export function wholeNumber(text: string | null, fallback: number): number {
	if (text === null) return fallback;
	return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}

/** A query parameter; an empty one counts as absent. */
export function filled(query: URLSearchParams, name: string): string | null {
	const value = query.get(name);
	return value === null || value === '' ? null : value;
}

/** `2025-09-08T16:05:12.345Z` as `2025-09-08T16:05:12.345000Z`, the style of Laravel. */
export function microseconds(iso: string): string {
	return new Date(iso).toISOString().replace('Z', '000Z');
}
