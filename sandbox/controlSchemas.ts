import { z } from 'zod';
import { VENDORS } from './registry';
import { FAULT_KINDS, OPERATIONS } from './types';

/** What the control endpoints accept; the meaning of each field is told in `types.ts`. */

const service = z.string().refine((name) => VENDORS.some((vendor) => vendor.service === name), {
	message: 'Not a service of the sandbox',
});

const orderFields = {
	id: z.string(),
	status: z.string(),
	cancelCount: z.number().optional(),
	foreign: z.boolean().optional(),
	createdAt: z.string().datetime().optional(),
	updatedAt: z.string().datetime().optional(),
	cancelledAt: z.string().datetime().nullish(),
	giftId: z.string().optional(),
	reference: z.string().optional(),
	fulfillment: z.enum(['none', 'inTransit', 'delivered']).optional(),
	cancellable: z.boolean().optional(),
	subAccountId: z.number().nullish(),
	idempotencyKey: z.string().optional(),
	orderType: z.string().optional(),
	testOrder: z.boolean().optional(),
};

const orders = z.array(z.object({ service, ...orderFields }));

/** A list of orders, bare or as `{ orders }`. */
export const seed = z.union([orders, z.object({ orders }).transform((body) => body.orders)]);

export const gift = z.object({
	id: z.string(),
	status: z.string().optional(),
	createdAt: z.string().datetime().optional(),
	foreign: z.boolean().optional(),
	orders: z.array(z.object(orderFields)),
});

const fault = z.object({
	service: service.optional(),
	operation: z.enum(['cancel', 'expire', 'get', 'list', 'probe', 'any']).optional(),
	orderId: z.string().optional(),
	kind: z.enum(FAULT_KINDS),
	// JSON has no Infinity.
	times: z
		.number()
		.transform((times) => (times === -1 ? Infinity : times))
		.optional(),
	skip: z.number().optional(),
	status: z.number().int().min(200).max(599).optional(),
	body: z.unknown(),
	location: z.string().optional(),
	retryAfter: z.string().optional(),
	delayMs: z.number().optional(),
});

/** One fault or a list of them. */
export const faults = z.union([z.array(fault), fault.transform((single) => [single])]);

export const rateLimit = z.object({
	service,
	requests: z.number().int().min(0),
	windowMs: z.number().positive(),
	retryAfter: z.enum(['seconds', 'date', 'none']).optional(),
	remainingHeader: z.boolean().optional(),
});

export const refusal = z.object({
	service,
	style: z.union([
		z.literal('default'),
		z
			.object({ status: z.number().int().min(200).max(599), body: z.unknown() })
			.transform(({ status, body }) => ({ status, body })),
	]),
});

export const newKey = z.object({
	service,
	key: z.string(),
	scopes: z.array(z.enum(['cancel', 'read'])),
});

export const revokedKey = z.object({ service, key: z.string() });

export const requestFilter = z.object({
	service: service.optional(),
	operation: z.enum(OPERATIONS).optional(),
	orderId: z.string().optional(),
});
