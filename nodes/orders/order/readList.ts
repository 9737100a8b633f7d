import type { ListFilters, OrderList } from '../contract/orderList';
import type { OrderState } from '../contract/orderState';
import type { VendorSettings } from '../contract/vendor';
import type { Unread } from '../judge/decision';
import type { Desk } from './desk';
import { patiently } from './patiently';
import { notUnderstood, unreadOf } from './readOrder';

/** Which orders are wanted. */
export interface ListWish {
	filters: ListFilters;
	settings: VendorSettings;
	/** Infinity: all. */
	most: number;
}

/** One page as the API gives it, or why it could not be read. */
export type PageReading = { found: 'page'; states: OrderState[]; isLast: boolean } | Unread;

/** All that was wanted, or why the list could not be read to its end. */
export type ListReading = { found: 'orders'; states: OrderState[] } | Unread;

/** That there is nothing at this address does not mean "no such order". */
function unreadPage(unread: Unread | null): Unread | null {
	if (unread?.found !== 'nothing') return unread;
	const { httpStatus } = unread;
	return { found: 'unreadable', httpStatus, detail: `it was answered with HTTP ${httpStatus}` };
}

/** Reads one page, patiently. */
export async function readPage(
	desk: Desk,
	list: OrderList,
	{ filters, settings }: Omit<ListWish, 'most'>,
	{ page, size }: { page: number; size: number },
): Promise<PageReading> {
	const ask = { page, size, filters, settings };
	const reply = await patiently(desk, list.page(ask), false);
	const unread = unreadPage(unreadOf(reply));
	if (unread !== null || reply.end !== 'answered') return unread ?? notUnderstood(0);
	const read = list.readPage(reply.body, ask);
	if (read === null) return notUnderstood(reply.status);
	return { found: 'page', states: read.states, isLast: read.isLast ?? read.states.length === 0 };
}

/** Pages as large as the API gives them, or just large enough; a filter of ours may leave most of a page out. */
function sizeFor({ pageSize, keeps }: OrderList, { most, filters }: ListWish): number {
	const mayLeaveOut = keeps !== undefined && Object.keys(filters).length > 0;
	return mayLeaveOut ? pageSize : Math.min(pageSize, most);
}

/** A page that brings nothing new although more is to come: the API gives the same one again and again. */
function repeats(page: number): Unread {
	const detail = `page ${page} of the list was the same as one before`;
	return { found: 'unreadable', httpStatus: 200, detail };
}

/**
 * Reads a list page by page until there is enough of it, or no more. An order that moves to the next page while the list
 * is read comes twice, and is kept once.
 *
 * @returns all or nothing: a list that ends in the middle would look complete; never throws
 */
export async function readList(desk: Desk, list: OrderList, wish: ListWish): Promise<ListReading> {
	const seen = new Set<OrderState['orderId']>();
	const found: OrderState[] = [];
	const size = sizeFor(list, wish);
	for (let page = 1; ; page++) {
		const reading = await readPage(desk, list, wish, { page, size });
		if (reading.found !== 'page') return reading;
		const { states, isLast } = reading;
		const known = seen.size;
		for (const state of states) {
			if (seen.has(state.orderId)) continue;
			seen.add(state.orderId);
			if (list.keeps?.(state, wish.filters) ?? true) found.push(state);
		}
		if (seen.size === known && !isLast) return repeats(page);
		if (isLast || found.length >= wish.most) {
			return { found: 'orders', states: found.slice(0, wish.most) };
		}
	}
}
