import type {
	ICredentialType,
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { IdRule } from './id';
import type { NoOrder, OrderDetails, OrderState, Wording } from './order';
import type { ReferenceSearch } from './reference';

/** All that the shared part knows about a service. A fourth vendor is one more of these. */
export interface Vendor {
	/** As people write it; also the `service` of every result. */
	service: string;
	/** Names the credential and, in its `test`, the harmless request that proves a key. */
	credential: ICredentialType;
	/** The one that signs in instead, where the parameter `authentication` is `oAuth2`; left out: there is none. */
	oAuth2Credential?: ICredentialType;
	/** null: none is published, so the pace finds its own. */
	limit: RequestLimit | null;
	operations: readonly Operation[];
	/** Options of this vendor for every operation; one that is named like a field of the credential overrides it. */
	optionFields: readonly INodeProperties[];
	/** Options of this vendor for what cannot be undone. */
	cancelOptionFields: readonly INodeProperties[];
	/** Parts of the names of those fields, in any answer, that say something about a person. */
	personalFields: readonly string[];
}

/** A limit of requests: one that the vendor publishes, or one that the user has set. */
export interface RequestLimit {
	requests: number;
	/** Milliseconds. */
	windowMs: number;
	/** Spread evenly over the window from the first request on: nobody knows how the service counts. */
	isSpread?: true;
}

/** What a node can be told to do. The form, the dispatch and the tests all follow this list. */
export interface Operation {
	/** Value of the parameter `resource`. */
	resource: string;
	/** Value of the parameter `operation`. */
	operation: string;
	does: 'cancel' | 'get' | 'getAll';
	subject: Subject;
}

/** Something that can be read and stopped by its id: an order, the order of a gift, a gift. */
export interface Subject extends Wording {
	/** n8n parameter that holds the id. */
	idParameter: string;
	/** Label of that parameter, also used in messages. */
	idLabel: string;
	/** What a person or a model must know before stopping it, as whole sentences. */
	advice: {
		/** Until when the vendor accepts it. */
		precondition: string;
		/** What is known about the money. */
		refund: string;
	};
	idRule: IdRule;
	/** The vendor's status words that people may choose from, with their labels; others may exist. */
	statuses: readonly INodePropertyOptions[];
	/** Option that names the order expected behind the id of its holder. */
	expectedOrderOption?: INodeProperties;
	/** Default of Only If Younger Than, in minutes; left out: what is read does not say when it was placed. */
	youngerThanDefault?: number;
	/** What stops it depends on what is read (`Ask.read`): it is read before every request. */
	readsFirst?: true;
	/** The request that stops it. */
	cancel(ask: Ask): RequestPlan;
	/** The request that reads it. */
	lookUp(ask: Ask): RequestPlan;
	/** Interprets a 2xx answer to the cancel; null when the body is no such answer. */
	interpretCancel(body: unknown, ask: Ask): OrderState | null;
	/** Interprets a 2xx answer to the look-up; null when the body is no such answer. */
	interpretLookUp(body: unknown, ask: Ask): OrderState | null;
	/** Why a 2xx answer to the look-up that describes no order does so; null if it does not say. */
	interpretNoOrder?(body: unknown, ask: Ask): NoOrder | null;
	/** What a state's order says beside its status. */
	details(order: IDataObject): OrderDetails;
	/**
	 * More keys for the simplified result of Get, beside the common ones.
	 *
	 * @param showStatus makes a status safe to show; it is told whether we know the word
	 */
	moreFacts?(
		state: OrderState,
		showStatus: (status: string | null, isKnown: boolean) => string | null,
	): IDataObject;
	/** The keys of `moreFacts`, to choose from. */
	moreKeys?: readonly string[];
	/** What it is, without anything about the recipient: "Postcard-4x6". '' if the order does not say. */
	describe(order: IDataObject): string;
	/** Orders of this kind, page by page; left out: the API has no such list. */
	list?: OrderList;
}

/** Values of the vendor's own options for one item, by parameter name. */
export type VendorSettings = Readonly<Record<string, string | boolean | undefined>>;

/** One thing asked of a vendor. */
export interface Ask {
	/** Checked and canonical, not yet URL-encoded. */
	id: string;
	/** The order id that an answer must name to count as being about this order; null: any (a gift whose order is not known). */
	expectedOrderId: string | null;
	settings: VendorSettings;
	/** As it was last read, where that decides what stops it. */
	read?: OrderState;
}

/** An answer that names another order, or none, confirms nothing about the order that was meant. */
export function isAboutAsked({ id }: OrderState, { expectedOrderId }: Ask): boolean {
	return expectedOrderId === null ? id !== null : id === expectedOrderId;
}

/** A request as a vendor describes it: relative to the credential's base URL. */
export interface RequestPlan {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Path below the base URL; ids in it are already URL-encoded. */
	path: string;
	qs?: IDataObject;
	headers?: Record<string, string>;
	/** Sent as JSON; left out: there is none, as in every cancel. */
	body?: IDataObject;
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
	statuses?: readonly INodePropertyOptions[];
	/** The request for a page. Links in answers are never followed: they may lead elsewhere or lose the filters. */
	page(ask: PageAsk): RequestPlan;
	/** Interprets a 2xx answer; null when the body is no such answer, or is another page than was asked for. */
	interpretPage(body: unknown, ask: PageAsk): ListPage | null;
	/** For filters that the API does not have: whether an order stays in. */
	keeps?(state: OrderState, filters: ListFilters): boolean;
	/** How an order is found in it by what its customer calls it; left out: nothing of the kind is there. */
	references?: ReferenceSearch;
}

/** Filters that were filled in, by the name of their field; dates as ISO 8601 with their offset. */
export type ListFilters = Readonly<Record<string, string>>;

/** One page asked of a list. */
export interface PageAsk {
	/** From 1. */
	page: number;
	/** Entries that the pages before it really held, for an API that counts these and not its pages. */
	skip: number;
	/** Orders per page; the API may give fewer. */
	size: number;
	filters: ListFilters;
	settings: VendorSettings;
}

/** What the answer to a page says. */
export interface ListPage {
	states: OrderState[];
	/** Whether nothing comes after it; null: the answer does not say, so a page that brings nothing new ends the list. */
	isLast: boolean | null;
}
