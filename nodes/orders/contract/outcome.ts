import type { IDataObject } from 'n8n-workflow';

/** How one order ended. Workflows branch on these names: they never change. */
export type Outcome =
	| 'cancelled'
	| 'alreadyCancelled'
	| 'cancellable'
	| 'tooLate'
	| 'notFound'
	| 'rejected'
	| 'invalidOrderId'
	| 'unauthorized'
	| 'forbidden'
	| 'rateLimited'
	| 'unknown'
	| 'notAttempted';

/** What proved the outcome: the answer to the cancel itself, a later read, or nothing. */
export type VerifiedBy = 'response' | 'lookup' | null;

/** The judgement on one order, before it is worded for people. */
export interface Verdict {
	outcome: Outcome;
	verifiedBy: VerifiedBy;
	/** The vendor's own status word, or null. */
	status: string | null;
	/** What the status alone does not say, for the message. */
	statusDetail?: string;
	/** ISO 8601 UTC, or null. */
	cancelledAt: string | null;
	/** Status code of the answer that decided, or null if there was none. */
	httpStatus: number | null;
	/** The vendor's order as received, or null. */
	response: IDataObject | null;
	/** Order id named by the vendor, when it differs from what was asked for (gifts). */
	orderId?: string;
	/** The vendor's own words, made safe to show. */
	words?: string;
	/** What stood in the way, for people, when there were no words. */
	detail?: string;
	/** What to do, where it is more than what the outcome says. */
	nextStep?: string;
}

/** The flat result of one order: exactly these keys leave the node. */
export interface OrderResult {
	orderId: string;
	service: string;
	outcome: Outcome;
	/** true: it will not ship; false: this run did not stop it; null: nobody knows. */
	stopped: boolean | null;
	/** Whether running again unchanged is safe and may end better. */
	retryable: boolean;
	status: string | null;
	cancelledAt: string | null;
	message: string;
	nextStep: string;
	/** Cancel requests sent for this order. */
	attempts: number;
}

/** Keys that `simplify` off adds. */
export interface OrderEvidence {
	httpStatus: number | null;
	verifiedBy: VerifiedBy;
	/** ISO 8601 UTC. */
	checkedAt: string;
	response: IDataObject | null;
}
