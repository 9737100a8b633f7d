import type { WithAccount } from '../client/accounts';
import { NO_GUARDS } from '../form/guards';
import type { CancelRequest } from '../form/itemRequest';
import { Problem } from '../problem';
import { findByReference, type Located, type ReadRun } from '../read/findByReference';
import { OUTCOMES } from '../result/outcomes';
import type { Ending } from '../result/verdict';
import { orderOf } from './jobs';
import type { Memory } from './memory';

/** That there is nothing to act upon now does not undo what may have been done to the order before. */
function afterwards(ending: Ending, orderId: string, detail: string): Ending {
	const { verdict } = ending;
	const why = `${verdict.detail ?? 'no order has it now'}; ${detail}`;
	const open = { nextStep: undefined, retryable: undefined };
	return { ...ending, verdict: { ...verdict, ...open, outcome: 'unknown', orderId, detail: why } };
}

/**
 * What is said of an order that is given by reference and was not looked up: it may be one that was given by its ID, and
 * was cancelled.
 */
export function unlessStoppedById(
	{ account, id }: WithAccount<CancelRequest>,
	ending: Ending,
	stopped: ReadonlySet<string>,
): Ending {
	const { kind, stopped: isStopped } = OUTCOMES[ending.verdict.outcome];
	const isUnread = id === '' && kind === 'fault' && isStopped === false;
	if (!isUnread || account instanceof Problem || !stopped.has(account.client.account))
		return ending;
	return afterwards(ending, '', 'an order that was cancelled by its ID may be the one');
}

/**
 * Finds the orders that are given by reference. Within one run of the node a reference is not looked up again if its order
 * is settled, or in doubt: whatever else has it by now was not meant.
 */
export async function findOrders(
	asked: readonly WithAccount<CancelRequest>[],
	run: ReadRun & { memory: Memory },
): Promise<Array<Located<WithAccount<CancelRequest>>>> {
	const { memory } = run;
	const requests = await findByReference(asked, run, (request, { account }) => {
		const order = orderOf(request, account);
		const found = memory.recallFound(order);
		if (found?.isFinal === true) return { id: found.id };
		const { ending } = memory.recall(order, NO_GUARDS);
		return ending === null || request.dryRun ? null : { ending };
	});
	return requests.map((request) => {
		const { account, item, dryRun, ending, problem } = request;
		if (account instanceof Problem || ending === undefined) return request;
		const order = orderOf(request, account);
		const { before, wasStopped } = memory.recall(order, NO_GUARDS);
		if (wasStopped || before === 'inDoubt') {
			const { id } = memory.recallFound(order) ?? request;
			const detail = 'earlier in this execution it was cancelled, or may have been';
			return { ...request, ending: afterwards(ending, id, detail) };
		}
		if (!dryRun && problem === null) memory.remember(order, ending, [item], null);
		return request;
	});
}
