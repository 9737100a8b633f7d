import type { OrderEvidence, OrderResult, Verdict } from '../contract/outcome';
import { CANCEL_WORDS } from '../contract/stopWords';
import type { Subject, Vendor } from '../contract/vendor';
import { OUTCOMES } from './outcomes';
import { shortText } from '../contract/shortText';

/** A finished order: the flat result, and the evidence that `simplify` off adds. */
export interface FinishedOrder {
	result: OrderResult;
	evidence: OrderEvidence;
	/** What it is, for the summary: "order" or "gift". */
	noun: string;
	/** What was to be done to it: "cancelled". */
	done: string;
	/** The result in a few words, without the order, so that equal reasons can be told once for many orders. */
	reason: string;
}

export interface About {
	vendor: Vendor;
	subject: Subject;
	/** The id as checked, or as given when it was refused. */
	id: string;
	/** The order that was expected behind the id of something else, or null. */
	expectedOrderId: string | null;
}

const LONGEST_WORD = 60;

/** An id as it is shown in messages. */
export function showId(id: string): string {
	return shortText(id, LONGEST_WORD);
}

/** What is stopped: the order of a gift is an order. */
function nounOf({ noun, expectedOrderIdOption }: Subject): string {
	return expectedOrderIdOption === undefined ? noun : 'order';
}

function whatOf({ subject, id }: About, orderId: string): string {
	if (subject.expectedOrderIdOption === undefined) return `${subject.noun} ${showId(orderId)}`;
	const known = orderId === id ? '' : ` ${showId(orderId)}`;
	return `the order${known} of ${subject.noun} ${showId(id)}`;
}

function statusOf({ status, statusDetail }: Verdict): string | null {
	if (status === null) return null;
	const detail = statusDetail === undefined ? '' : `, ${shortText(statusDetail, LONGEST_WORD)}`;
	return shortText(status, LONGEST_WORD) + detail;
}

function whyOf(verdict: Verdict, { vendor }: About): string {
	const words =
		verdict.words === undefined
			? ''
			: `${vendor.service} says "${verdict.words.replace(/\.$/, '')}"`;
	if (verdict.outcome === 'rejected' && words !== '') return words;
	return [verdict.detail ?? '', words].filter((part) => part !== '').join('; ');
}

function reasonOf(short: string, status: string | null, why: string): string {
	const known = [status === null ? '' : `status ${status}`, why].filter((part) => part !== '');
	return known.length === 0 ? short : `${short} (${known.join('; ')})`;
}

/**
 * Words a verdict for people and programs.
 *
 * @param verdict what was decided
 * @param about which order
 * @param attempts cancel requests sent for it in this execution
 * @param checkedAt ISO 8601 UTC
 */
export function finishOrder(
	verdict: Verdict,
	about: About,
	attempts: number,
	checkedAt: string,
): FinishedOrder {
	const { outcome, status, cancelledAt, httpStatus, verifiedBy, response } = verdict;
	const rule = OUTCOMES[outcome];
	const orderId = verdict.orderId ?? about.expectedOrderId ?? about.id;
	const words = about.subject.words ?? CANCEL_WORDS;
	const noun = nounOf(about.subject);
	const telling = {
		service: about.vendor.service,
		what: whatOf(about, orderId),
		status: statusOf(verdict),
		why: whyOf(verdict, about),
		idLabel: about.subject.idLabel,
		noun,
		words,
	};
	return {
		result: {
			orderId,
			service: about.vendor.service,
			outcome,
			stopped: rule.stopped,
			retryable: rule.retryable,
			status,
			cancelledAt,
			message: rule.message(telling),
			nextStep: verdict.nextStep ?? rule.nextStep(telling),
			attempts,
		},
		evidence: { httpStatus, verifiedBy, checkedAt, response },
		noun,
		done: words.done,
		reason: reasonOf(rule.short, telling.status, telling.why),
	};
}
