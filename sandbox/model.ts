import { z } from 'zod';

/**
 * What goes into the sandbox, over HTTP and in the same process. Each schema is the only definition
 * of its thing; the types come from them.
 */

/** The tenant of the keys that `keyOf` gives, and of what is seeded without another one. */
export const DEFAULT_TENANT = 'default';

const time = z.string().datetime({ offset: true });
const httpStatus = z.number().int().min(200).max(599);

const order = z.object({
	service: z.string(),
	/** Whose order it is: only keys of this tenant see it. */
	tenant: z.string(),
	id: z.string(),
	/** The vendor's machine word, such as `reviewing`, `active` or `in_production`. */
	status: z.string(),
	cancelled: z.boolean(),
	/** How many times a cancel was really carried out; more than 1 never happens. */
	cancelCount: z.number(),
	createdAt: time,
	updatedAt: time,
	cancelledAt: time.nullable(),
	/** The number in the customer's own system. */
	reference: z.string().optional(),
	/** Overrules what the status says about cancelling. */
	cancellable: z.boolean().optional(),
});

/** The true state of one order, whatever an answer claimed about it. */
export type SandboxOrder = z.infer<typeof order>;

/** All but three fields have defaults. Vendors add fields of their own, see `Vendor.fields`. */
export const orderSeed = order
	.partial()
	.required({ service: true, id: true, status: true })
	.passthrough();
export type OrderSeed = z.infer<typeof orderSeed>;

/** A list of orders, bare or as `{ orders }`. */
export const seed = z.union([
	z.array(orderSeed),
	z.object({ orders: z.array(orderSeed) }).transform((body) => body.orders),
]);

export const FAULT_KINDS = [
	'timeoutBefore',
	'timeoutAfter',
	'cutBefore',
	'cutAfter',
	'cutBody',
	'slowBody',
	'statusBefore',
	'statusAfter',
	'sameState',
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
	'stale',
	'hugeText',
	'hugeId',
] as const;

/** What can go wrong with a request; `faults.ts` says what each one does. */
export type FaultKind = (typeof FAULT_KINDS)[number];

const OPERATIONS = ['cancel', 'expire', 'get', 'list', 'probe', 'webhooks', 'other'] as const;
export type SandboxOperation = (typeof OPERATIONS)[number];

/** Each condition that is left out fits every request. */
const fault = z.object({
	service: z.string().optional(),
	tenant: z.string().optional(),
	operation: z.enum([...OPERATIONS, 'any']).optional(),
	/** The id in the request's path (for Snappy v2: the gift id). */
	orderId: z.string().optional(),
	kind: z.enum(FAULT_KINDS),
	/** Requests to spoil, default 1; `Infinity` never wears off. JSON has no Infinity: -1. */
	times: z
		.number()
		.transform((times) => (times === -1 ? Infinity : times))
		.optional(),
	/** Matching requests that pass first, whether or not another fault spoils them. */
	skip: z.number().optional(),
	status: httpStatus.optional(),
	/** Of a status or a web page. A string is sent as text, anything else as JSON. */
	body: z.unknown(),
	location: z.string().optional(),
	/** Sent as is, also with a status fault. */
	retryAfter: z.string().optional(),
	/** Milliseconds after which a request is carried out that the fault itself kept from it, whatever it answered. */
	delayMs: z.number().optional(),
	/** How old the state is that `stale` shows, milliseconds; without it: the state before the first change. */
	lagMs: z.number().optional(),
});
export type Fault = z.infer<typeof fault>;

/** One fault or a list of them. */
export const faults = z.union([z.array(fault), fault.transform((single) => [single])]);

export const rateLimit = z.object({
	service: z.string(),
	requests: z.number().int().min(0),
	windowMs: z.number().positive(),
	/** Form of the Retry-After header, default `seconds`. */
	retryAfter: z.enum(['seconds', 'date', 'none']).optional(),
	/** Send x-ratelimit-limit and x-ratelimit-remaining with every answer. */
	remainingHeader: z.boolean().optional(),
});
export type RateLimit = z.infer<typeof rateLimit>;

/** How a refused cancel is answered; without a body: the unchanged order in the success envelope. */
const refusalStyle = z.union([
	z.literal('default'),
	z.object({ status: httpStatus, body: z.unknown() }),
]);
export type RefusalStyle = z.infer<typeof refusalStyle>;

export const refusal = z.object({ service: z.string(), style: refusalStyle });

const keyScope = z.enum(['cancel', 'read']);
export type KeyScope = z.infer<typeof keyScope>;

export const newKey = z.object({
	service: z.string(),
	key: z.string(),
	scopes: z.array(keyScope),
	tenant: z.string().optional(),
});

export const revokedKey = z.object({ service: z.string(), key: z.string() });

export const requestFilter = z
	.object({
		service: z.string(),
		tenant: z.string(),
		operation: z.enum(OPERATIONS),
		orderId: z.string(),
	})
	.partial();
export type RequestFilter = z.infer<typeof requestFilter>;

/** A request to a vendor, as the sandbox remembers it. */
export interface LoggedRequest {
	/** Arrival, milliseconds since 1970. */
	at: number;
	service: string;
	/** Whose key it came with; null: the key is not valid. */
	tenant: string | null;
	operation: SandboxOperation;
	/** The id in the path, decoded; for Snappy v2 the gift id. */
	orderId: string | null;
	method: string;
	/** With its query, as it arrived. */
	path: string;
	/** Those that carry a key hold `valid`, `wrong` or `missing` instead. */
	headers: Record<string, string>;
	bodyBytes: number;
	fault: FaultKind | null;
	/** null: never answered. */
	status: number | null;
	/** This request really cancelled an order, or expired a gift. */
	processed: boolean;
}
