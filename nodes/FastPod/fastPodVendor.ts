import { FastPodOrdersApi } from '../../credentials/FastPodOrdersApi.credentials';
import type { Vendor } from '../orders';
import { order } from './fastPodOrder';

/** FastPOD: garments printed on demand. */
export const fastPod: Vendor = {
	service: 'FastPOD',
	credential: new FastPodOrdersApi(),
	limit: null,
	operations: [
		{ resource: 'order', operation: 'cancel', does: 'cancel', subject: order },
		{ resource: 'order', operation: 'get', does: 'get', subject: order },
		{ resource: 'order', operation: 'getAll', does: 'getAll', subject: order },
	],
	optionFields: [],
	cancelOptionFields: [],
};
