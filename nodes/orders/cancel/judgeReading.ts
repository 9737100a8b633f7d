import { CHECK_ADDRESS, NOT_SENT } from '../client/reply';
import { judgeUnread, type Reading } from '../read/fetchOrder';
import { proven, unproven, type Proof, type Verdict } from '../result/verdict';
import { settle, type Decision, type Evidence, type Settle } from './judgeAnswer';

/** What a reading has to answer. */
export interface Question {
	/**
	 * Why it is read: because of the answer to a cancel, because an earlier try left it in doubt, or before anything is sent:
	 * it must be seen first (`guard`), or only a report is wanted (`dryRun`).
	 */
	cause: 'lost' | 'refused' | 'otherState' | 'earlierTry' | 'guard' | 'dryRun';
	/** A cancel of this execution may have been carried out without our knowing. */
	inDoubt: boolean;
	/** It was found cancelled earlier in the execution, which no order ceases to be. */
	wasStopped: boolean;
	/** The user named the order that must be behind the id. */
	isOrderNamed: boolean;
	/** What would stop it now is another request than the one that was refused. */
	isOther: boolean;
	/** Why the user's conditions keep this order from being cancelled; null: they do not. */
	objection: string | null;
	/** The user named the order's very status as one to cancel in. */
	isStatusNamed: boolean;
	/** What the answer to the cancel said; null: none was sent. */
	evidence: Evidence | null;
}

const NAME_THE_RIGHT_ONE =
	'Nothing was sent; if the other order is to be stopped, name it as the expected one';

/** What was read contradicts what is known otherwise. */
const CONTRADICTION = { isContradiction: true };

/** Nothing was sent for it yet, as far as anybody knows. */
function isUnsent({ cause, inDoubt, wasStopped }: Question): boolean {
	return (cause === 'guard' || cause === 'dryRun') && !inDoubt && !wasStopped;
}

/** What was read decides whether a cancellation is sent (again), or whether one would be. */
const LEADS_TO_SENDING: ReadonlySet<Question['cause']> = new Set<Question['cause']>([
	'guard',
	'dryRun',
	'lost',
	'earlierTry',
]);

/** The vendor's refusal in its own words, or what the refusal looked like. */
function reasonOf(evidence: Evidence | null): Pick<Verdict, 'words' | 'detail'> {
	if (evidence === null) return {};
	const { words, detail } = evidence;
	return words === null ? { detail } : { words, detail };
}

/** Nothing speaks against a cancellation: send it, unless what is left to find out is why the vendor did not take it. */
function judgeOpen(proof: Proof, question: Question): Exclude<Decision, { next: 'read' }> {
	const { cause, inDoubt, isOther, evidence } = question;
	const { mayBeNewer } = proof.state;
	if (mayBeNewer !== undefined && inDoubt) {
		return settle(proven('unknown', proof, { detail: mayBeNewer.unsure }));
	}
	const reason = reasonOf(evidence);
	if (cause === 'dryRun') return settle(proven('cancellable', proof, reason));
	if (cause === 'refused') {
		const rejected = proven('rejected', proof, reason);
		return isOther ? { next: 'send', otherwise: rejected } : settle(rejected, CONTRADICTION);
	}
	const otherwise = proven('unknown', proof, reason);
	if (cause === 'otherState') return settle(otherwise);
	return { next: 'send', otherwise };
}

function isPastCancelling({ state }: Proof): boolean {
	return state.phase === 'tooLate' || state.phase === 'likelyTooLate';
}

/**
 * What became of an earlier cancel is told by a status only that is documented as past cancelling, and only by the order
 * that the cancel was for: a newer one that has shipped says nothing about it.
 */
function tooLate(proof: Proof): Settle {
	const { phase, mayBeNewer } = proof.state;
	const endsDoubt = phase === 'tooLate' && mayBeNewer === undefined;
	return settle(proven('tooLate', proof), { endsDoubt });
}

/** The user's own conditions speak against it. */
function judgeObjection(proof: Proof, detail: string): Settle {
	if (isPastCancelling(proof)) return tooLate(proof);
	const nextStep =
		'It was left as it is; change the condition in the options if it is to be stopped';
	return settle(proven('rejected', proof, { detail, nextStep }));
}

function judgeOrder(proof: Proof, question: Question): Exclude<Decision, { next: 'read' }> {
	const { phase, mayBeNewer } = proof.state;
	const { cause, wasStopped, isOther, objection, isStatusNamed, isOrderNamed, evidence } = question;
	if (mayBeNewer !== undefined && isOrderNamed && isUnsent(question)) {
		// The status of the one that was meant would contradict that nothing was sent.
		const verdict = proven('rejected', proof, {
			detail: mayBeNewer.leftAlone,
			nextStep: NAME_THE_RIGHT_ONE,
		});
		return settle({ ...verdict, status: null });
	}
	if (phase === 'cancelled') {
		// True of the order that was meant, but a newer one may still come.
		const more = mayBeNewer === undefined ? {} : { nextStep: mayBeNewer.nextStep };
		return settle(proven('alreadyCancelled', proof, more), { endsDoubt: true });
	}
	if (wasStopped && mayBeNewer === undefined) {
		const detail = 'it was cancelled earlier in this execution, and now reads otherwise';
		return settle(proven('unknown', proof, { detail }), CONTRADICTION);
	}
	const leadsToSending = LEADS_TO_SENDING.has(cause) || isOther;
	if (objection !== null && leadsToSending) return judgeObjection(proof, objection);
	// Nothing has been sent yet and the user's conditions hold: a status that nobody explains, or that the user named
	// although we take it for too late, is for the vendor to decide, as it is without conditions.
	const isForTheVendor = cause === 'guard' && (phase === 'unclear' || isStatusNamed);
	if (phase === 'cancellable' || isForTheVendor) return judgeOpen(proof, question);
	if (isPastCancelling(proof)) return tooLate(proof);
	const detail = 'its status does not tell whether it will ship';
	return settle(proven('unknown', proof, { ...reasonOf(evidence), detail }));
}

function judgeBeforeSending(reading: Exclude<Reading, { found: 'order' }>): Settle {
	if (reading.found !== 'otherOrder') return settle(judgeUnread(reading));
	const { state, httpStatus } = reading;
	const detail =
		state.phase === 'cancellable'
			? `the active order is ${state.id}`
			: `there is no such order; the one that is there is ${state.id}`;
	const reason = { detail, nextStep: NAME_THE_RIGHT_ONE };
	const verdict = proven('rejected', { state, httpStatus, verifiedBy: 'lookup' }, reason);
	return settle({ ...verdict, status: null, orderId: undefined });
}

/** What a reading without the order says after a cancel was sent: never more than that nobody knows. */
function whyUnread(reading: Exclude<Reading, { found: 'order' }>): string {
	switch (reading.found) {
		case 'otherOrder':
			return `the answer was about order ${reading.state.id}`;
		case 'notSent':
			return NOT_SENT[reading.why];
		case 'unreadable':
		case 'elsewhere':
		case 'notDelivered':
			return reading.detail;
		case 'noOrder':
			return reading.noOrder.why;
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
export function judgeReading(
	reading: Reading,
	question: Question,
): Exclude<Decision, { next: 'read' }> {
	const { wasStopped, evidence } = question;
	if (reading.found === 'order') {
		const { state, httpStatus } = reading;
		return judgeOrder({ state, httpStatus, verifiedBy: 'lookup' }, question);
	}
	if (isUnsent(question)) return judgeBeforeSending(reading);
	if (reading.found === 'noOrder' && !wasStopped) {
		return settle({ ...judgeUnread(reading), words: evidence?.words ?? undefined });
	}
	const earlier = wasStopped
		? 'it was cancelled earlier in this execution'
		: 'an earlier request got no clear answer';
	const first = evidence?.detail ?? earlier;
	const detail = `${first}, and it could not be read afterwards: ${whyUnread(reading)}`;
	const httpStatus = evidence?.httpStatus ?? reading.httpStatus;
	const isElsewhere =
		reading.found === 'elsewhere' || (reading.found === 'notSent' && reading.why === 'elsewhere');
	const nextStep = isElsewhere ? CHECK_ADDRESS : undefined;
	return settle(unproven('unknown', httpStatus, { ...reasonOf(evidence), detail, nextStep }));
}
