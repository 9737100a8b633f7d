import type { INodeProperties } from 'n8n-workflow';

import type { PageAsk, OrderList, ReferenceSearch } from '../orders';
import { isoUtc, placedPage, placeOf, recordAt, statesIn } from '../orders';
import { scopeHeaders } from './snappyShared';
import { toState } from './snappyStatus';

/** Orders are found by what the shop called them when it placed them. */
const SEARCH_FILTER = 'idempotencyKey';

const NEWEST_FIRST = '-createdAt';

/** Both orders that are documented: https://docs.snappy.com/modules/api/v3/orders/get-orders */
export const sortOption: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'options',
	default: NEWEST_FIRST,
	displayOptions: { show: { '/resource': ['order'], '/operation': ['getAll'] } },
	description: 'Which orders come first, and so which ones a limit leaves out',
	options: [
		{ name: 'Newest First', value: NEWEST_FIRST },
		{ name: 'Oldest First', value: 'createdAt' },
	],
};

/** Names of the filters in the API, by field. */
const QUERY_NAMES: Readonly<Record<string, string>> = {
	createdAfter: 'filter[createdAt][gte]',
	createdBefore: 'filter[createdAt][lte]',
	[SEARCH_FILTER]: 'filter[idempotencyKey]',
	status: 'filter[status]',
};

function queryOf(filters: PageAsk['filters']): Record<string, string> {
	const query: Record<string, string> = {};
	for (const [field, name] of Object.entries(QUERY_NAMES)) {
		const value = filters[field];
		if (value === undefined) continue;
		// A key may look like a date, and must not become one.
		query[name] = field.startsWith('created') ? (isoUtc(value) ?? value) : value;
	}
	return query;
}

/**
 * By the key with which an order was placed: up to 120 characters (https://docs.snappy.com/modules/api/v3/orders/place-order).
 * The filter takes several, separated by commas (https://docs.snappy.com/modules/api/v3/orders/get-orders), so a key that
 * has a comma in it cannot be asked for. How many it takes is not documented; so many keep the address short.
 */
const references: ReferenceSearch = {
	rule: {
		pattern: /^[^,]{1,120}$/,
		expected: 'the idempotency key of the order, up to 120 characters without a comma',
		placeholder: 'e.g. order-1001',
	},
	mostTogether: 20,
	filters: (keys) => ({ [SEARCH_FILTER]: keys.join(',') }),
	namesOf: ({ idempotencyKey }) => [['', idempotencyKey]],
};

/**
 * https://docs.snappy.com/modules/api/v3/orders/get-orders. The links in its sample are relative and lead to products:
 * only whether there is a next one is read from them.
 */
export const orderList: OrderList = {
	pageSize: 300,
	searchFilter: SEARCH_FILTER,

	filterFields: [
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description: 'Return only orders created at this time or later',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Return only orders created at this time or earlier',
		},
		{
			displayName: 'Idempotency Key',
			name: SEARCH_FILTER,
			type: 'string',
			default: '',
			description: 'Return only orders placed with this key. Several keys are separated by commas.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'active',
			description:
				'Return only orders in this status. Snappy filters by these two only, and delivered orders are active too.',
			options: [
				{ name: 'Active', value: 'active' },
				{ name: 'Cancelled', value: 'cancelled' },
			],
		},
	],

	page: (ask: PageAsk) => ({
		method: 'GET',
		path: '/v3/orders',
		qs: {
			'page[number]': ask.page,
			'page[size]': ask.size,
			sort: ask.settings.sort ?? NEWEST_FIRST,
			...queryOf(ask.filters),
		},
		headers: scopeHeaders(ask),
	}),

	/** `{ data, links }`; no total and no page number are documented. */
	interpretPage(body, { page }) {
		const states = statesIn(recordAt(body)?.data, toState);
		if (states === null) return null;
		const next = recordAt(body, 'links')?.next;
		return placedPage(states, placeOf({ current: undefined, last: undefined, next }, page));
	},

	references,
};
