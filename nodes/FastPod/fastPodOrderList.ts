import type { PageAsk, ListFilters, OrderList, ReferenceSearch } from '../orders';
import { idOf, placedPage, placeOf, recordAt, statesIn } from '../orders';
import { STATUSES, toState } from './fastPodStatus';

/** Names of the filters in the API, by field; `reference` is searched for and then compared here. */
const QUERY_NAMES: Readonly<Record<string, string>> = {
	endDate: 'end_date',
	orderType: 'order_type',
	paymentMethod: 'payment_method',
	paymentStatus: 'payment_status',
	reference: 'search',
	search: 'search',
	shippingMethod: 'shipping_method',
	startDate: 'start_date',
	status: 'status',
};

function queryOf(filters: ListFilters): Record<string, string> {
	const query: Record<string, string> = {};
	for (const [field, name] of Object.entries(QUERY_NAMES)) {
		const value = filters[field];
		// Days, YYYY-MM-DD; of which time zone is not documented.
		if (value !== undefined && query[name] === undefined) {
			query[name] = field.endsWith('Date') ? value.slice(0, 10) : value;
		}
	}
	return query;
}

/**
 * By the number that the shop gave an order. `search` takes an order number or a reference number; whether it is exact, and
 * whether references are unique, is not documented. https://fastpodapi.apidog.io/api-4681580
 */
const references: ReferenceSearch = {
	rule: {
		// What is longer than this is compared with nothing.
		pattern: /^.{1,200}$/,
		expected: 'the reference that your shop gave the order, up to 200 characters',
		placeholder: 'e.g. 1001',
	},
	mostTogether: 1,
	filters: ([reference = '']) => ({ search: reference }),
	namesOf: ({ reference_id }) => [['', reference_id]],
};

/**
 * https://fastpodapi.apidog.io/api-4681580. Of the answer only `current_page` and `data` are documented; the rest is read
 * as Laravel's paginator has it, if it is there.
 */
export const orderList: OrderList = {
	/** The number in the documentation's example; neither a default nor a maximum is documented. */
	pageSize: 25,
	searchFilter: 'search',

	filterFields: [
		{
			displayName: 'End Date',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			description:
				'Return only orders up to this day. Which date of an order counts is not documented.',
		},
		{
			displayName: 'Order Type',
			name: 'orderType',
			type: 'options',
			default: '1',
			options: [
				{ name: 'Label', value: '2' },
				{ name: 'Regular', value: '1' },
			],
		},
		{
			displayName: 'Payment Method',
			name: 'paymentMethod',
			type: 'options',
			default: 'cash',
			options: [
				{ name: 'Cash', value: 'cash' },
				{ name: 'Point', value: 'point' },
			],
		},
		{
			displayName: 'Payment Status',
			name: 'paymentStatus',
			type: 'options',
			default: 'unpaid',
			options: [
				{ name: 'Paid', value: 'paid' },
				{ name: 'Unpaid', value: 'unpaid' },
			],
		},
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1001',
			description:
				'Return only orders with exactly this reference: the number that your shop gave them. More than one may have it.',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			description:
				'Return only orders whose ID or reference FastPOD finds by this text; Reference is used instead if both are set',
		},
		{
			displayName: 'Shipping Method',
			name: 'shippingMethod',
			type: 'options',
			default: '1',
			options: [
				{ name: 'Express', value: '3' },
				{ name: 'Prime', value: '4' },
				{ name: 'Priority', value: '2' },
				{ name: 'Standard', value: '1' },
			],
		},
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description:
				'Return only orders from this day on. Which date of an order counts is not documented.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'new_order',
			description: 'Return only orders in this status',
			options: [...STATUSES],
		},
	],

	page: ({ page, size, filters }: PageAsk) => ({
		method: 'GET',
		path: '/v1/orders',
		qs: { page, limit: size, ...queryOf(filters) },
	}),

	interpretPage(body, { page }) {
		const answer = recordAt(body);
		if (answer === null) return null;
		const states = statesIn(answer.data, toState);
		if (states === null) return null;
		const numbers = {
			current: answer.current_page,
			last: answer.last_page,
			next: answer.next_page_url,
		};
		return placedPage(states, placeOf(numbers, page));
	},

	/** Whether the search is exact is not documented, so a reference is compared once more. */
	keeps: ({ order }, { reference }) =>
		reference === undefined || idOf(order.reference_id) === reference,

	references,
};
