import { systemClock } from '../clock';
import { Pace } from './pace';

const paces = new Map<string, Pace>();

/**
 * The pace of a credential in this process: the same one for every node and execution that uses it.
 *
 * @param key identifies the credential (never its secret)
 */
export function paceOf(key: string): Pace {
	const known = paces.get(key);
	if (known !== undefined) return known;
	const pace = new Pace(systemClock);
	paces.set(key, pace);
	return pace;
}
