import type { Verdict } from '../contract/outcome';
import { unproven, type Probe } from '../judge/decision';
import type { Desk } from './desk';

/** 401 and 403 may mean the key or just this order: the credential's own test request tells which. */
export async function deniedVerdict(desk: Desk, { httpStatus, words }: Probe): Promise<Verdict> {
	const answer = await desk.probe();
	const more = words === null ? {} : { words };
	return unproven(answer === 'refused' ? 'unauthorized' : 'forbidden', httpStatus, more);
}
