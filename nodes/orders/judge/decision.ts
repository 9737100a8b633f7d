import type { OrderState } from '../contract/orderState';
import type { Verdict } from '../contract/outcome';
import type { NotSent } from '../contract/reply';
import type { Ask } from '../contract/vendor';

/**
 * Why an order is read: the cancel may have been carried out (`lost`), was refused, was answered with something that
 * is no cancellation (`otherState`), was sent by an earlier try and never settled (`earlierTry`), or nothing has been
 * sent: a guard wants to see the order first, or only a report is wanted (`dryRun`).
 */
export type ReadingCause = 'lost' | 'refused' | 'otherState' | 'earlierTry' | 'guard' | 'dryRun';

/** What reading an order gave. */
export type Reading =
	| { found: 'order'; state: OrderState; httpStatus: number }
	| { found: 'otherOrder'; state: OrderState; httpStatus: number }
	| Unread;

/** Reading ended without an order. */
export type Unread =
	| { found: 'nothing'; httpStatus: number }
	| { found: 'denied'; httpStatus: number }
	| { found: 'unreadable'; httpStatus: number | null; detail: string }
	| { found: 'rateLimited'; httpStatus: number }
	| { found: 'notSent'; httpStatus: null; why: NotSent['why'] };

/** It is decided. */
export interface Settle {
	next: 'settle';
	verdict: Verdict;
}

/** Send (again); `otherwise` is the verdict if no try is left. */
export interface Send {
	next: 'send';
	otherwise: Verdict;
}

/** Ask whether the credential itself is refused. */
export interface Probe {
	next: 'probe';
	httpStatus: number;
	words: string | null;
}

/** Read the order before anything else. */
export interface ReadBack {
	next: 'read';
	cause: 'lost' | 'refused' | 'otherState';
	evidence: Evidence;
}

/** What the answer to a cancel said, kept for the message. */
export interface Evidence {
	httpStatus: number | null;
	words: string | null;
	detail: string;
}

/** An answer that names another order, or none, confirms nothing about the order that was meant. */
export function isAboutAsked(state: OrderState, ask: Ask): boolean {
	if (ask.expectedOrderId === null) return state.orderId !== null;
	return state.orderId === ask.expectedOrderId;
}

/** A verdict without proof of any order state. */
export function unproven(
	outcome: Verdict['outcome'],
	httpStatus: number | null,
	more: Pick<Verdict, 'words' | 'detail'> = {},
): Verdict {
	return {
		outcome,
		verifiedBy: null,
		status: null,
		cancelledAt: null,
		httpStatus,
		response: null,
		...more,
	};
}

/** A verdict that rests on a state the vendor reported. */
export function proven(
	outcome: Verdict['outcome'],
	state: OrderState,
	httpStatus: number,
	verifiedBy: 'response' | 'lookup',
	more: Pick<Verdict, 'words' | 'detail'> = {},
): Verdict {
	return {
		outcome,
		verifiedBy,
		status: state.status,
		...(state.statusDetail === undefined ? {} : { statusDetail: state.statusDetail }),
		cancelledAt: state.cancelledAt,
		httpStatus,
		response: state.order,
		...(state.orderId === null ? {} : { orderId: state.orderId }),
		...more,
	};
}
