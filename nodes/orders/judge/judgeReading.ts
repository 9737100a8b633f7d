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
	type Unread,
} from './decision';

interface Question {
	cause: ReadingCause;
	/** An earlier send of this execution may have been carried out. */
	doubtful: boolean;
	/** The user named the order that must be behind the id. */
	guarded?: boolean;
	/** Why the user's conditions keep this order from being cancelled; null or left out: they do not. */
	objection?: string | null;
	/** The user named the order's very status as one to cancel in. */
	isNamedStatus?: boolean;
	evidence: Evidence | null;
}

/** What was read decides whether a cancellation is sent (again), or whether one would be. */
const LEADS_TO_SENDING: ReadonlySet<ReadingCause> = new Set<ReadingCause>([
	'guard',
	'dryRun',
	'lost',
	'earlierTry',
]);

const NEWER_ORDER = 'Look at the gift: it has another order, which is not cancelled and may ship';

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
	const isNamed = question.guarded === true && (cause === 'guard' || cause === 'dryRun');
	if (state.mayBeNewer === true && isNamed) {
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

/** A newer order that has shipped says nothing about the one that a doubtful request was for. */
function isTooLate({ phase, mayBeNewer }: OrderState, { doubtful }: Question): boolean {
	return phase === 'tooLate' && !(mayBeNewer === true && doubtful);
}

/** The user's own conditions speak against it; after a request of unknown fate not even that is known for sure. */
function judgeObjection(
	state: OrderState,
	status: number,
	question: Question,
	why: string,
): Settle {
	if (isTooLate(state, question)) return settle(proven('tooLate', state, status, 'lookup'));
	const outcome = question.doubtful ? 'unknown' : 'rejected';
	const verdict = proven(outcome, state, status, 'lookup', { detail: why });
	const nextStep =
		'It was left as it is; change the condition in the options if it is to be stopped';
	return settle(question.doubtful ? verdict : { ...verdict, nextStep });
}

/**
 * Nothing has been sent yet and the user's conditions hold: a status that nobody explains, or that the user named although
 * we take it for too late, is for the vendor to decide, as it is without conditions.
 */
function isForTheVendor(state: OrderState, { cause, isNamedStatus }: Question): boolean {
	return cause === 'guard' && (state.phase === 'unclear' || isNamedStatus === true);
}

function judgeState(state: OrderState, status: number, question: Question): Settle | Send {
	const { cause, doubtful, evidence, objection } = question;
	if (state.phase === 'cancelled') {
		const outcome = doubtful ? 'cancelled' : 'alreadyCancelled';
		const verdict = proven(outcome, state, status, 'lookup');
		// True of the order that was named, but not of everything that the gift will bring.
		return settle(state.mayBeNewer === true ? { ...verdict, nextStep: NEWER_ORDER } : verdict);
	}
	if (typeof objection === 'string' && LEADS_TO_SENDING.has(cause)) {
		return judgeObjection(state, status, question, objection);
	}
	if (state.phase === 'cancellable' || isForTheVendor(state, question)) {
		return judgeCancellable(state, status, question);
	}
	if (isTooLate(state, question)) {
		return settle(proven('tooLate', state, status, 'lookup'));
	}
	const detail = 'its status does not tell whether it will ship';
	return settle(proven('unknown', state, status, 'lookup', { ...reason(evidence), detail }));
}

/**
 * What it means that something could not be read, when nothing has been sent yet.
 */
export function judgeUnread(reading: Unread): Settle | Probe {
	const { httpStatus } = reading;
	switch (reading.found) {
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

function judgeBeforeSending(reading: Exclude<Reading, { found: 'order' }>): Settle | Probe {
	if (reading.found !== 'otherOrder') return judgeUnread(reading);
	const detail = `the active order is ${reading.state.orderId ?? 'another one'}`;
	const verdict = proven('rejected', reading.state, reading.httpStatus, 'lookup', { detail });
	return settle({ ...verdict, orderId: undefined });
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
