import type { PageAsk, OrderList, ReferenceSearch } from '../orders';
import { placedPage, placeOf, recordAt, statesIn, wordOf } from '../orders';
import { STATUSES, toState } from './thanksIoStatus';

/**
 * By what was put into the metadata of an order when it was placed, which comes back unchanged. The list has no filter for
 * it, so the recent orders are read. https://docs.thanks.io/api-reference/endpoint/orders/list-orders
 */
const references: ReferenceSearch = {
	rule: {
		// No metadata is longer than 8,192 bytes; this is more than anybody types, and less than a page.
		pattern: /^[^=].{0,500}=.{1,500}$/,
		expected: 'a key and a value from the metadata of the order, as in orderNumber=1001',
		placeholder: 'e.g. orderNumber=1001',
	},
	mostTogether: Infinity,
	filters: () => ({}),
	namesOf: ({ metadata }) =>
		Object.entries(recordAt(metadata) ?? {}).map(([key, value]): [string, unknown] => {
			return [`${key}=`, typeof value === 'boolean' ? String(value) : value];
		}),
	depthOption: {
		displayName: 'Recent Orders to Search',
		name: 'recentOrdersToSearch',
		type: 'number',
		default: 1000,
		typeOptions: { minValue: 1, maxValue: 100000 },
		displayOptions: { show: { '/resource': ['order'], '/operation': ['cancel', 'get'] } },
		description:
			'How many orders are read at most, newest first, to find those that are given by reference. thanks.io cannot search: each 100 of them are one request, whatever the number of references.',
	},
};

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

	references,
};
