import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { NO_GUARDS, type Guards } from '../contract/guards';
import type { Verdict } from '../contract/outcome';
import { isRecord } from '../contract/reading';
import { OUTCOMES } from '../result/outcomes';

/** What is kept of an order between the tries of one execution. */
export interface Remembered {
	verdict: Verdict;
	attempts: number;
	/** The conditions under which it ended so; left out: none; null: a request was answered, which holds under any. */
	guards?: Guards | null;
}

const KEY = 'orders';

/**
 * The memory of an execution, in the node's context: n8n keeps it over Retry On Fail, "Retry execution" and loops,
 * so that a settled order is never sent twice and an unsettled one is read first.
 */
export class SettledOrders {
	private readonly kept: IDataObject;

	/**
	 * @param scope sets apart what must not be mixed up: another credential, another resource
	 * @param keepsOrders whether the vendor's order, with its recipient, may be stored (only with `simplify` off)
	 */
	constructor(
		context: IExecuteFunctions,
		private readonly scope: string,
		private readonly keepsOrders: boolean,
	) {
		const store = context.getContext('node');
		const known: unknown = store[KEY];
		this.kept = isRecord(known) ? known : {};
		store[KEY] = this.kept;
	}

	/** @returns what was decided in an earlier try, or undefined */
	recall(id: string): Remembered | undefined {
		const found = this.kept[`${this.scope} ${id}`];
		return isRemembered(found) ? found : undefined;
	}

	remember(id: string, { verdict, attempts, guards = NO_GUARDS }: Remembered): void {
		const kept = this.keepsOrders ? verdict : { ...verdict, response: null };
		this.kept[`${this.scope} ${id}`] = {
			verdict: { ...kept },
			attempts,
			guards: guards && { ...guards },
		};
	}
}

/** A success or a refusal: the vendor said its word, and asking again would change nothing. */
export function isSettled({ verdict }: Remembered): boolean {
	const { kind } = OUTCOMES[verdict.outcome];
	return kind === 'success' || kind === 'refusal';
}

/** Whether it will not ship. */
export function isStopped({ verdict }: Remembered): boolean {
	return OUTCOMES[verdict.outcome].kind === 'success';
}

/** Whether nobody can say any more that it was not stopped. */
export function mayBeStopped({ verdict, attempts }: Remembered): boolean {
	const { stopped } = OUTCOMES[verdict.outcome];
	return stopped === true || (stopped === null && attempts > 0);
}

/**
 * The same, for somebody with other conditions: only what the vendor said holds for everybody, and what it said to a
 * request is no less than that.
 */
export function isSettledFor(remembered: Remembered, guards: Guards): boolean {
	if (!isSettled(remembered)) return false;
	const isSame = JSON.stringify(remembered.guards ?? NO_GUARDS) === JSON.stringify(guards);
	return isSame || isStopped(remembered) || remembered.guards === null;
}

function isRemembered(value: unknown): value is Remembered {
	return isRecord(value) && isRecord(value.verdict) && typeof value.attempts === 'number';
}
