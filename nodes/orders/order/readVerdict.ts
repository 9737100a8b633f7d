import type { Verdict } from '../contract/outcome';
import type { Unread } from '../judge/decision';
import { judgeUnread } from '../judge/judgeReading';
import { deniedVerdict } from './deniedVerdict';
import type { Desk } from './desk';
import { withoutSecrets } from './withoutSecrets';

/** What it means that something could not be read; asks for the credential if that may be the reason. */
export async function readVerdict(desk: Desk, unread: Unread): Promise<Verdict> {
	const decision = judgeUnread(unread);
	const verdict =
		decision.next === 'settle' ? decision.verdict : await deniedVerdict(desk, decision);
	return withoutSecrets(verdict, desk.secrets);
}
