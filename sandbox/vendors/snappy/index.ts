import type { Vendor, VendorRoute } from '../../vendor';
import { giftRoutes, putIntoGift, seedGift, type GiftSeed } from './gifts';
import { orderFields, orderRoutes, type SnappyOrder } from './orders';

declare module '../../api' {
	interface Seeding {
		seedGift(gift: GiftSeed): void;
	}
}

/**
 * The documented credential test: any valid key may call it, whatever its scopes.
 * https://docs.snappy.com/api-reference/api-keys/get-api-keys
 */
const apiKeys: VendorRoute<SnappyOrder> = {
	method: 'GET',
	path: '/v2/authentication/apiKeys',
	operation: 'probe',
	scope: null,
	handle: (call) => ({
		status: 200,
		body: {
			results: Array.from({ length: call.countKeys() }, (_, index) => ({
				id: `key${index + 1}`,
				name: `Sandbox key ${index + 1}`,
				createdAt: '2026-06-17T08:00:00.000Z',
				expirationDate: null,
				enforceMtls: false,
			})),
		},
	}),
	show: () => ({ results: [] }),
	showNothing: () => ({ results: [] }),
};

/** Snappy, v3 orders and v2 gifts: https://docs.snappy.com/modules/api/v3/orders/cancel-order */
export const vendor: Vendor<SnappyOrder> = {
	service: 'snappy',
	// 24 hex characters: https://docs.snappy.com/modules/api/v2/api-keys/overview
	credential: { name: 'Snappy', type: 'snappyOrdersApi', keyField: 'apiKey' },
	key: '5a9d0c0ffee05a9d0c0ffee0',
	prefix: '/snappy/public-api',
	authHeader: 'x-api-key',
	fields: orderFields,
	sampleOrder: { id: 'G7nR4bD9mK', status: 'active' },
	cancelledState: 'cancelled',
	otherState: 'active',
	otherOrder: { id: 'OTHERORDER1', giftId: 'OTHERORDER1' },
	probeSize: null,
	routes: [...[...orderRoutes, ...giftRoutes].map(withIdCheck), apiKeys],
	error: snappyError,
	seeded: putIntoGift,
	methods: { seedGift },
};

/** An id outside the documented pattern is a malformed request: 400. */
function withIdCheck(route: VendorRoute<SnappyOrder>): VendorRoute<SnappyOrder> {
	if (!route.path.includes(':id')) return route;
	return {
		...route,
		handle: (call) => (ID_PATTERN.test(call.id) ? route.handle(call) : call.fail(400)),
	};
}

/** https://docs.snappy.com/modules/api/v3/orders/cancel-order, the same for gift ids. */
const ID_PATTERN = /^[A-Za-z0-9]{8,}$/;

/**
 * The message texts, and all codes but 10001, INVALID_REQUEST and 409_PBLC_001, are not
 * documented: assumed.
 */
const CASES: Record<number, { errorCode: number | string; message: string }> = {
	400: { errorCode: 'INVALID_REQUEST', message: 'Invalid request' },
	401: { errorCode: 10001, message: 'Unauthorized: the API key is missing or invalid' },
	403: { errorCode: 10003, message: 'Forbidden: the API key lacks a required permission' },
	404: { errorCode: 10004, message: 'Not found' },
	429: { errorCode: 10029, message: 'Too many requests' },
};

const OTHER_CASE = { errorCode: 10000, message: 'Internal server error' };

/**
 * v2 general `{status, errorCode, message}` and v2 validation, which has `path` in the place of
 * `status`: https://docs.snappy.com/error-handling. v3 `{message, errorCode, errors}`:
 * https://docs.snappy.com/modules/api/v3/api-keys/overview (items of `errors` not documented).
 */
function snappyError(status: number, path: string): unknown {
	const { errorCode, message } = CASES[status] ?? OTHER_CASE;
	if (path.startsWith('/v3/')) return { message, errorCode, errors: [] };
	if (status === 400) return { path: 'giftId', errorCode, message };
	return { status, errorCode, message };
}
