import { ThanksIoOrdersApi } from '../../credentials/ThanksIoOrdersApi.credentials';
import { ThanksIoOrdersOAuth2Api } from '../../credentials/ThanksIoOrdersOAuth2Api.credentials';
import type { Vendor } from '../orders';
import { order } from './thanksIoOrder';

/** thanks.io: postcards, letters, notecards and gift cards by post. */
export const thanksIo: Vendor = {
	service: 'thanks.io',
	credential: new ThanksIoOrdersApi(),
	oAuth2Credential: new ThanksIoOrdersOAuth2Api(),
	/** https://docs.thanks.io/rate-limits; an observed header says 120, the documentation 60. */
	limit: { requests: 60, windowMs: 60_000 },
	operations: [
		{ resource: 'order', operation: 'cancel', does: 'cancel', subject: order },
		{ resource: 'order', operation: 'get', does: 'get', subject: order },
		{ resource: 'order', operation: 'getAll', does: 'getAll', subject: order },
	],
	optionFields: [],
	/** Of the recipients in `track` and of the sender (`return_...`) in the answer to a cancel. */
	personalFields: [
		'name',
		'company',
		'email',
		'phone',
		'street',
		'address',
		'city',
		'zip',
		'postal',
		'province',
		'recipient',
	],
	cancelOptionFields: [
		{
			displayName: 'Legacy Path',
			name: 'legacyPath',
			type: 'boolean',
			default: false,
			description:
				'Whether to use the older path that starts with /order instead of /orders. Only if thanks.io support told you to.',
		},
	],
};
