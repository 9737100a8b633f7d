import { SnappyOrdersApi } from '../../credentials/SnappyOrdersApi.credentials';
import type { Vendor } from '../orders';
import { gift } from './snappyGift';
import { expectedOrderOption, giftOrder } from './snappyGiftOrder';
import { giftStop } from './snappyGiftStop';
import { order } from './snappyOrder';
import { sortOption } from './snappyOrderList';

/** Snappy: corporate gifts. */
export const snappy: Vendor = {
	service: 'Snappy',
	credential: new SnappyOrdersApi(),
	/** One bucket for v2 and v3 together: https://docs.snappy.com/pages/rate-limits */
	limit: { requests: 100, windowMs: 1_000 },
	operations: [
		{ resource: 'order', operation: 'cancel', does: 'cancel', subject: order },
		{ resource: 'order', operation: 'get', does: 'get', subject: order },
		{ resource: 'order', operation: 'getAll', does: 'getAll', subject: order },
		{ resource: 'gift', operation: 'cancelOrder', does: 'cancel', subject: giftOrder },
		{ resource: 'gift', operation: 'expire', does: 'cancel', subject: gift },
		{ resource: 'gift', operation: 'get', does: 'get', subject: gift },
		{ resource: 'gift', operation: 'stop', does: 'cancel', subject: giftStop },
	],
	optionFields: [
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			displayOptions: { show: { '/resource': ['order'] } },
			description: 'Account to use instead of the one in the credential',
		},
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			description: 'Company to use instead of the one in the credential',
		},
		{
			displayName: 'Request Source',
			name: 'requestSource',
			type: 'options',
			default: '',
			displayOptions: { show: { '/resource': ['gift'] } },
			description:
				'Value of the header Request-Source, which tells Snappy where the request comes from',
			options: [
				{ name: 'API Native', value: 'api_native' },
				{ name: 'FTP', value: 'api_ftp' },
				{ name: 'Make', value: 'api_make' },
				{ name: 'Not Sent', value: '' },
				{ name: 'Salesforce', value: 'api_salesforce' },
				{ name: 'Zapier', value: 'api_zapier' },
			],
		},
		sortOption,
	],
	cancelOptionFields: [expectedOrderOption],
	/** Of `recipient` and `shippingAddress` in v3, and of `orderRecipient` in v2. */
	personalFields: [
		'recipient',
		'name',
		'company',
		'email',
		'phone',
		'address',
		'street',
		'city',
		'province',
		'postal',
		'zip',
	],
};
