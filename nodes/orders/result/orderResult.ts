import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { showId } from '../wording/text';
import { messageFacts, type About } from './messageFacts';
import { OUTCOMES, type MessageFacts } from './outcomes';
import { shaped, type Shape } from './shape';
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
		done: facts.done,
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
 * @param shape how much of it; what did not go well is told in full
 */
export function toItems(results: readonly ItemResult[], shape: Shape): INodeExecutionData[] {
	return results.map((entry) => {
		const { result, evidence } = entry;
		const json: IDataObject = shape.isRaw ? { ...result, ...evidence } : { ...result };
		const pairedItem = { item: entry.item };
		return isGood(entry)
			? { json: shaped(json, shape), pairedItem }
			: { json: { error: json }, pairedItem };
	});
}
