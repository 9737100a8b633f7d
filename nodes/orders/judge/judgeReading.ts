import type { OrderState } from '../contract/orderState';
import type { Verdict } from '../contract/outcome';
import { NOT_SENT } from './notSent';
import {
	proven,
	unproven,
	type Evidence,
	type Probe,
	type Reading,
	type ReadingCause,
	type Send,
	type Settle,
} from './decision';

interface Question {
	cause: ReadingCause;
	/** An earlier send of this execution may have been carried out. */
	doubtful: boolean;
	/** The user named the order that must be behind the id. */
	guarded?: boolean;
	evidence: Evidence | null;
}

function settle(verdict: Verdict): Settle {
	return { next: 'settle', verdict };
}

/** The vendor's refusal in its own words, or what the refusal looked like. */
function reason(evidence: Evidence | null): Pick<Verdict, 'words' | 'detail'> {
	if (evidence === null) return {};
	return evidence.words === null
		? { detail: evidence.detail }
		: { words: evidence.words, detail: evidence.detail };
}

function judgeCancellable(state: OrderState, status: number, question: Question): Settle | Send {
	const { cause, evidence } = question;
	const proof = (outcome: Verdict['outcome'], more = reason(evidence)) =>
		proven(outcome, state, status, 'lookup', more);
	const isGuarded = cause === 'guard' || (cause === 'dryRun' && question.guarded === true);
	if (state.mayBeNewer === true && isGuarded) {
		return settle(
			proof('rejected', { detail: 'the gift has another order that is not cancelled' }),
		);
	}
	if (state.mayBeNewer === true && question.doubtful) {
		return settle(
			proof('unknown', { detail: 'the gift has an order that may be newer than this request' }),
		);
	}
	if (cause === 'dryRun') return settle(proof('cancellable'));
	if (cause === 'refused') return settle(proof('rejected'));
	if (cause === 'otherState') return settle(proof('unknown'));
	return { next: 'send', otherwise: proof('unknown') };
}

function judgeState(state: OrderState, status: number, question: Question): Settle | Send {
	const { doubtful, evidence } = question;
	if (state.phase === 'cancelled') {
		return settle(proven(doubtful ? 'cancelled' : 'alreadyCancelled', state, status, 'lookup'));
	}
	if (state.phase === 'cancellable') return judgeCancellable(state, status, question);
	if (state.phase === 'tooLate' && !(state.mayBeNewer === true && doubtful)) {
		return settle(proven('tooLate', state, status, 'lookup'));
	}
	const detail = 'its status does not tell whether it will ship';
	return settle(proven('unknown', state, status, 'lookup', { ...reason(evidence), detail }));
}

/** What a reading without the order says, when nothing has been sent yet. */
function judgeBeforeSending(reading: Exclude<Reading, { found: 'order' }>): Settle | Probe {
	const { httpStatus } = reading;
	switch (reading.found) {
		case 'otherOrder': {
			const detail = `the active order is ${reading.state.orderId ?? 'another one'}`;
			const verdict = proven('rejected', reading.state, reading.httpStatus, 'lookup', { detail });
			return settle({ ...verdict, orderId: undefined });
		}
		case 'nothing':
			return settle(unproven('notFound', httpStatus));
		case 'denied':
			return { next: 'probe', httpStatus: reading.httpStatus, words: null };
		case 'rateLimited':
			return settle(unproven('rateLimited', httpStatus));
		case 'notSent':
			return settle(unproven('notAttempted', null, { detail: NOT_SENT[reading.why] }));
		case 'unreadable':
			return settle(unproven('unknown', httpStatus, { detail: reading.detail }));
	}
}

/** What a reading without the order says after a cancel was sent: never more than that nobody knows. */
function whyUnread(reading: Exclude<Reading, { found: 'order' }>): string {
	switch (reading.found) {
		case 'otherOrder':
			return `the answer was about order ${reading.state.orderId}`;
		case 'notSent':
			return NOT_SENT[reading.why];
		case 'unreadable':
			return reading.detail;
		default:
			return `it was answered with HTTP ${reading.httpStatus}`;
	}
}

/**
 * Judges what reading the order gave. Pure: the decision table of the design, second half.
 *
 * @param reading what was found
 * @param question why it was read, and what the cancel's answer had said
 */
export function judgeReading(reading: Reading, question: Question): Settle | Send | Probe {
	const { cause, evidence } = question;
	if (reading.found === 'order') return judgeState(reading.state, reading.httpStatus, question);
	if (cause === 'guard' || cause === 'dryRun') return judgeBeforeSending(reading);
	const first = evidence?.detail ?? 'an earlier request got no clear answer';
	const detail = `${first}, and the order could not be read afterwards: ${whyUnread(reading)}`;
	return settle(
		unproven('unknown', evidence?.httpStatus ?? reading.httpStatus, {
			...reason(evidence),
			detail,
		}),
	);
}
