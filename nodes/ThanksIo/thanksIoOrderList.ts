import type { PageAsk, OrderList } from '../orders';
import { placedPage, placeOf, recordAt, statesIn, wordOf } from '../orders';
import { STATUSES, toState } from './thanksIoStatus';

/**
 * Recent orders. `page` is not declared in the documentation, but the links of its sample use it; the links themselves
 * drop `items_per_page` and `sub_account_id`, so they are not followed.
 * https://docs.thanks.io/api-reference/endpoint/orders/list-orders
 */
export const orderList: OrderList = {
	/** The largest number that an older page of the documentation allows; the current one names none. */
	pageSize: 100,

	filterFields: [
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'reviewing',
			description:
				'Return only orders in this status. thanks.io has no such filter: all recent orders are read, and the others left out.',
			options: [...STATUSES],
		},
		{
			displayName: 'Sub Account ID',
			name: 'subAccountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 66',
			description: 'Return only orders of this sub account',
		},
	],

	page: ({ page, size, filters }: PageAsk) => ({
		method: 'GET',
		path: '/orders/list',
		qs: {
			items_per_page: size,
			page,
			...(filters.subAccountId === undefined ? {} : { sub_account_id: filters.subAccountId }),
		},
	}),

	/** `{ data, links, meta }`; the numbers in `meta` come as numbers or as text. */
	interpretPage(body, { page }) {
		const states = statesIn(recordAt(body)?.data, (entry) => toState(entry.id, entry));
		if (states === null) return null;
		const meta = recordAt(body, 'meta');
		const next = recordAt(body, 'links')?.next;
		const numbers = { current: meta?.current_page, last: meta?.last_page, next };
		return placedPage(states, placeOf(numbers, page));
	},

	keeps: ({ status }, filters) =>
		filters.status === undefined || wordOf(status) === wordOf(filters.status),
};
