import type { IDataObject } from 'n8n-workflow';

import type { VendorClient } from '../client/vendorClient';
import type { OrderState } from '../vendor/order';
import { isRounded } from '../vendor/parse';
import type { ListFilters, OrderList, PageAsk, VendorSettings } from '../vendor/vendor';
import { answerOf, notUnderstood, type Unread } from './fetchOrder';

/** Which orders are wanted. */
export interface ListAsk {
	list: OrderList;
	filters: ListFilters;
	settings: VendorSettings;
	/** Infinity: all. */
	most: number;
}

/** A page of a list, next to what is known of it from the pages before. */
export interface Page {
	/** Its orders, without those that came before. */
	states: OrderState[];
	/** Entries that it really held. */
	received: number;
	isLast: boolean;
}

/** What an order is known by in its list. One without an exact ID is known by all that it says. */
function keyOf({ id, order }: OrderState): string {
	return id ?? JSON.stringify(order);
}

/** A page that brings nothing new although more is to come: the API gives the same one again and again. */
function repeats(page: number, isEmpty: boolean): Unread {
	const was = isEmpty ? 'empty, although more was to come' : 'the same as one before';
	return { found: 'unreadable', httpStatus: 200, detail: `page ${page} of the list was ${was}` };
}

/**
 * Reads one page, and again as long as that may help.
 *
 * @param seen what the orders of earlier pages are known by; those of this page are added. An order that moves to the next
 * page while the list is read comes out once; one without an ID may come out twice, which is better than not at all
 */
export async function fetchPage(
	client: VendorClient,
	{ list, filters, settings }: Omit<ListAsk, 'most'>,
	at: Pick<PageAsk, 'page' | 'skip' | 'size'>,
	seen: Set<string>,
): Promise<Page | Unread> {
	const ask = { ...at, filters, settings };
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
	const received = states.length;
	if (states.every((state) => seen.has(keyOf(state)))) {
		return isLast === false
			? repeats(at.page, received === 0)
			: { states: [], received, isLast: true };
	}
	const fresh = states.filter((state) => {
		const isKnown = state.id !== null && seen.has(state.id);
		seen.add(keyOf(state));
		return !isKnown;
	});
	return { states: fresh.map(withoutWrongIds), received, isLast: isLast === true };
}

/** An order whose ID was rounded must not go on under it, as it would in the order as received. */
function withoutWrongIds(state: OrderState): OrderState {
	if (state.id !== null) return state;
	const facts = Object.entries(state.order).map(([name, value]): [string, IDataObject[string]] => [
		name,
		isRounded(value) ? null : value,
	]);
	return { ...state, order: Object.fromEntries(facts) };
}

/** Pages as large as the API gives them, or just large enough; a filter of ours may leave most of a page out. */
function sizeFor({ list, most, filters }: ListAsk): number {
	const mayLeaveOut = list.keeps !== undefined && Object.keys(filters).length > 0;
	return mayLeaveOut ? list.pageSize : Math.min(list.pageSize, most);
}

/**
 * Reads a list page by page, as far as the pages are taken.
 *
 * @param size of a page
 * @returns the pages up to the last one, or up to what could not be read, which comes in the place of a page; never throws
 */
export async function* fetchPages(
	client: VendorClient,
	ask: Omit<ListAsk, 'most'>,
	size: number,
): AsyncGenerator<Page | Unread, undefined> {
	const seen = new Set<string>();
	let skip = 0;
	for (let page = 1; ; page++) {
		const reading = await fetchPage(client, ask, { page, skip, size }, seen);
		yield reading;
		if ('found' in reading || reading.isLast) return;
		skip += reading.received;
	}
}

/**
 * Reads a list until there is enough of it, or no more.
 *
 * @returns all that was wanted, or why the list could not be read to its end: one that ends in the middle would look
 * complete; never throws
 */
export async function fetchList(
	client: VendorClient,
	ask: ListAsk,
): Promise<OrderState[] | Unread> {
	const { list, filters, most } = ask;
	const found: OrderState[] = [];
	for await (const page of fetchPages(client, ask, sizeFor(ask))) {
		if ('found' in page) return page;
		found.push(...page.states.filter((state) => list.keeps?.(state, filters) ?? true));
		if (found.length >= most) break;
	}
	return found.slice(0, most);
}
