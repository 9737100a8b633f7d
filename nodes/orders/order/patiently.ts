import type { Answered, Lost, NotDelivered, NotSent, RequestPlan } from '../contract/reply';
import { backoffMs } from '../pace/backoff';
import type { Desk } from './desk';
import { pacedCall, type RateLimited } from './pacedCall';

/** A read changes nothing, so anything that may pass is simply tried again. */
function mayPass(reply: Answered | NotDelivered | Lost): boolean {
	if (reply.end === 'lost') return true;
	if (reply.end === 'notDelivered') return reply.temporary;
	return reply.status === 408 || reply.status >= 500;
}

/**
 * Sends a request that changes nothing, and again as long as that may help and tries are left.
 *
 * @param desk the run
 * @param plan a GET
 * @param urgent whether it finishes something begun, and goes before what has not begun
 * @returns the last answer; never throws
 */
export async function patiently(
	desk: Desk,
	plan: RequestPlan,
	urgent: boolean,
): Promise<Answered | NotDelivered | Lost | NotSent | RateLimited> {
	for (let tries = 1; ; tries++) {
		const reply = await pacedCall(desk, plan, { urgent });
		if (reply.end === 'rateLimited' || reply.end === 'notSent') return reply;
		if (!mayPass(reply) || tries >= desk.maxAttempts) return reply;
		await desk.clock.wait(backoffMs(tries, desk.clock.random()), desk.signal);
	}
}
