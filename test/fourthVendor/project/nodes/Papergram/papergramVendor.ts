import { PapergramOrdersApi } from '../../credentials/PapergramOrdersApi.credentials';
import type { Vendor } from '../orders';
import { order } from './papergramOrder';

/** Papergram: letters by courier. */
export const papergram: Vendor = {
	service: 'Papergram',
	credential: new PapergramOrdersApi(),
	limit: { requests: 50, windowMs: 10_000 },
	operations: [
		{ resource: 'order', operation: 'cancel', does: 'cancel', subject: order },
		{ resource: 'order', operation: 'get', does: 'get', subject: order },
		{ resource: 'order', operation: 'getAll', does: 'getAll', subject: order },
	],
	optionFields: [],
	cancelOptionFields: [],
	personalFields: ['addressee', 'doorstep'],
};
