import type { INodeProperties } from 'n8n-workflow';

import type { OrderState } from './orderState';
import type { RequestPlan } from './reply';
import type { StatusChoice, VendorSettings } from './vendor';

/** Filters that were filled in, by the name of their field; dates as ISO 8601 with their offset. */
export type ListFilters = Readonly<Record<string, string>>;

/** One page asked of a list. */
export interface ListAsk {
	/** From 1. */
	page: number;
	/** Orders per page; the API may give fewer. */
	size: number;
	filters: ListFilters;
	settings: VendorSettings;
}

/** What the answer to a page says. */
export interface ListPage {
	states: OrderState[];
	/** Whether nothing comes after it; null: the answer does not say, so an empty page ends the list. */
	isLast: boolean | null;
}

/** A list of orders that the API gives page by page. */
export interface OrderList {
	/** Fields of the collection `filters`. */
	filterFields: readonly INodeProperties[];
	/** Largest page that is documented. */
	pageSize: number;
	/** Filter that finds orders by what a person types; left out: the API cannot search. */
	searchFilter?: string;
	/** Status words of the entries, with their labels; left out: those of the subject. */
	statuses?: readonly StatusChoice[];
	/** The request for a page. Links in answers are never followed: they may lead elsewhere or lose the filters. */
	page(ask: ListAsk): RequestPlan;
	/** Reads a 2xx answer; null when the body is no such answer, or belongs to another page than was asked for. */
	readPage(body: unknown, ask: ListAsk): ListPage | null;
	/** For filters that the API does not have: whether an order stays in. */
	keeps?(state: OrderState, filters: ListFilters): boolean;
}
