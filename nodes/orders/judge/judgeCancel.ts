import type { OrderState } from '../contract/orderState';
import type { Answered, Lost, NotDelivered } from '../contract/reply';
import type { Ask, Subject } from '../contract/vendor';
import {
	isAboutAsked,
	proven,
	unproven,
	type Evidence,
	type Probe,
	type ReadBack,
	type Send,
	type Settle,
} from './decision';
import { vendorWords } from './vendorWords';

/** Answers after which the vendor may or may not have cancelled: request timeout and everything 5xx. */
function isAmbiguous(status: number): boolean {
	return status === 408 || status >= 500;
}

/** A 2xx whose body was neither JSON nor a web page: it broke on the way, so it says nothing at all. */
function isBroken(body: unknown): boolean {
	return typeof body === 'string' && body.trim() !== '' && !body.trimStart().startsWith('<');
}

function whatWasWrong(body: unknown, state: OrderState | null, isAbout: boolean): string {
	if (body === undefined || body === null || body === '') return 'the answer was empty';
	if (state === null) return 'the answer could not be understood';
	return isAbout
		? 'the answer did not say that the order is cancelled'
		: 'the answer was not about this order';
}

function judgeSuccess({ status, body }: Answered, subject: Subject, ask: Ask): Settle | ReadBack {
	const state = subject.readCancel(body, ask);
	const isAbout = state !== null && isAboutAsked(state, ask);
	if (isAbout && state.phase === 'cancelled') {
		return { next: 'settle', verdict: proven('cancelled', state, status, 'response') };
	}
	const detail = isBroken(body) ? 'the answer was cut off' : whatWasWrong(body, state, isAbout);
	return {
		next: 'read',
		cause: isBroken(body) ? 'lost' : 'otherState',
		evidence: { httpStatus: status, words: vendorWords(body), detail },
	};
}

/**
 * Judges what came back for one cancel request. Pure: the decision table of the design, first half.
 *
 * @param reply how the call ended; 429 never comes here, the pace takes care of it
 * @param subject how the vendor's answers are read
 * @param ask which order was meant
 */
export function judgeCancel(
	reply: Answered | NotDelivered | Lost,
	subject: Subject,
	ask: Ask,
): Settle | Send | ReadBack | Probe {
	if (reply.end === 'notDelivered') {
		const verdict = unproven('unknown', null, { detail: reply.cause });
		return reply.temporary ? { next: 'send', otherwise: verdict } : { next: 'settle', verdict };
	}
	if (reply.end === 'lost') {
		return {
			next: 'read',
			cause: 'lost',
			evidence: { httpStatus: null, words: null, detail: reply.cause },
		};
	}
	const { status, body } = reply;
	const words = vendorWords(body);
	const evidence: Evidence = { httpStatus: status, words, detail: `the answer was HTTP ${status}` };
	if (isAmbiguous(status)) return { next: 'read', cause: 'lost', evidence };
	if (status >= 200 && status < 300) return judgeSuccess(reply, subject, ask);
	if (status === 401 || status === 403) return { next: 'probe', httpStatus: status, words };
	if (status === 404) {
		return {
			next: 'settle',
			verdict: unproven('notFound', status, words === null ? {} : { words }),
		};
	}
	if (status >= 400) return { next: 'read', cause: 'refused', evidence };
	const detail = `the answer was a redirect or another unexpected status (HTTP ${status})`;
	return { next: 'settle', verdict: unproven('unknown', status, { detail }) };
}
