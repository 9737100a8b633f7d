import type { Guards } from '../form/guards';
import { OUTCOMES } from '../result/outcomes';
import type { Ending } from '../result/verdict';
import { isRecord } from '../vendor/parse';

/** What is kept of an order. */
export interface Entry extends Ending {
	id: string;
	/** Run of the node in which it ended: Retry On Fail and "Retry execution" repeat a run, a loop begins another one. */
	run: number;
	/** Items of that run that asked for it. */
	items: number[];
	/** The conditions under which it ended so; null: the vendor said so to a cancellation, whatever the conditions. */
	guards: Guards | null;
	/** Cancellations sent for it in earlier runs of the node. */
	sentBefore: number;
	/** An earlier run of the node found it cancelled. */
	wasStopped?: boolean;
}

/** A success or a refusal: the vendor said its word, and asking again would change nothing. */
export function isSettled({ verdict }: Ending): boolean {
	const { kind } = OUTCOMES[verdict.outcome];
	return kind === 'success' || kind === 'refusal';
}

export function isInDoubt({ verdict, attempts, sentBefore }: Entry): boolean {
	return verdict.outcome === 'unknown' && attempts + sentBefore > 0;
}

/** Whether nobody can say any more that it was not stopped. */
export function mayBeStopped(entry: Entry): boolean {
	const { stopped } = OUTCOMES[entry.verdict.outcome];
	return stopped === true || (stopped === null && entry.attempts + entry.sentBefore > 0);
}

export function wasStoppedBefore({ run, verdict, wasStopped }: Entry, thisRun: number): boolean {
	return wasStopped === true || (run !== thisRun && OUTCOMES[verdict.outcome].stopped === true);
}

/**
 * Whether an ending holds for somebody with other conditions: only what the vendor said to a cancellation does, and what
 * is stopped is so for everybody.
 */
export function holdsUnder(entry: Entry, guards: Guards): boolean {
	if (!isSettled(entry)) return false;
	const isSame = JSON.stringify(entry.guards) === JSON.stringify(guards);
	return isSame || entry.guards === null || OUTCOMES[entry.verdict.outcome].kind === 'success';
}

/** What is in the node's context was stored as JSON, perhaps by another version of the nodes. */
export function isEntry(value: unknown): value is Entry {
	return (
		isRecord(value) &&
		isRecord(value.verdict) &&
		typeof value.verdict.outcome === 'string' &&
		Object.hasOwn(OUTCOMES, value.verdict.outcome) &&
		typeof value.attempts === 'number' &&
		typeof value.run === 'number' &&
		typeof value.sentBefore === 'number' &&
		Array.isArray(value.items)
	);
}

export function endingOf({ verdict, attempts, checkedAt }: Entry): Ending {
	return { verdict, attempts, checkedAt };
}
