import type { Answered, Elsewhere, NotDelivered, Reply } from '../client/reply';
import { CHECK_ADDRESS } from '../client/reply';
import { judgeDenied, judgeNotSent, judgeRateLimited } from '../read/fetchOrder';
import { proven, unproven, type Verdict } from '../result/verdict';
import type { OrderState } from '../vendor/order';
import { isAboutAsked, type Ask, type Subject } from '../vendor/vendor';
import { vendorWords } from '../wording/vendorWords';

/** What is to be done about an order next. */
export type Decision =
	| Settle
	/** Send (again); `otherwise` is the verdict if no try is left. */
	| { next: 'send'; otherwise: Verdict }
	/** Read it first: the cancel may have been carried out, was refused, or was answered with something else. */
	| { next: 'read'; cause: 'lost' | 'refused' | 'otherState'; evidence: Evidence };

/** Nothing: it is decided. */
export interface Settle {
	next: 'settle';
	verdict: Verdict;
	/** Whether it tells for certain what became of every earlier cancel of this order, also of one whose fate was unknown. */
	endsDoubt: boolean;
	/** Whether what was read contradicts what is known otherwise: a later reading may tell more. */
	isContradiction: boolean;
}

/** What the answer to a cancel said, kept for the message. */
export interface Evidence {
	httpStatus: number | null;
	words: string | null;
	detail: string;
}

export function settle(verdict: Verdict, more: Partial<Settle> = {}): Settle {
	return { next: 'settle', verdict, endsDoubt: false, isContradiction: false, ...more };
}

/** Answers after which the vendor may or may not have cancelled: request timeout and everything 5xx. */
function isAmbiguous(status: number): boolean {
	return status === 408 || status >= 500;
}

/**
 * JSON that broke on the way is left as text, in which something that was begun does not end; it says nothing at all. Any
 * other text is a whole answer, such as a plain "Accepted" or JSON with something behind it.
 */
function isBroken(body: unknown): boolean {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return false;
	let depth = 0;
	let isInText = false;
	for (let at = 0; at < body.length; at++) {
		const character = body.charAt(at);
		if (isInText && character === '\\') at += 1;
		else if (character === '"') isInText = !isInText;
		else if (!isInText && (character === '{' || character === '[')) depth += 1;
		else if (!isInText && (character === '}' || character === ']')) depth -= 1;
	}
	return isInText || depth > 0;
}

function whatWasWrong(body: unknown, state: OrderState | null, isAbout: boolean): string {
	if (body === undefined || body === null || body === '') return 'the answer was empty';
	if (state === null) return 'the answer could not be understood';
	return isAbout
		? 'the answer did not say that the order is cancelled'
		: 'the answer was not about this order';
}

function judgeSuccess({ status, body }: Answered, subject: Subject, ask: Ask): Decision {
	const state = subject.interpretCancel(body, ask);
	const isAbout = state !== null && isAboutAsked(state, ask);
	if (isAbout && state.phase === 'cancelled') {
		const proof = { state, httpStatus: status, verifiedBy: 'response' } as const;
		return settle(proven('cancelled', proof), { endsDoubt: true });
	}
	const detail = isBroken(body) ? 'the answer was cut off' : whatWasWrong(body, state, isAbout);
	return {
		next: 'read',
		cause: isBroken(body) ? 'lost' : 'otherState',
		evidence: { httpStatus: status, words: vendorWords(body), detail },
	};
}

function judgeAnswered(reply: Answered, subject: Subject, ask: Ask): Decision {
	const { status, body } = reply;
	const words = vendorWords(body);
	const evidence: Evidence = { httpStatus: status, words, detail: `the answer was HTTP ${status}` };
	if (isAmbiguous(status)) return { next: 'read', cause: 'lost', evidence };
	if (status >= 200 && status < 300) return judgeSuccess(reply, subject, ask);
	if (status === 404) return settle(unproven('notFound', status, words === null ? {} : { words }));
	if (status >= 400) return { next: 'read', cause: 'refused', evidence };
	return settle(unproven('unknown', status, { detail: `the answer was HTTP ${status}` }));
}

/** A 2xx in the API's place may hide that it was carried out; anything else was at best not carried out. */
function judgeElsewhere({ status: httpStatus, cause: detail }: Elsewhere): Decision {
	if (httpStatus < 300) {
		return { next: 'read', cause: 'otherState', evidence: { httpStatus, words: null, detail } };
	}
	const nextStep = `${CHECK_ADDRESS}; then look the order up, or run again`;
	return settle(unproven('unknown', httpStatus, { detail, nextStep }));
}

/** The request never left: nothing was carried out, and whether it may be sent again depends on what stood in the way. */
function judgeNotDelivered({ cause: detail, temporary }: NotDelivered): Decision {
	if (temporary) return { next: 'send', otherwise: unproven('notAttempted', null, { detail }) };
	return settle(unproven('notAttempted', null, { detail, retryable: false }));
}

/**
 * Judges what came back for one cancel request. Pure: the decision table of the design, first half.
 *
 * @param reply what came of the request
 * @param subject how the vendor's answers are interpreted
 * @param ask which order was meant
 */
export function judgeAnswer(reply: Reply, subject: Subject, ask: Ask): Decision {
	switch (reply.end) {
		case 'answered':
			return judgeAnswered(reply, subject, ask);
		case 'lost': {
			const evidence = { httpStatus: null, words: null, detail: reply.cause };
			return { next: 'read', cause: 'lost', evidence };
		}
		case 'notDelivered':
			return judgeNotDelivered(reply);
		case 'elsewhere':
			return judgeElsewhere(reply);
		case 'denied': {
			const words = vendorWords(reply.body) ?? undefined;
			return settle({ ...judgeDenied(reply.credential, reply.status), words });
		}
		case 'rateLimited':
			return settle(judgeRateLimited(reply.until));
		case 'notSent':
			return settle(judgeNotSent(reply.why));
	}
}
