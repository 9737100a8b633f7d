import type { ICredentialType, IDataObject, INodeProperties } from 'n8n-workflow';

import type { OrderDetails } from './orderDetails';
import type { OrderList } from './orderList';
import type { OrderState } from './orderState';
import type { RequestPlan } from './reply';
import type { StopWords } from './stopWords';

/** Values of the vendor's own options, by parameter name; an option overrides the credential's field of that name. */
export type VendorSettings = Readonly<Record<string, string | boolean | undefined>>;

/** One thing asked of a vendor. */
export interface Ask {
	/** Checked and canonical, not yet URL-encoded. */
	id: string;
	/** The order id that an answer must name to count as being about this order; null: any (a gift whose order is not known). */
	expectedOrderId: string | null;
	settings: VendorSettings;
}

/** What an id must look like before it may become part of a URL. */
export interface IdRule {
	pattern: RegExp;
	/** Completes "is not a valid ... ID: expected ...". */
	expected: string;
	placeholder: string;
	/** Different spellings of one id (leading zeros) become the same, so that they are one call. */
	canonical?: (id: string) => string;
}

/** What a person or a model must know before stopping one of these, as whole sentences. */
export interface Advice {
	/** Until when the vendor accepts it. */
	precondition: string;
	/** What is known about the money. */
	refund: string;
}

/** Something that can be read and stopped by its id: an order, the order of a gift, a gift. */
export interface Subject {
	/** n8n parameter that holds the id. */
	idParameter: 'orderId' | 'giftId';
	/** Label of that parameter, also used in messages. */
	idLabel: string;
	/** For messages: "order" or "gift". */
	noun: string;
	/** What is done to it; left out: it is cancelled. */
	words?: StopWords;
	advice: Advice;
	idRule: IdRule;
	/** The vendor's status words that people may choose from, with their labels; others may exist. */
	statuses: readonly StatusChoice[];
	/** Name of the option that names the order expected behind the id; without it the id is the order's own. */
	expectedOrderIdOption?: string;
	cancel(ask: Ask): RequestPlan;
	lookUp(ask: Ask): RequestPlan;
	/** Reads a 2xx answer to the cancel; null when the body is no such answer. */
	readCancel(body: unknown, ask: Ask): OrderState | null;
	/** Reads a 2xx answer to the look-up; null when the body is no such answer. */
	readLookUp(body: unknown, ask: Ask): OrderState | null;
	/** Reads what a state's order says beside its status. */
	details(order: IDataObject): OrderDetails;
	/** More keys for the simplified result of Get, beside the common ones. */
	moreFacts?(state: OrderState): IDataObject;
	/** What it is, without anything about the recipient: "Postcard-4x6". '' if the order does not say. */
	describe(order: IDataObject): string;
	/** Orders of this kind, page by page; left out: the API has no such list. */
	list?: OrderList;
}

/** A status word as it is chosen in the form. */
export interface StatusChoice {
	name: string;
	value: string;
}

/** A published request limit. */
export interface RequestLimit {
	requests: number;
	/** Milliseconds. */
	windowMs: number;
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

/** All that the shared part knows about a service. A fourth vendor is one more of these. */
export interface Vendor {
	/** As people write it; also the `service` of every result. */
	service: string;
	/** Names the credential and, in its `test`, the harmless request that proves a key. */
	credential: ICredentialType;
	/** null: none is published, so the pace finds its own. */
	limit: RequestLimit | null;
	operations: readonly Operation[];
	/** Options of this vendor for every operation. */
	optionFields: readonly INodeProperties[];
	/** Options of this vendor for what cannot be undone. */
	cancelOptionFields: readonly INodeProperties[];
}
