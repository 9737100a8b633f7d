import type { VendorClient } from '../client/vendorClient';
import type { OrderState } from '../vendor/order';
import type { ListFilters, OrderList, VendorSettings } from '../vendor/vendor';
import { answerOf, notUnderstood, type Unread } from './fetchOrder';

/** Which orders are wanted. */
export interface ListAsk {
	list: OrderList;
	filters: ListFilters;
	settings: VendorSettings;
	/** Infinity: all. */
	most: number;
}

/**
 * Reads one page, and again as long as that may help.
 *
 * @param page its number, from 1, and how many orders it should hold
 */
export async function fetchPage(
	client: VendorClient,
	{ list, filters, settings }: Omit<ListAsk, 'most'>,
	{ page, size }: { page: number; size: number },
): Promise<{ states: OrderState[]; isLast: boolean } | Unread> {
	const ask = { page, size, filters, settings };
	const answer = answerOf(await client.read(list.page(ask), { urgent: false }));
	if ('found' in answer) {
		if (answer.found !== 'nothing') return answer;
		// That there is nothing at this address does not mean "no such order".
		const { httpStatus } = answer;
		return { found: 'unreadable', httpStatus, detail: `it was answered with HTTP ${httpStatus}` };
	}
	const interpreted = list.interpretPage(answer.body, ask);
	if (interpreted === null) return notUnderstood(answer.status);
	const { states, isLast } = interpreted;
	return { states, isLast: isLast ?? states.length === 0 };
}

/** Pages as large as the API gives them, or just large enough; a filter of ours may leave most of a page out. */
function sizeFor({ list, most, filters }: ListAsk): number {
	const mayLeaveOut = list.keeps !== undefined && Object.keys(filters).length > 0;
	return mayLeaveOut ? list.pageSize : Math.min(list.pageSize, most);
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
 * @returns all that was wanted, or why the list could not be read to its end: one that ends in the middle would look
 * complete; never throws
 */
export async function fetchList(
	client: VendorClient,
	ask: ListAsk,
): Promise<OrderState[] | Unread> {
	const { list, filters, most } = ask;
	const seen = new Set<OrderState['id']>();
	const found: OrderState[] = [];
	const size = sizeFor(ask);
	for (let page = 1; ; page++) {
		const reading = await fetchPage(client, ask, { page, size });
		if ('found' in reading) return reading;
		const { states, isLast } = reading;
		const known = seen.size;
		for (const state of states) {
			if (seen.has(state.id)) continue;
			seen.add(state.id);
			if (list.keeps?.(state, filters) ?? true) found.push(state);
		}
		if (seen.size === known && !isLast) return repeats(page);
		if (isLast || found.length >= most) return found.slice(0, most);
	}
}
