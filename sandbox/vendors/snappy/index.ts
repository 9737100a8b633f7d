import { snappyError, ID_PATTERN } from './errors';
import { giftRoutes } from './gifts';
import { orderRoutes } from './orders';
import type { Vendor, VendorRoute } from '../../vendor';

/**
 * The documented credential test: any valid key may call it, whatever its scopes.
 * https://docs.snappy.com/api-reference/api-keys/get-api-keys
 */
const apiKeys: VendorRoute = {
	method: 'GET',
	path: '/v2/authentication/apiKeys',
	operation: 'probe',
	scope: null,
	handle: (call) => ({
		status: 200,
		body: {
			results: Array.from({ length: call.keys.count('snappy') }, (_, index) => ({
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
export const vendor: Vendor = {
	service: 'snappy',
	// 24 hex characters: https://docs.snappy.com/modules/api/v2/api-keys/overview
	key: '5a9d0c0ffee05a9d0c0ffee0',
	prefix: '/snappy/public-api',
	authHeader: 'x-api-key',
	otherState: 'active',
	otherId: 'OTHERORDER1',
	probeSize: null,
	routes: [...[...orderRoutes, ...giftRoutes].map(withIdCheck), apiKeys],
	error: snappyError,
};

/** An id outside the documented pattern is a malformed request: 400. */
function withIdCheck(route: VendorRoute): VendorRoute {
	if (!route.path.includes(':id')) return route;
	return {
		...route,
		handle: (call) =>
			ID_PATTERN.test(call.id)
				? route.handle(call)
				: { status: 400, body: snappyError(400, route.path) },
	};
}
