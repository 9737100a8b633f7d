import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { OrderList, OrderState, Phase, Subject } from '../orders';
import {
	entryOf,
	idOf,
	isoUtc,
	numberOf,
	placedPage,
	placeOf,
	recordAt,
	statesIn,
	textOf,
	wordOf,
} from '../orders';

const STATUSES: readonly INodePropertyOptions[] = [
	{ name: 'Being Checked', value: 'being checked' },
	{ name: 'Queued', value: 'queued' },
	{ name: 'Recalled', value: 'recalled' },
	{ name: 'With Courier', value: 'with courier' },
];

const PHASES: Readonly<Record<string, Phase>> = {
	queued: 'cancellable',
	recalled: 'cancelled',
	withcourier: 'tooLate',
};

function toState(order: IDataObject | null): OrderState | null {
	const status = textOf(order?.state);
	if (order === null || status === null) return null;
	return {
		id: idOf(order.id),
		status,
		phase: entryOf(PHASES, wordOf(status)) ?? 'unclear',
		cancelledAt: isoUtc(order.recalled_at),
		order,
	};
}

const list: OrderList = {
	pageSize: 40,
	filterFields: [
		{
			displayName: 'Campaign',
			name: 'campaign',
			type: 'string',
			default: '',
			description: 'Return only orders of this campaign',
		},
	],
	page: ({ page, size, filters }) => ({
		method: 'GET',
		path: '/orders',
		qs: { page_number: page, per_page: size, ...filters },
	}),
	interpretPage(body, { page }) {
		const answer = recordAt(body);
		const states = statesIn(answer?.orders, toState);
		if (answer === null || states === null) return null;
		const numbers = { current: answer.page_number, last: answer.pages, next: undefined };
		return placedPage(states, placeOf(numbers, page));
	},
};

/** A letter, by the id of its order. */
export const order: Subject = {
	idParameter: 'orderId',
	idLabel: 'Order ID',
	noun: 'order',
	advice: {
		precondition: 'Papergram accepts it until the courier has the letter.',
		refund: 'The price is credited to the next invoice.',
	},
	idRule: {
		pattern: /^pg_[0-9a-z]{8}$/,
		expected: 'pg_ and eight letters or digits',
		placeholder: 'e.g. pg_7k2m9x0q',
	},
	statuses: STATUSES,
	youngerThanDefault: 60,
	cancel: ({ id }) => ({ method: 'POST', path: `/orders/${encodeURIComponent(id)}/cancellation` }),
	lookUp: ({ id }) => ({ method: 'GET', path: `/orders/${encodeURIComponent(id)}` }),
	interpretCancel: (body) => toState(recordAt(body, 'order')),
	interpretLookUp: (body) => toState(recordAt(body, 'order')),
	details: (found) => ({
		createdAt: isoUtc(found.placed_at),
		updatedAt: isoUtc(found.changed_at),
		total: numberOf(recordAt(found, 'price')?.amount),
		currency: textOf(recordAt(found, 'price')?.currency),
		recipient: textOf(found.addressee),
	}),
	describe: ({ pages }) => `letter, ${textOf(pages) ?? '?'} pages`,
	list,
};
