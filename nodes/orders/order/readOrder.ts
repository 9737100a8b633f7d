import type { Answered, Lost, NotDelivered, NotSent } from '../contract/reply';
import type { Ask } from '../contract/vendor';
import { isAboutAsked, type Reading, type Unread } from '../judge/decision';
import type { Desk } from './desk';
import type { RateLimited } from './pacedCall';
import { patiently } from './patiently';

/**
 * What an answer without a usable body means; null: it is a 2xx, and the body decides.
 */
export function unreadOf(
	reply: Answered | NotDelivered | Lost | NotSent | RateLimited,
): Unread | null {
	if (reply.end === 'rateLimited') return { found: 'rateLimited', httpStatus: 429 };
	if (reply.end === 'notSent') return { found: 'notSent', httpStatus: null, why: reply.why };
	if (reply.end !== 'answered') {
		return { found: 'unreadable', httpStatus: null, detail: reply.cause };
	}
	const { status: httpStatus } = reply;
	if (httpStatus === 404) return { found: 'nothing', httpStatus };
	if (httpStatus === 401 || httpStatus === 403) return { found: 'denied', httpStatus };
	if (httpStatus >= 200 && httpStatus < 300) return null;
	return { found: 'unreadable', httpStatus, detail: `it was answered with HTTP ${httpStatus}` };
}

/** A 2xx that is not what was asked for. */
export function notUnderstood(httpStatus: number): Unread {
	return { found: 'unreadable', httpStatus, detail: 'the answer could not be understood' };
}

/**
 * Reads one order, patiently.
 *
 * @param urgent whether it finishes something begun: a cancellation whose fate is open
 * @returns what was found; never throws
 */
export async function readOrder(desk: Desk, ask: Ask, urgent = true): Promise<Reading> {
	const reply = await patiently(desk, desk.subject.lookUp(ask), urgent);
	const unread = unreadOf(reply);
	if (unread !== null || reply.end !== 'answered') return unread ?? notUnderstood(0);
	const { status: httpStatus, body } = reply;
	const state = desk.subject.readLookUp(body, ask);
	if (state === null || state.orderId === null) return notUnderstood(httpStatus);
	return { found: isAboutAsked(state, ask) ? 'order' : 'otherOrder', state, httpStatus };
}
