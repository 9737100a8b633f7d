import type { IDataObject } from 'n8n-workflow';

import type { OrderState, Wording } from '../vendor/order';
import type { Problem } from '../problem';
import { storable } from '../vendor/parse';
import type { Redactor } from '../wording/redact';

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

/** The judgement on one order, before it is worded for people. */
export interface Verdict {
	outcome: Outcome;
	/** What proved the outcome: the answer to the cancel itself, a later look-up, or nothing. */
	verifiedBy: 'response' | 'lookup' | null;
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
	/** What there was to be stopped, where that was found out by reading. */
	as?: Wording;
	/** What the order was asked for by, for messages, where no order was found that has an ID: `reference "1001"`. */
	knownAs?: string;
	/** The vendor's own words, made safe to show. */
	words?: string;
	/** What stood in the way, for people, when there were no words. */
	detail?: string;
	/** What to do, where it is more than what the outcome says. */
	nextStep?: string;
	/** Whether running again unchanged may end better, where the outcome alone does not tell. */
	retryable?: boolean;
	/** The service refused the request, and it is not known whether that is because of the credential. */
	isKeyUnproven?: boolean;
	/** Nothing was sent because the time for the run was over. */
	isOutOfTime?: boolean;
}

/** How the work on one order ended. */
export interface Ending {
	verdict: Verdict;
	/** Cancel requests sent for it. */
	attempts: number;
	/** When the vendor was last asked about it, ISO 8601 UTC; null: it was not. */
	checkedAt: string | null;
}

/** What may be said of an outcome beside what proves it. */
export type Reason = Partial<
	Pick<Verdict, 'words' | 'detail' | 'nextStep' | 'retryable' | 'isKeyUnproven' | 'isOutOfTime'>
>;

/** A verdict without proof of any order state. */
export function unproven(
	outcome: Outcome,
	httpStatus: number | null,
	reason: Reason = {},
): Verdict {
	return {
		outcome,
		verifiedBy: null,
		status: null,
		cancelledAt: null,
		httpStatus,
		response: null,
		...reason,
	};
}

/** Where and in what state the vendor reported an order. */
export interface Proof {
	state: OrderState;
	httpStatus: number;
	verifiedBy: 'response' | 'lookup';
}

/** A verdict that rests on a state that the vendor reported. */
export function proven(
	outcome: Outcome,
	{ state, httpStatus, verifiedBy }: Proof,
	reason: Reason = {},
): Verdict {
	return {
		outcome,
		verifiedBy,
		status: state.status,
		...(state.statusDetail === undefined ? {} : { statusDetail: state.statusDetail }),
		// Some APIs give a time also where nothing was cancelled.
		cancelledAt: state.phase === 'cancelled' ? state.cancelledAt : null,
		httpStatus,
		response: state.order,
		...(state.id === null ? {} : { orderId: state.id }),
		...(state.as === undefined ? {} : { as: state.as }),
		...reason,
	};
}

/** The ending of what was left alone: nothing was sent for it. */
export function leftAlone({ outcome, reason, nextStep }: Problem): Ending {
	const verdict = unproven(outcome, null, { detail: reason, nextStep });
	return { verdict, attempts: 0, checkedAt: null };
}

/** These rest on a status whose meaning is known. */
const WITH_KNOWN_STATUS: ReadonlySet<Outcome> = new Set<Outcome>([
	'cancelled',
	'alreadyCancelled',
	'cancellable',
	'tooLate',
]);

/** Makes the texts of a verdict safe to show and to keep. */
export function withoutSecrets(verdict: Verdict, redactor: Redactor): Verdict {
	const { outcome, orderId, status, statusDetail, words, detail, response } = verdict;
	redactor.keep(orderId);
	const safe = (text: string | undefined) => (text === undefined ? undefined : redactor.text(text));
	return {
		...verdict,
		status: redactor.status(status, WITH_KNOWN_STATUS.has(outcome)),
		...(statusDetail === undefined ? {} : { statusDetail: safe(statusDetail) }),
		words: safe(words),
		detail: detail === undefined ? undefined : redactor.own(detail),
		response: response && storable(response),
	};
}
