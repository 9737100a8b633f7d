import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import type { OrderState } from './orderState';
import type { RequestPlan } from './reply';

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

/** Something that can be cancelled by its id: an order, or the order of a gift. */
export interface Subject {
	/** n8n parameter that holds the id. */
	idParameter: 'orderId' | 'giftId';
	/** Label of that parameter, also used in messages. */
	idLabel: string;
	/** For messages: "order" or "gift". */
	noun: string;
	idRule: IdRule;
	/** Name of the option that names the order expected behind the id; without it the id is the order's own. */
	expectedOrderIdOption?: string;
	cancel(ask: Ask): RequestPlan;
	lookUp(ask: Ask): RequestPlan;
	/** Reads a 2xx answer to the cancel; null when the body is no such answer. */
	readCancel(body: unknown, ask: Ask): OrderState | null;
	/** Reads a 2xx answer to the look-up; null when the body is no such answer. */
	readLookUp(body: unknown, ask: Ask): OrderState | null;
}

/** A published request limit. */
export interface RequestLimit {
	requests: number;
	/** Milliseconds. */
	windowMs: number;
}

/** All that the shared part knows about a service. A fourth vendor is one more of these. */
export interface Vendor {
	/** As people write it; also the `service` of every result. */
	service: string;
	/** Names the credential and, in its `test`, the harmless request that proves a key. */
	credential: ICredentialType;
	/** null: none is published, so the pace finds its own. */
	limit: RequestLimit | null;
	/** By value of the `resource` parameter. */
	subjects: Readonly<Record<string, Subject>>;
	/** Options of this vendor only, for the `options` collection. */
	optionFields: readonly INodeProperties[];
}
