import type { WithAccount } from '../client/accounts';
import { NO_GUARDS } from '../form/guards';
import type { CancelRequest } from '../form/itemRequest';
import { Problem } from '../problem';
import { findByReference, type Located, type ReadRun } from '../read/findByReference';
import type { Ending } from '../result/verdict';
import { orderOf } from './jobs';
import type { Memory } from './memory';

/** Something was sent for what the reference stood for: that there is nothing to act upon now does not undo it. */
function afterwards(ending: Ending, orderId: string): Ending {
	const { detail = 'no order has it now' } = ending.verdict;
	return {
		...ending,
		verdict: {
			...ending.verdict,
			outcome: 'unknown',
			orderId,
			detail: `${detail}; earlier in this execution it was cancelled, or may have been`,
			nextStep: undefined,
			retryable: undefined,
		},
	};
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
		const { account, item, dryRun, ending } = request;
		if (account instanceof Problem || ending === undefined) return request;
		const order = orderOf(request, account);
		const { before, wasStopped } = memory.recall(order, NO_GUARDS);
		if (wasStopped || before === 'inDoubt') {
			const { id } = memory.recallFound(order) ?? request;
			return { ...request, ending: afterwards(ending, id) };
		}
		if (!dryRun) memory.remember(order, ending, [item], null);
		return request;
	});
}
