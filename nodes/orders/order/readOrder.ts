import type { Answered, Lost, NotDelivered } from '../contract/reply';
import type { Ask } from '../contract/vendor';
import { isAboutAsked, type Reading } from '../judge/decision';
import { backoffMs } from '../pace/backoff';
import type { Desk } from './desk';
import { pacedCall } from './pacedCall';

/** A read changes nothing, so anything that may pass is simply tried again. */
function mayPass(reply: Answered | NotDelivered | Lost): boolean {
	if (reply.end === 'lost') return true;
	if (reply.end === 'notDelivered') return reply.temporary;
	return reply.status === 408 || reply.status >= 500;
}

function understand(reply: Answered, desk: Desk, ask: Ask): Reading {
	const { status: httpStatus, body } = reply;
	if (httpStatus === 404) return { found: 'nothing', httpStatus };
	if (httpStatus === 401 || httpStatus === 403) return { found: 'denied', httpStatus };
	if (httpStatus < 200 || httpStatus >= 300) {
		return { found: 'unreadable', httpStatus, detail: `it was answered with HTTP ${httpStatus}` };
	}
	const state = desk.subject.readLookUp(body, ask);
	if (state === null || state.orderId === null) {
		return { found: 'unreadable', httpStatus, detail: 'the answer could not be understood' };
	}
	return { found: isAboutAsked(state, ask) ? 'order' : 'otherOrder', state, httpStatus };
}

function describe(reply: Answered | NotDelivered | Lost): Reading {
	if (reply.end !== 'answered')
		return { found: 'unreadable', httpStatus: null, detail: reply.cause };
	const { status } = reply;
	return { found: 'unreadable', httpStatus: status, detail: `it was answered with HTTP ${status}` };
}

/**
 * Reads one order, patiently.
 *
 * @returns what was found; never throws
 */
export async function readOrder(desk: Desk, ask: Ask): Promise<Reading> {
	for (let tries = 1; ; tries++) {
		const reply = await pacedCall(desk, desk.subject.lookUp(ask), { urgent: true });
		if (reply.end === 'rateLimited') return { found: 'rateLimited', httpStatus: 429 };
		if (reply.end === 'notSent') return { found: 'notSent', httpStatus: null, why: reply.why };
		if (!mayPass(reply)) {
			return reply.end === 'answered' ? understand(reply, desk, ask) : describe(reply);
		}
		if (tries >= desk.maxAttempts) return describe(reply);
		await desk.clock.wait(backoffMs(tries, desk.clock.random()), desk.signal);
	}
}
