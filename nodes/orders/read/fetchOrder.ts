import { NOT_SENT, type Answered, type Denied, type NotSent, type Reply } from '../client/reply';
import type { VendorClient, Watch } from '../client/vendorClient';
import { unproven, type Verdict } from '../result/verdict';
import type { OrderState } from '../vendor/order';
import { isAboutAsked, type Ask, type Subject } from '../vendor/vendor';

/** What reading an order gave. */
export type Reading =
	| { found: 'order'; state: OrderState; httpStatus: number }
	| { found: 'otherOrder'; state: OrderState; httpStatus: number }
	| Unread;

/** Reading ended without an order. */
export type Unread =
	| { found: 'nothing'; httpStatus: number }
	| { found: 'denied'; httpStatus: number; credential: Denied['credential'] }
	| { found: 'unreadable'; httpStatus: number | null; detail: string }
	| { found: 'rateLimited'; httpStatus: number }
	| { found: 'notSent'; httpStatus: null; why: NotSent['why'] };

/** The answer whose body decides, a 2xx, or what any other reply means. */
export function answerOf(reply: Reply): Answered | Unread {
	switch (reply.end) {
		case 'rateLimited':
			return { found: 'rateLimited', httpStatus: 429 };
		case 'notSent':
			return { found: 'notSent', httpStatus: null, why: reply.why };
		case 'denied':
			return { found: 'denied', httpStatus: reply.status, credential: reply.credential };
		case 'notDelivered':
		case 'lost':
			return { found: 'unreadable', httpStatus: null, detail: reply.cause };
		case 'answered': {
			const { status: httpStatus } = reply;
			if (httpStatus === 404) return { found: 'nothing', httpStatus };
			if (httpStatus >= 200 && httpStatus < 300) return reply;
			return { found: 'unreadable', httpStatus, detail: `it was answered with HTTP ${httpStatus}` };
		}
	}
}

/** A 2xx that is not what was asked for. */
export function notUnderstood(httpStatus: number): Unread {
	return { found: 'unreadable', httpStatus, detail: 'the answer could not be understood' };
}

/**
 * Reads one order, and again as long as that may help.
 *
 * @param watch urgent if it finishes something that was begun: a cancellation whose fate is open
 * @returns what was found; never throws
 */
export async function fetchOrder(
	client: VendorClient,
	subject: Subject,
	ask: Ask,
	watch: Watch,
): Promise<Reading> {
	const answer = answerOf(await client.read(subject.lookUp(ask), watch));
	if ('found' in answer) return answer;
	const { status: httpStatus, body } = answer;
	const state = subject.interpretLookUp(body, ask);
	if (state === null || state.id === null) return notUnderstood(httpStatus);
	return { found: isAboutAsked(state, ask) ? 'order' : 'otherOrder', state, httpStatus };
}

/** What it means that something could not be read, when nothing has been sent. */
export function judgeUnread(reading: Unread): Verdict {
	const { httpStatus } = reading;
	switch (reading.found) {
		case 'nothing':
			return unproven('notFound', httpStatus);
		case 'denied':
			return unproven(reading.credential === 'refused' ? 'unauthorized' : 'forbidden', httpStatus);
		case 'rateLimited':
			return unproven('rateLimited', httpStatus);
		case 'notSent':
			return unproven('notAttempted', null, { detail: NOT_SENT[reading.why] });
		case 'unreadable':
			return unproven('unknown', httpStatus, { detail: reading.detail });
	}
}
