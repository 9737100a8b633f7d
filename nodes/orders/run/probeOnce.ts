import type { ICredentialTestRequest } from 'n8n-workflow';

import type { Reply, RequestPlan } from '../contract/reply';
import type { ProbeAnswer } from '../order/desk';
import type { RateLimited } from '../order/pacedCall';

/** What the answer to the test request says about the credential. */
export function probeAnswer(reply: Reply | RateLimited): ProbeAnswer {
	if (reply.end !== 'answered') return 'unclear';
	if (reply.status === 401 || reply.status === 403) return 'refused';
	return reply.status >= 200 && reply.status < 300 ? 'works' : 'unclear';
}

/** The credential's own test request as the engine sends it; its base URL is the credential's in both. */
export function probePlan(test: ICredentialTestRequest): RequestPlan {
	const { url, qs } = test.request;
	return { method: 'GET', path: url ?? '', ...(qs === undefined ? {} : { qs }) };
}

/**
 * Asks at most once per run whether the credential works, however many orders want to know at the same time.
 * An unclear answer is not kept, so that the next order may ask again.
 */
export function probeOnce(ask: () => Promise<ProbeAnswer>): () => Promise<ProbeAnswer> {
	let asked: Promise<ProbeAnswer> | null = null;
	return async () => {
		asked ??= ask();
		const answer = await asked;
		if (answer === 'unclear') asked = null;
		return answer;
	};
}
