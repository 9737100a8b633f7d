import type { IDataObject } from 'n8n-workflow';

/**
 * Where an order stands, in the terms that matter to a cancellation.
 *
 * - `tooLate`: the documentation says that such an order is not cancelled any more, so it also tells what became of an
 *   earlier cancel;
 * - `likelyTooLate`: we infer it from what is documented, so an earlier cancel may still be carried out;
 * - `unclear`: the documentation does not explain the status, and nothing is concluded from it.
 */
export type Phase = 'cancelled' | 'cancellable' | 'tooLate' | 'likelyTooLate' | 'unclear';

/** What is stopped, and what is done to it, for messages. */
export interface Wording {
	/** "order" */
	noun: string;
	/** What the id belongs to where it is not the order's own: "gift". */
	holder?: string;
	/** Left out: it is cancelled. */
	words?: StopWords;
}

/** What is done to an order, for messages. */
export interface StopWords {
	/** "is cancelled" */
	done: string;
	/** "turn off Dry Run to cancel it" */
	verb: string;
	/** "no cancellation was sent" */
	act: string;
	/** What to do when it is past being stopped this way; left out: expect it to ship. */
	tooLateStep?: string;
	/** What to do after it was done; left out: nothing. */
	doneStep?: string;
}

/** What nearly every operation does. */
export const CANCEL_WORDS: StopWords = {
	done: 'cancelled',
	verb: 'cancel',
	act: 'cancellation',
};

/** What a vendor's answer says about an order, or about the gift that is to be expired. */
export interface OrderState {
	/** The id that the answer itself names; null when it names none, or none that is exact. */
	id: string | null;
	/** The vendor's own word. */
	status: string | null;
	/** Why the order is where it is, when its status alone does not say so: "shipment inTransit". */
	statusDetail?: string;
	phase: Phase;
	/** What there is to be stopped, or was, where that is found out by reading; left out: what the operation is about. */
	as?: Wording;
	/** ISO 8601 UTC; null where the vendor gives none. */
	cancelledAt: string | null;
	/** The vendor's order as received. It holds recipient data: only `simplify` off passes it on. */
	order: IDataObject;
	/**
	 * Set when the order described may be newer than the order that was meant. Such an order must not be cancelled on the
	 * strength of an old request.
	 */
	mayBeNewer?: NewerOrder;
}

/** What to tell people about an order that may be newer than the one they meant. */
export interface NewerOrder {
	/** Why nothing was sent although the order that was meant is known, as a clause that names both. */
	leftAlone: string;
	/** Why nobody knows what became of an earlier request, as a clause. */
	unsure: string;
	/** What to do when the order that was meant is cancelled, as a sentence without its full stop. */
	nextStep: string;
}

/** What was asked for exists and has no order that could be stopped: a gift that nobody has claimed. */
export interface NoOrder {
	/** Why there is none, as a clause. */
	why: string;
	/** What to do instead, as a sentence without its full stop; '' if nothing. */
	nextStep: string;
	/** The vendor's own word for where it stands. */
	status: string | null;
}

/** What a vendor's order says beside its status; null where the API gives nothing. */
export interface OrderDetails {
	/** ISO 8601 UTC. */
	createdAt: string | null;
	/** ISO 8601 UTC. */
	updatedAt: string | null;
	/** In whole units of the currency, not in cents. */
	total: number | null;
	/** ISO 4217. */
	currency: string | null;
	/** Name of the person it goes to. */
	recipient: string | null;
	/** The API's own word on whether it could be cancelled, where it has one; left out: the phase tells. */
	cancellable?: boolean;
}
