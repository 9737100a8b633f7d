import type { INodePropertyOptions } from 'n8n-workflow';

import type { OrderList } from '../orders';
import { recordAt, statesIn } from '../orders';
import { giftState } from './snappyGiftBody';
import { giftScoped } from './snappyShared';

/** https://docs.snappy.com/webhook-event-types */
export const GIFT_STATUSES: readonly INodePropertyOptions[] = [
	{ name: 'Claimed', value: 'claimed' },
	{ name: 'Expired', value: 'expired' },
	{ name: 'Opened', value: 'opened' },
	{ name: 'Unopened', value: 'unopened' },
	{ name: 'Unwrapped', value: 'unwrapped' },
];

/**
 * Gifts in some statuses, for choosing one. In which order they come is not documented.
 * https://docs.snappy.com/modules/api/v2/gifts/get-gifts
 *
 * @param statuses comma-separated, or '' for all
 */
export function giftList(statuses: string): OrderList {
	return {
		pageSize: 100,
		filterFields: [],
		statuses: GIFT_STATUSES,

		page: (ask) =>
			giftScoped(ask, {
				method: 'GET',
				path: '/v2/gifts',
				qs: {
					fields: 'id,status,createdAt',
					...(statuses === '' ? {} : { statuses }),
					skip: ask.skip,
					limit: ask.size,
				},
			}),

		/** `{ results }`; nothing in it says whether more follow. */
		interpretPage(body) {
			const states = statesIn(recordAt(body)?.results, (gift) => giftState(gift, null));
			return states === null ? null : { states, isLast: null };
		},
	};
}
