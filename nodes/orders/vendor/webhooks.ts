import type { IDataObject } from 'n8n-workflow';

import type { OrderState } from './order';
import type { RequestPlan } from './vendor';

/** An address that a vendor calls when something happens. */
export interface Webhook {
	id: string;
	/** Where it calls. */
	url: string;
	/** What it calls for, in the vendor's word. */
	event: string;
}

/** What the answer to a page of webhooks says. */
export interface WebhookPage {
	webhooks: Webhook[];
	/** Whether nothing comes after it; null: the answer does not say. */
	isLast: boolean | null;
	/** Whether the account may have any; left out by an API that does not say. */
	mayManage: boolean;
}

/** What a call claims. Nothing in it is proven: anybody may have made it. */
export interface ClaimedEvent {
	/** The same for a call that is repeated; null: it does not say. */
	id: string | null;
	/** What happened, in the vendor's word. */
	event: string;
	/** The order that it is about, as far as the call tells. */
	state: OrderState;
	/** More about it, with nothing in it about a person. */
	facts: IDataObject;
}

/** How a vendor calls when something happens to an order. */
export interface WebhookApi {
	/** The request for a page of the account's webhooks, from 1. */
	page(page: number): RequestPlan;
	/** Interprets a 2xx answer; null when the body is no such answer, or is another page than was asked for. */
	interpretPage(body: unknown, page: number): WebhookPage | null;
	/** @param description tells people whose webhook it is */
	create(webhook: Omit<Webhook, 'id'>, description: string): RequestPlan;
	remove(id: string): RequestPlan;
	/** Interprets a call; null when it is none of the vendor's. */
	interpretCall(body: unknown): ClaimedEvent | null;
	/** What it means that a key that works must not manage webhooks, and what to do: two clauses without a full stop. */
	noRight: { reason: string; nextStep: string };
}
