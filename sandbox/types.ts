import type { ServerOptions } from 'node:https';

/** The true state of one order, whatever an answer claimed about it. */
export interface SandboxOrder {
	service: string;
	id: string;
	/** The vendor's machine word, such as `reviewing`, `active` or `in_production`. */
	status: string;
	cancelled: boolean;
	/** How many times a cancel was really carried out; more than 1 never happens. */
	cancelCount: number;
	/** Belongs to another account than the sandbox keys. */
	foreign: boolean;
	/** ISO 8601 UTC, like the two below. */
	createdAt: string;
	updatedAt: string;
	cancelledAt: string | null;
	giftId?: string;
	reference?: string;
	fulfillment?: 'none' | 'inTransit' | 'delivered';
	/** Seeded only to overrule what the status says about cancelling. */
	cancellable?: boolean;
	subAccountId?: number | null;
	idempotencyKey?: string;
	orderType?: string;
	testOrder?: boolean;
}

export type OrderSeed = Partial<SandboxOrder> & Pick<SandboxOrder, 'service' | 'id' | 'status'>;

/** A Snappy v2 gift; its active order is the last one that is not cancelled. */
export interface SandboxGift {
	id: string;
	status: string;
	orderIds: string[];
	/** ISO 8601 UTC; left out: when its first order was made. */
	createdAt?: string;
	/** Belongs to another company, as does a gift with a foreign order. */
	foreign?: boolean;
}

export interface GiftSeed {
	id: string;
	/** Default `claimed`. */
	status?: string;
	createdAt?: string;
	foreign?: boolean;
	orders: Array<Partial<SandboxOrder> & { id: string; status: string }>;
}

export const FAULT_KINDS = [
	'timeoutBefore',
	'timeoutAfter',
	'processLate',
	'cutBefore',
	'cutAfter',
	'cutBody',
	'slowBody',
	'statusBefore',
	'statusAfter',
	'otherState',
	'statusFalse',
	'otherOrder',
	'emptyBefore',
	'emptyAfter',
	'htmlBefore',
	'htmlAfter',
	'malformedBefore',
	'malformedAfter',
	'redirect',
	'rateLimited',
] as const;

/** What can go wrong with a request; `faultActs.ts` says what each one does. */
export type FaultKind = (typeof FAULT_KINDS)[number];

export const OPERATIONS = ['cancel', 'expire', 'get', 'list', 'probe', 'other'] as const;

export type SandboxOperation = (typeof OPERATIONS)[number];

export interface Fault {
	/** Default: any service. */
	service?: string;
	/** Default `any`. */
	operation?: 'cancel' | 'expire' | 'get' | 'list' | 'probe' | 'any';
	/** The id in the request's path (for Snappy v2: the gift id). Default: any. */
	orderId?: string;
	kind: FaultKind;
	/** Requests to spoil, default 1; `Infinity` (over HTTP: -1) never wears off. */
	times?: number;
	/** Matching requests that pass first, whether or not another fault spoils them. */
	skip?: number;
	status?: number;
	/** A string is sent as text, anything else as JSON. */
	body?: unknown;
	location?: string;
	/** Sent as is, also with a status fault. */
	retryAfter?: string;
	/** Milliseconds until `processLate` processes, default 1000. */
	delayMs?: number;
}

export interface RateLimit {
	service: string;
	requests: number;
	windowMs: number;
	/** Form of the Retry-After header, default `seconds`. */
	retryAfter?: 'seconds' | 'date' | 'none';
	/** Send x-ratelimit-limit and x-ratelimit-remaining with every answer. */
	remainingHeader?: boolean;
}

/** How a refused cancel is answered; without a body: the unchanged order in the success envelope. */
export type RefusalStyle = { status: number; body: unknown } | 'default';

export type KeyScope = 'cancel' | 'read';

export interface LoggedRequest {
	/** Arrival, milliseconds since 1970. */
	at: number;
	service: string;
	operation: SandboxOperation;
	/** The id in the path, decoded; for Snappy v2 the gift id. */
	orderId: string | null;
	method: string;
	/** With its query, as it arrived. */
	path: string;
	/** authorization and x-api-key are replaced by `valid`, `wrong` or `missing`. */
	headers: Record<string, string>;
	bodyBytes: number;
	authorized: boolean;
	fault: FaultKind | null;
	/** null: never answered. */
	status: number | null;
	/** This request really cancelled an order, or expired a gift. */
	processed: boolean;
}

export interface Sandbox {
	url: string;
	/** The names of the services that it plays. */
	services: readonly string[];
	/** What goes into the credentials; throws for an unknown service, as `keyOf` does. */
	baseUrlOf(service: string): string;
	/** A key with every scope. */
	keyOf(service: string): string;
	seed(orders: OrderSeed[]): void;
	seedGift(gift: GiftSeed): void;
	addFault(fault: Fault): void;
	setRateLimit(limit: RateLimit): void;
	setRefusal(service: string, style: RefusalStyle): void;
	addKey(service: string, key: string, scopes: KeyScope[]): void;
	revokeKey(service: string, key: string): void;
	order(service: string, id: string): SandboxOrder | undefined;
	orders(): SandboxOrder[];
	requests(
		filter?: Partial<Pick<LoggedRequest, 'service' | 'operation' | 'orderId'>>,
	): LoggedRequest[];
	openSockets(): number;
	peakSockets(): number;
	/** Back to an empty sandbox: orders, faults, limits, refusals, log and keys. */
	reset(): void;
	/** Ends within a second, also while requests hang. */
	close(): Promise<void>;
}

export interface SandboxOptions {
	/** Default 0: any free port. */
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** Serve TLS, also with client certificates (`requestCert`, `ca`). */
	https?: ServerOptions;
}
