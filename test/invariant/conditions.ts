import type { IDataObject } from 'n8n-workflow';

import { hasOption, type Cancellation } from '../samples';
import type { Claim, PlayedRequest } from './play';
import { idOf, stateOf, type Condition, type Scenario, type TrueState } from './scenario';

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

/** What the expressions find in an input item. */
export function conditionFields(scenario: Scenario, item: number): IDataObject {
	const condition = conditionOf(scenario, item);
	const only = wordsFor(condition, scenario.cancellation).join(',');
	return { only, minutes: condition.minutes };
}

/** How an order shows itself that a condition may let through: one that was cancelled a moment ago may still read as open. */
function shownAs(state: TrueState | undefined): 'open' | 'late' | null {
	if (state === 'open' || state === 'justCancelled') return 'open';
	return state === 'tooLate' ? 'late' : null;
}

/** Whether the conditions of an item let through an order that truly is in this state. */
function allows(scenario: Scenario, item: number, state: TrueState | undefined): boolean {
	const shown = shownAs(state);
	// What cannot be read, is cancelled already, or shows a status that no item names, is let through by no condition.
	if (shown === null) return false;
	const condition = conditionOf(scenario, item);
	const { open, lateOffered } = scenario.cancellation.statuses;
	const word = shown === 'open' ? open : lateOffered;
	const isNamed = wordsFor(condition, scenario.cancellation).includes(word);
	if (has(scenario, 'status') && !isNamed) return false;
	// Without being named, a status past cancelling is reason enough to leave the order alone.
	if (!has(scenario, 'status') && shown === 'late') return false;
	return !has(scenario, 'age') || condition.minutes === 600;
}

function orderKey(shop: string | null, id: string | null): string {
	return `${shop ?? ''} ${id ?? ''}`;
}

/** Cancels that were sent although no item's conditions let the order through, as it truly was when the run began. */
export function sentAgainstConditions(
	scenario: Scenario,
	sends: readonly PlayedRequest[],
): string[] {
	const allowed = new Set(
		scenario.asked
			.map((asked, item) => ({ ...asked, item, id: idOf(scenario, asked) }))
			.filter(({ dryRun }) => !dryRun)
			.filter(({ shop, id, item }) => {
				return !isGuarded(scenario) || allows(scenario, item, stateOf(scenario, shop, id));
			})
			.map(({ shop, id }) => orderKey(shop, id)),
	);
	return sends
		.filter(({ tenant, orderId }) => !allowed.has(orderKey(tenant, orderId)))
		.map(({ tenant, orderId, processed }) => {
			const done = processed ? 'cancelled' : 'asked to be cancelled';
			return `(g) ${orderKey(tenant, orderId)} was ${done} against its conditions or in a dry run`;
		});
}

/** Dry runs that call an order cancellable which the item's own conditions keep back. */
export function promisedAgainstConditions(scenario: Scenario, claims: readonly Claim[]): string[] {
	if (!isGuarded(scenario)) return [];
	return claims
		.filter(({ result }) => result.outcome === 'cancellable')
		.filter(({ item, shop, id }) => !allows(scenario, item, stateOf(scenario, shop, id)))
		.map(({ shop, id }) => {
			return `(g) a dry run calls ${shop} ${id} cancellable, which its conditions keep back`;
		});
}
