import { hide, Redactor } from '../../../nodes/orders/wording/redact';
import type { Subject, Vendor } from '../../../nodes/orders/vendor/vendor';

/** What hides the secrets of an account, and the people in the answers that it is shown. */
export function redactorFor(
	{ vendor, subject }: { vendor: Vendor; subject: Subject },
	secrets: readonly string[] = [],
): Redactor {
	return new Redactor(vendor, subject, (text) => hide(text, secrets));
}
