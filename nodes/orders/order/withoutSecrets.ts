import type { Verdict } from '../contract/outcome';
import { shortText } from '../contract/shortText';
import { redact } from '../judge/redact';

/** A sentence or two of the vendor's. */
const LONGEST_TEXT = 300;

/** Before anything is kept: the vendor's words may repeat the key or the recipient. */
export function withoutSecrets(verdict: Verdict, secrets: readonly string[]): Verdict {
	const safe = (text: string | undefined) =>
		text === undefined
			? undefined
			: shortText(redact(text, secrets, verdict.response), LONGEST_TEXT);
	return { ...verdict, words: safe(verdict.words), detail: safe(verdict.detail) };
}
