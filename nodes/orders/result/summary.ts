import { NodeOperationError, type INode, type NodeExecutionHint } from 'n8n-workflow';

import { CANCEL_WORDS } from '../vendor/order';
import { britishSpelling } from '../wording/text';
import { isGood, type ItemResult } from './orderResult';
import { shortOf } from './outcomes';
import type { ReadFailure, ReadResult } from './readResult';
import type { Outcome } from './verdict';

/** Orders named one by one in a thrown message; past that, people read the data. */
const MOST_NAMED = 20;

/** All results of a run are of one kind. */
function kindOf(results: readonly ItemResult[]): Pick<ItemResult, 'noun' | 'done'> {
	return results[0] ?? { noun: 'order', done: CANCEL_WORDS.done };
}

function countsOf(results: readonly ItemResult[]): Map<Outcome, number> {
	const counts = new Map<Outcome, number>();
	for (const { result } of results) {
		counts.set(result.outcome, (counts.get(result.outcome) ?? 0) + 1);
	}
	return counts;
}

function listOf(results: readonly ItemResult[], leftOut?: Outcome): string {
	const { done } = kindOf(results);
	return [...countsOf(results)]
		.filter(([outcome]) => outcome !== leftOut)
		.map(([outcome, count]) => `${count} ${shortOf(outcome, done)}`)
		.join(', ');
}

/** "order", "gifts": what so many are called. */
function nounOf(results: readonly ItemResult[]): string {
	return `${kindOf(results).noun}${results.length === 1 ? '' : 's'}`;
}

/** "97 of 100 orders cancelled, 2 too late, 1 unknown". */
export function summaryOf(results: readonly ItemResult[]): string {
	const isDryRun = results.length > 0 && results.every(({ dryRun }) => dryRun);
	const lead: Outcome = isDryRun ? 'cancellable' : 'cancelled';
	const rest = listOf(results, lead);
	const count = countsOf(results).get(lead) ?? 0;
	const short = shortOf(lead, kindOf(results).done);
	const head = `${count} of ${results.length} ${nounOf(results)} ${short}`;
	return `${isDryRun ? 'Dry run: ' : ''}${head}${rest === '' ? '' : `, ${rest}`}`;
}

/** Sums a run up in the editor. */
export function hintOf(results: readonly ItemResult[]): NodeExecutionHint {
	const type = results.every(isGood) ? 'info' : 'warning';
	return { message: summaryOf(results), type, location: 'outputPane' };
}

/** What the node throws with On Error set to stop. */
export interface Complaint {
	message: string;
	description: string;
	/** Input item of the first order that did not go well; left out where there are no items. */
	itemIndex?: number;
}

/** "42003: too late (status Printing). 42015, 42016: not attempted (...)": each reason once. */
function reasonsOf(bad: readonly ItemResult[]): string {
	const idsByReason = new Map<string, string[]>();
	for (const { name, reason } of bad.slice(0, MOST_NAMED)) {
		idsByReason.set(reason, [...(idsByReason.get(reason) ?? []), name]);
	}
	const parts = [...idsByReason].map(([reason, ids]) => `${ids.join(', ')}: ${reason}`);
	const more = bad.length - MOST_NAMED;
	return [...parts, ...(more > 0 ? [`And ${more} more`] : [])].join('. ');
}

/** An order of unknown fate may be cancelled after all: nothing else is said of it. */
function whatHappened(bad: readonly ItemResult[], done: string): string {
	const one = bad.length === 1;
	return bad.some(({ result }) => result.outcome === 'unknown')
		? `${one ? 'is' : 'are'} not known to be ${done}`
		: `${one ? 'was' : 'were'} not ${done}`;
}

/**
 * The one message for all orders that did not go well; null if all went well.
 */
export function complaintOf(results: readonly ItemResult[]): Complaint | null {
	const bad = results.filter((entry) => !isGood(entry));
	const first = bad[0];
	if (first === undefined) return null;
	if (results.length === 1) {
		const { message, nextStep } = first.result;
		return { message, description: nextStep, itemIndex: first.item };
	}
	const isDryRun = results.every(({ dryRun }) => dryRun);
	const happened = isDryRun ? 'could not be checked' : whatHappened(bad, first.done);
	const head = `${bad.length} of ${results.length} ${nounOf(results)} ${happened} (${listOf(bad)})`;
	const good = results.length - bad.length;
	const others = good > 0 ? `The other ${good} went well. ` : '';
	const steps = new Set(bad.map(({ result }) => result.nextStep));
	const advice = steps.size === 1 ? `${first.result.nextStep}. ` : '';
	return {
		message: `${head}. ${reasonsOf(bad)}`,
		description: `${others}${advice}Set 'On Error' to one of the 'Continue' values to get an item per order, with the reason and what to do.`,
		itemIndex: first.item,
	};
}

/** What the node throws with On Error set to stop; null if everything was read. */
export function readComplaint(results: readonly ReadResult[]): Complaint | null {
	const bad = results.flatMap(({ item, outcome }): Array<{ item: number; failure: ReadFailure }> =>
		Array.isArray(outcome) ? [] : [{ item, failure: outcome }],
	);
	const [first] = bad;
	if (first === undefined) return null;
	const { message, nextStep } = first.failure;
	const rest = bad.length > 1 ? ` (and ${bad.length - 1} more of ${results.length} items)` : '';
	return { message: `${message}${rest}`, description: nextStep, itemIndex: first.item };
}

/**
 * Ends the node with a message, in which n8n finds nothing that it would take for something else: "canceled" for a run
 * that the user stopped, or the name of a system code, which it replaces.
 *
 * @throws NodeOperationError always
 */
export function throwComplaint(
	context: { getNode(): INode },
	{ message, description, itemIndex }: Complaint,
): never {
	const thrown = new NodeOperationError(context.getNode(), message, {
		description: britishSpelling(description),
		itemIndex,
	});
	thrown.message = britishSpelling(message);
	throw thrown;
}
