import { CANCEL_WORDS, type Wording } from '../vendor/order';
import type { Subject, Vendor } from '../vendor/vendor';
import { LONGEST_WORD, shortText, showId } from '../wording/text';
import type { MessageFacts } from './outcomes';
import type { Verdict } from './verdict';

/** What a result or a message is about. */
export interface About {
	vendor: Vendor;
	subject: Subject;
	/** The id as checked, or as given when it was refused; null for a list. */
	id: string | null;
	/** The order that was expected behind the id of something else, or null. */
	expectedOrderId?: string | null;
	/** What else tells which order it is: the reference that it was given by, or how it was told from others with that. */
	knownAs?: string;
}

function whatOf({ noun, holder }: Wording, id: string, orderId: string, knownAs?: string): string {
	if (knownAs !== undefined) {
		return orderId === ''
			? `the ${noun} with ${knownAs}`
			: `${noun} ${showId(orderId)} (${knownAs})`;
	}
	if (holder === undefined) return `${noun} ${showId(orderId)}`;
	const known = orderId === id ? '' : ` ${showId(orderId)}`;
	return `the ${noun}${known} of ${holder} ${showId(id)}`;
}

function statusOf({ status, statusDetail }: Verdict): string | null {
	if (status === null) return null;
	const detail = statusDetail === undefined ? '' : `, ${shortText(statusDetail, LONGEST_WORD)}`;
	return shortText(status, LONGEST_WORD) + detail;
}

/** Why something ended as it did: what stood in the way, and the vendor's own words. A refusal speaks for itself. */
function whyOf({ outcome, detail = '', words }: Verdict, { service }: Vendor): string {
	const quoted = words === undefined ? '' : `${service} says "${words.replace(/\.$/, '')}"`;
	if (outcome === 'rejected' && quoted !== '') return quoted;
	return [detail, quoted].filter((part) => part !== '').join('; ');
}

/**
 * The facts for the messages about a verdict.
 *
 * @param orderId the order that it is about, where that is not the id that was asked for
 */
export function messageFacts(
	verdict: Verdict,
	about: About,
	orderId = about.id ?? '',
): MessageFacts {
	const { vendor, subject, id } = about;
	const { service } = vendor;
	const { isKeyUnproven = false, isOutOfTime = false } = verdict;
	const flags = { isKeyUnproven, isOutOfTime };
	try {
		const { noun, idLabel, words: { done } = CANCEL_WORDS } = subject;
		const { as = subject, knownAs = about.knownAs } = verdict;
		const what =
			id === null ? `the list of ${subject.holder ?? noun}s` : whatOf(as, id, orderId, knownAs);
		const words = as.words ?? CANCEL_WORDS;
		const status = statusOf(verdict);
		const why = whyOf(verdict, vendor);
		return { service, what, status, why, idLabel, noun, words, done, ...flags };
	} catch {
		// How it ended is known all the same, and must not get lost over its wording.
		const what = id === null ? 'the list' : `order ${showId(orderId)}`;
		const why = 'the reason could not be put into words';
		const unnamed = { idLabel: 'ID', noun: 'order', words: CANCEL_WORDS, done: CANCEL_WORDS.done };
		return { service, what, status: null, why, ...unnamed, ...flags };
	}
}
