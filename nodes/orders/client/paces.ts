import { systemClock } from '../clock';
import { Pace } from './pace';

/** With more than this, those that nobody uses any more are dropped. */
const MOST_PACES = 500;

const paces = new Map<string, { pace: Pace; until: number }>();

/**
 * The pace of an account in this process: the same one for every node and execution that uses it.
 *
 * @param account its fingerprint
 * @param until when whoever asks will use it no more, milliseconds since the epoch
 */
export function paceOf(account: string, until: number): Pace {
	const known = paces.get(account);
	if (paces.size >= MOST_PACES) {
		for (const [other, { pace, until: end }] of paces) {
			if (end < systemClock.now() && pace.isForgettable()) paces.delete(other);
		}
	}
	const { pace } = known ?? { pace: new Pace(systemClock) };
	paces.set(account, { pace, until: Math.max(known?.until ?? 0, until) });
	return pace;
}
