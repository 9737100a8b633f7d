import {
	CHECK_ADDRESS,
	CHECK_CONNECTION,
	CONNECT_AGAIN,
	NOT_SENT,
	type Answered,
	type Denied,
	type NotSent,
	type Reply,
} from '../client/reply';
import type { Watch } from '../client/turnQueue';
import type { VendorClient } from '../client/vendorClient';
import { unproven, type Verdict } from '../result/verdict';
import type { NoOrder, OrderState } from '../vendor/order';
import { isAboutAsked, type Ask, type Subject } from '../vendor/vendor';

/** What reading an order gave. */
export type Reading =
	| { found: 'order'; state: OrderState; httpStatus: number }
	| { found: 'otherOrder'; state: OrderState & { id: string }; httpStatus: number }
	| Unread;

/** Reading ended without an order. */
export type Unread =
	| { found: 'nothing'; httpStatus: number }
	/** What was asked for is there, and has no order. */
	| { found: 'noOrder'; httpStatus: number; noOrder: NoOrder }
	| { found: 'denied'; httpStatus: number; credential: Denied['credential'] }
	| { found: 'unreadable'; httpStatus: number | null; detail: string }
	| { found: 'elsewhere'; httpStatus: number; detail: string }
	| { found: 'rateLimited'; httpStatus: number; until: NotSent['why'] }
	| { found: 'notDelivered'; httpStatus: null; detail: string; temporary: boolean }
	| { found: 'notSent'; httpStatus: null; why: NotSent['why'] };

/** The answer whose body decides, a 2xx, or what any other reply means. */
export function answerOf(reply: Reply): Answered | Unread {
	switch (reply.end) {
		case 'rateLimited':
			return { found: 'rateLimited', httpStatus: 429, until: reply.until };
		case 'notSent':
			return { found: 'notSent', httpStatus: null, why: reply.why };
		case 'denied':
			return { found: 'denied', httpStatus: reply.status, credential: reply.credential };
		case 'elsewhere':
			return { found: 'elsewhere', httpStatus: reply.status, detail: reply.cause };
		case 'notDelivered': {
			const { cause: detail, temporary } = reply;
			return { found: 'notDelivered', httpStatus: null, detail, temporary };
		}
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
	const id = state?.id ?? null;
	if (state === null || id === null) {
		const noOrder = subject.interpretNoOrder?.(body, ask) ?? null;
		return noOrder === null ? notUnderstood(httpStatus) : { found: 'noOrder', httpStatus, noOrder };
	}
	if (isAboutAsked(state, ask)) return { found: 'order', state, httpStatus };
	return { found: 'otherOrder', state: { ...state, id }, httpStatus };
}

/** What a 401 or 403 means, by what the credential's test request says of the credential. */
export function judgeDenied(credential: Denied['credential'], httpStatus: number): Verdict {
	if (credential === 'refused') return unproven('unauthorized', httpStatus);
	if (credential === 'expired') {
		return unproven('unauthorized', httpStatus, { nextStep: CONNECT_AGAIN });
	}
	const isUnclear = credential === 'unclear';
	return unproven('forbidden', httpStatus, isUnclear ? { isKeyUnproven: true } : {});
}

/** What 429s mean after which nothing more was sent. */
export function judgeRateLimited(until: NotSent['why']): Verdict {
	return unproven('rateLimited', 429, until === 'outOfTime' ? {} : { detail: NOT_SENT[until] });
}

/** What it means that nothing was sent. */
export function judgeNotSent(why: NotSent['why']): Verdict {
	const nextStep = why === 'elsewhere' ? CHECK_ADDRESS : undefined;
	const more = why === 'outOfTime' ? { isOutOfTime: true } : {};
	return unproven('notAttempted', null, { detail: NOT_SENT[why], nextStep, ...more });
}

/** What it means that something could not be read, when nothing has been sent. */
export function judgeUnread(reading: Unread): Verdict {
	const { httpStatus } = reading;
	switch (reading.found) {
		case 'nothing':
			return unproven('notFound', httpStatus);
		case 'noOrder': {
			const { why: detail, nextStep, status } = reading.noOrder;
			return { ...unproven('rejected', httpStatus, { detail, nextStep }), status };
		}
		case 'denied':
			return judgeDenied(reading.credential, reading.httpStatus);
		case 'rateLimited':
			return judgeRateLimited(reading.until);
		case 'notDelivered': {
			const { detail, temporary } = reading;
			return temporary
				? unproven('notAttempted', null, { detail, nextStep: CHECK_CONNECTION })
				: unproven('notAttempted', null, { detail, retryable: false });
		}
		case 'elsewhere': {
			const { detail } = reading;
			return unproven('unknown', httpStatus, { detail, nextStep: CHECK_ADDRESS });
		}
		case 'notSent':
			return judgeNotSent(reading.why);
		case 'unreadable':
			return unproven('unknown', httpStatus, { detail: reading.detail });
	}
}
