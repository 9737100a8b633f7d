import type { Reply, RequestPlan } from '../contract/reply';
import { backoffMs } from '../pace/backoff';
import type { Ending } from '../pace/inFlightLimit';
import { usageOf } from '../pace/remaining';
import { retryAfterMs } from '../pace/retryAfter';
import type { Desk } from './desk';

/** The vendor kept answering 429 until time ran out: it carried nothing out. */
export interface RateLimited {
	end: 'rateLimited';
}

export interface Sending {
	urgent: boolean;
	onSend?: () => void;
}

function endingOf(reply: Reply): Ending {
	if (reply.end !== 'answered') return 'badly';
	if (reply.status === 429) return 'rateLimited';
	if (reply.status === 401 || reply.status === 403) return 'denied';
	return reply.status >= 500 ? 'badly' : 'well';
}

/**
 * Sends a request when its turn has come, and again after every 429, which means that it was not carried out.
 * A 429 cools the whole credential down: for `Retry-After`, or a growing time if that is missing or keeps failing.
 *
 * @param desk the run
 * @param plan the request
 * @param sending whether it finishes something begun, and whom to tell of every request that leaves
 */
export async function pacedCall(
	desk: Desk,
	plan: RequestPlan,
	{ urgent, onSend }: Sending,
): Promise<Reply | RateLimited> {
	const { clock, pace } = desk;
	for (let limited = 0; ;) {
		const { limit, signal, deadline } = desk;
		const permission = await pace.start({ limit, signal, deadline, urgent: urgent || limited > 0 });
		if (permission === 'stopped') return { end: 'notSent', why: desk.whyStopped() };
		if (permission === 'outOfTime') {
			return limited > 0 ? { end: 'rateLimited' } : { end: 'notSent', why: 'outOfTime' };
		}
		onSend?.();
		const reply = await desk.send(plan);
		if (reply.end === 'answered' && reply.status === 429) {
			limited += 1;
			const asked = retryAfterMs(reply.headers['retry-after'], clock.now());
			const own = backoffMs(limited, clock.random());
			pace.coolDown(limited > 1 ? Math.max(asked ?? 0, own) : (asked ?? own));
		}
		const usage = reply.end === 'answered' ? usageOf(reply.headers) : null;
		if (usage !== null) pace.heed(usage, limit);
		pace.end(endingOf(reply));
		if (reply.end !== 'answered' || reply.status !== 429) return reply;
	}
}
