import { NOT_SENT, type NotSent, type Reply } from './reply';

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const SHORTEST_BACKOFF_MS = 50;

/**
 * Exponential backoff with full jitter, so that orders that met the same outage do not come back together.
 *
 * @param tries how many have gone before, from 1
 * @param random 0 to 1
 * @returns milliseconds from 50 to 30,000
 */
export function backoffMs(tries: number, random: number): number {
	const ceiling = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(tries, 16));
	return Math.max(SHORTEST_BACKOFF_MS, Math.round(ceiling * random));
}

/** What may be better the next time, for a request that changes nothing. */
export function mayPass(reply: Reply): boolean {
	if (reply.end === 'lost') return true;
	if (reply.end === 'notDelivered') return reply.temporary;
	return reply.end === 'answered' && (reply.status === 408 || reply.status >= 500);
}

/** A reply after which the run ended before another try: what stood in the way tells more than that it did. */
export function overtaken(reply: Reply, { why }: NotSent): Reply {
	if (reply.end !== 'lost' && reply.end !== 'notDelivered') return reply;
	return { ...reply, cause: `${reply.cause}, and ${NOT_SENT[why]}` };
}
