import { OUTCOMES } from '../result/outcomes';
import type { Verdict } from '../result/verdict';
import type { Settle } from './judgeAnswer';

/**
 * Doubt lasts: after a cancel whose fate is unknown, "not stopped" and "no such order" may be untrue, whatever the vendor
 * says to a later request. Only what tells for certain ends it.
 */
export function inDoubt({ verdict, endsDoubt }: Settle): Verdict {
	if (endsDoubt) {
		return verdict.outcome === 'alreadyCancelled' ? { ...verdict, outcome: 'cancelled' } : verdict;
	}
	if (OUTCOMES[verdict.outcome].stopped === null && verdict.outcome !== 'notFound') return verdict;
	const { detail, words, status, httpStatus } = verdict;
	const isWordless = words === undefined && httpStatus !== null;
	const answer = isWordless ? `HTTP ${httpStatus}` : 'it was refused';
	const then = detail ?? (status === null ? answer : `status ${status}`);
	return {
		...verdict,
		outcome: 'unknown',
		detail: `an earlier request got no clear answer; afterwards: ${then}`,
		nextStep: undefined,
		retryable: undefined,
	};
}
