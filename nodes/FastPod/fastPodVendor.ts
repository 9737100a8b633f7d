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
	/** Of `address`, https://fastpodapi.apidog.io/api-4681584, and what the same would be called elsewhere. */
	personalFields: [
		'address',
		'name',
		'company',
		'email',
		'phone',
		'street',
		'city',
		'zip',
		'recipient',
	],
};
