import type { IDataObject } from 'n8n-workflow';

import type { LoggedRequest } from '../../sandbox';
import { hasOption, type Cancellation } from '../samples';
import { resultOf, type NodeOutcome } from '../support/runNode';
import type { Condition, Scenario, TrueState } from './scenario';

/** How long before a world begins all of its orders were placed. */
export const AGE_MS = 2 * 60 * 60_000;

/** Not every form has a condition on the age. */
function has({ guards, cancellation }: Scenario, guard: 'status' | 'age'): boolean {
	const isOffered = guard === 'status' || hasOption(cancellation, 'onlyIfYoungerThan');
	return isOffered && (guards === guard || guards === 'both');
}

function isGuarded(scenario: Scenario): boolean {
	return has(scenario, 'status') || has(scenario, 'age');
}

function conditionOf({ conditions }: Scenario, item: number): Condition {
	return conditions[item % conditions.length] ?? { status: 'blank', minutes: null };
}

function wordsFor({ status }: Condition, { statuses }: Cancellation): string[] {
	const { open, lateOffered: late } = statuses;
	const words = {
		open: [open],
		late: [late],
		both: [late, open],
		other: ['somethingElse'],
		blank: [],
	};
	return words[status];
}

/** The conditions as options of the node: expressions, so that they hold item by item. */
export function conditionOptions(scenario: Scenario): IDataObject {
	return {
		...(has(scenario, 'status') ? { onlyIfStatus: '={{ $json.only }}' } : {}),
		...(has(scenario, 'age') ? { onlyIfYoungerThan: '={{ $json.minutes }}' } : {}),
	};
}

/** What the expressions find in the input items. */
export function conditionFields(scenario: Scenario): IDataObject[] {
	return scenario.asked.map((_, item) => {
		const condition = conditionOf(scenario, item);
		const only = wordsFor(condition, scenario.cancellation).join(',');
		return { only, minutes: condition.minutes };
	});
}

/** Whether the conditions of an item let through an order that truly is in this state. */
function allows(scenario: Scenario, item: number, state: TrueState | undefined): boolean {
	if (!isGuarded(scenario)) return true;
	// What cannot be read, or is cancelled already, is let through by no condition.
	if (state !== 'open' && state !== 'tooLate') return false;
	const condition = conditionOf(scenario, item);
	const { open, lateOffered } = scenario.cancellation.statuses;
	const word = state === 'open' ? open : lateOffered;
	const isNamed = wordsFor(condition, scenario.cancellation).includes(word);
	if (has(scenario, 'status') && !isNamed) return false;
	// Without being named, a status past cancelling is reason enough to leave the order alone.
	if (!has(scenario, 'status') && state === 'tooLate') return false;
	return !has(scenario, 'age') || condition.minutes === 600;
}

/** Ids that some item may have cancelled. */
function allowedIds(scenario: Scenario, ids: readonly string[]): Set<string> {
	const states = new Map(scenario.states.map((state, n) => [scenario.cancellation.idOf(n), state]));
	return new Set(ids.filter((id, item) => allows(scenario, item, states.get(id))));
}

/** Cancels that were sent although no item's conditions let the order through, as it truly was when the run began. */
export function sentAgainstConditions(
	scenario: Scenario,
	ids: readonly string[],
	requests: readonly LoggedRequest[],
): string[] {
	if (!isGuarded(scenario)) return [];
	const allowed = allowedIds(scenario, ids);
	return requests
		.filter(({ operation }) => operation === scenario.cancellation.logged)
		.filter(({ orderId }) => !allowed.has(orderId ?? ''))
		.map(({ orderId, processed }) => {
			const done = processed ? 'cancelled' : 'asked to be cancelled';
			return `(g) ${orderId ?? ''} was ${done} against its conditions`;
		});
}

/** Dry runs that call an order cancellable which the item's own conditions keep back. */
export function promisedAgainstConditions(
	scenario: Scenario,
	ids: readonly string[],
	{ items, failed }: NodeOutcome,
): string[] {
	const states = new Map(scenario.states.map((state, n) => [scenario.cancellation.idOf(n), state]));
	return [...items, ...failed].flatMap((output) => {
		const { item } = output.pairedItem as { item: number };
		const isPromise = resultOf(output).outcome === 'cancellable';
		return isPromise && !allows(scenario, item, states.get(ids[item] ?? ''))
			? [`(g) a dry run calls ${ids[item] ?? ''} cancellable, which its conditions keep back`]
			: [];
	});
}
