import type { Vendor } from '../../vendor';
import { fields, orderRoutes, type ThanksIoOrder } from './orders';
import { callFor, setPlan, webhookRoutes, type Plan } from './webhooks';

declare module '../../api' {
	interface Seeding {
		setPlan(plan: Plan): void;
	}
}

/** thanks.io, as of https://docs.thanks.io/api-reference/endpoint/orders/cancel-order */
export const vendor: Vendor<ThanksIoOrder> = {
	service: 'thanksIo',
	credential: { name: 'thanks.io', type: 'thanksIoOrdersApi', keyField: 'apiToken' },
	key: 'sandbox-thanksio-token',
	/** https://docs.thanks.io/authentication/oauth */
	oAuth2: {
		clientId: 'sandbox-client',
		clientSecret: 'sandbox-client-secret',
		path: '/thanksio/oauth',
		credentialType: 'thanksIoOrdersOAuth2Api',
	},
	prefix: '/thanksio/api/v2',
	authHeader: 'authorization',
	fields: fields.shape,
	sampleOrder: { id: '42708', status: 'reviewing' },
	cancelledState: 'cancelled',
	otherState: 'fulfilled',
	otherOrder: { id: '999999999' },
	probeSize: 'items_per_page',
	routes: [...orderRoutes, ...webhookRoutes],
	callFor,
	methods: { setPlan },
	error: (status) => ({ message: ERROR_MESSAGES[status] ?? 'Server Error' }),
};

/**
 * 401 as third parties saw it; 403 and 404 documented; 429 and 500 are not documented, the sandbox
 * assumes Laravel's texts.
 */
const ERROR_MESSAGES: Record<number, string> = {
	401: 'Unauthenticated.',
	403: 'Unauthorized',
	404: 'Not Found',
	429: 'Too Many Attempts.',
};
