import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { CANCEL_WORDS, type Subject, type Vendor } from '../vendor/vendor';
import { LONGEST_WORD, shortText, showId } from '../wording/text';
import { OUTCOMES, type MessageFacts } from './outcomes';
import type { Ending, Outcome, Verdict } from './verdict';

/** The flat result of one order: exactly these keys leave the node. */
export interface OrderResult {
	orderId: string;
	service: string;
	outcome: Outcome;
	/** true: it will not ship; false: this run did not stop it; null: nobody knows. */
	stopped: boolean | null;
	/** Whether running again unchanged is safe and may end better. */
	retryable: boolean;
	status: string | null;
	cancelledAt: string | null;
	message: string;
	nextStep: string;
	/** Cancel requests sent for this order. */
	attempts: number;
}

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

/** A finished order with the item that it belongs to. */
export interface ItemResult {
	/** Position of the input item. */
	item: number;
	dryRun: boolean;
	/** Whether a refusal is an ordinary output item. */
	reportRefusal: boolean;
	result: OrderResult;
	/** Keys that `simplify` off adds. */
	evidence: Pick<Verdict, 'httpStatus' | 'verifiedBy' | 'response'> & Pick<Ending, 'checkedAt'>;
	/** What it is, for the summary: "order" or "gift". */
	noun: string;
	/** What was to be done to it: "cancelled". */
	done: string;
	/** What it is called where many are named. */
	name: string;
	/** The result in a few words, without the order, so that equal reasons can be told once for many orders. */
	reason: string;
}

function whatOf(
	{ subject: { noun, holder }, id }: About,
	orderId: string,
	knownAs?: string,
): string {
	if (knownAs !== undefined) {
		return orderId === ''
			? `the ${noun} with ${knownAs}`
			: `${noun} ${showId(orderId)} (${knownAs})`;
	}
	if (holder === undefined) return `${noun} ${showId(orderId)}`;
	const known = orderId === id ? '' : ` ${showId(orderId)}`;
	return `the ${noun}${known} of ${holder} ${showId(id ?? '')}`;
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
	const { isKeyUnproven = false } = verdict;
	try {
		const { noun, idLabel, words = CANCEL_WORDS } = subject;
		const what =
			id === null
				? `the list of ${subject.holder ?? noun}s`
				: whatOf(about, orderId, verdict.knownAs ?? about.knownAs);
		const status = statusOf(verdict);
		const why = whyOf(verdict, vendor);
		return { service, what, status, why, idLabel, noun, words, isKeyUnproven };
	} catch {
		// How it ended is known all the same, and must not get lost over its wording.
		const what = id === null ? 'the list' : `order ${showId(orderId)}`;
		const why = 'the reason could not be put into words';
		const unnamed = { idLabel: 'ID', noun: 'order', words: CANCEL_WORDS };
		return { service, what, status: null, why, ...unnamed, isKeyUnproven };
	}
}

function reasonOf(short: string, { status, why }: MessageFacts): string {
	const known = [status === null ? '' : `status ${status}`, why].filter((part) => part !== '');
	return known.length === 0 ? short : `${short} (${known.join('; ')})`;
}

/** Words an ending for people and programs. */
function finishOrder(
	{ verdict, attempts, checkedAt }: Ending,
	about: About,
): Omit<ItemResult, 'item' | 'dryRun' | 'reportRefusal'> {
	const { outcome, status, cancelledAt, httpStatus, verifiedBy, response } = verdict;
	const rule = OUTCOMES[outcome];
	const orderId = verdict.orderId ?? about.expectedOrderId ?? about.id ?? '';
	const facts = messageFacts(verdict, about, orderId);
	return {
		result: {
			orderId,
			service: facts.service,
			outcome,
			stopped: rule.stopped,
			retryable: verdict.retryable ?? rule.retryable,
			status,
			cancelledAt,
			message: rule.message(facts),
			nextStep: verdict.nextStep ?? rule.nextStep(facts),
			attempts,
		},
		evidence: { httpStatus, verifiedBy, checkedAt, response },
		noun: facts.noun,
		done: facts.words.done,
		name: showId(orderId) || (verdict.knownAs ?? about.knownAs ?? '(blank)'),
		reason: reasonOf(rule.short, facts),
	};
}

/** The result of an item that is about no order that could be named. */
export function resultWithoutOrder(
	service: string,
	outcome: Outcome,
	message: string,
	nextStep: string,
): IDataObject {
	const { stopped, retryable } = OUTCOMES[outcome];
	const nothing = { status: null, cancelledAt: null, attempts: 0 };
	return { orderId: '', service, outcome, stopped, retryable, message, nextStep, ...nothing };
}

/**
 * An ending as the result of its item.
 *
 * @param asked the item, and how it wants to be reported
 */
export function resultOf(
	{ item, dryRun, reportRefusal }: Pick<ItemResult, 'item' | 'dryRun' | 'reportRefusal'>,
	ending: Ending,
	about: About,
): ItemResult {
	return { ...finishOrder(ending, about), item, dryRun, reportRefusal };
}

/**
 * Whether an order leaves by the success branch: only if it was stopped, in a dry run, or as a reported refusal.
 */
export function isGood({ result, dryRun, reportRefusal }: ItemResult): boolean {
	const { kind } = OUTCOMES[result.outcome];
	if (kind === 'fault') return false;
	return kind !== 'refusal' || dryRun || reportRefusal;
}

/**
 * One output item per order. An order that did not go well has exactly one key, `error`, which is what sends it to the
 * error branch on every supported n8n version with all its fields intact.
 *
 * @param simplify whether to leave out the evidence, and with it the recipient's data
 */
export function toItems(results: readonly ItemResult[], simplify: boolean): INodeExecutionData[] {
	return results.map((entry) => {
		const json: IDataObject = simplify
			? { ...entry.result }
			: { ...entry.result, ...entry.evidence };
		const pairedItem = { item: entry.item };
		return isGood(entry) ? { json, pairedItem } : { json: { error: json }, pairedItem };
	});
}
