import type { Verdict } from '../contract/outcome';
import type { Obstacle } from '../credential/credentialObstacle';
import type { ItemRequest } from '../form/readItem';
import { unproven } from '../judge/decision';
import { cancelOrder, type OrderTask } from '../order/cancelOrder';
import type { Desk } from '../order/desk';
import { MAX_IN_FLIGHT } from '../pace/inFlightLimit';
import { inParallel } from './inParallel';
import { isSettled, isSettledFor, mayBeStopped, type SettledOrders } from './settledOrders';

/** What became of one item. */
export interface ItemEnd {
	request: ItemRequest;
	verdict: Verdict;
	/** Cancel requests sent for its order in this execution. */
	attempts: number;
}

export type End = Omit<ItemEnd, 'request'>;

/** What becomes of an item that cannot be sent. */
export function endWithoutRequest(request: ItemRequest, obstacle: Obstacle): End {
	if (!request.id.ok) {
		return { verdict: unproven('invalidOrderId', null, { detail: request.id.why }), attempts: 0 };
	}
	const { reason, nextStep } = request.obstacle ?? obstacle;
	return {
		verdict: { ...unproven('notAttempted', null, { detail: reason }), nextStep },
		attempts: 0,
	};
}

/** The cap of the user, as a reason. */
function tooMany(orders: number, most: number): Obstacle {
	return {
		reason: `${orders} orders came in and 'Max Orders' allows ${most}, so none was sent`,
		nextStep: "Check the list; if it is right, raise 'Max Orders'",
	};
}

function taskOf(
	request: ItemRequest,
	id: string,
	desk: Desk,
	settings: OrderTask['ask']['settings'],
): OrderTask {
	const isOrder = desk.subject.expectedOrderIdOption === undefined;
	return {
		ask: { id, expectedOrderId: isOrder ? id : request.expectedOrderId, settings },
		dryRun: request.dryRun,
		readFirst: false,
		guarded: request.expectedOrderId !== null,
		guards: request.guards,
	};
}

/** What is remembered of an order holds for every item that asks for it, whatever its conditions are. */
function memoryKeyOf({ ask }: OrderTask): string {
	return JSON.stringify([ask.id, ask.expectedOrderId, false]);
}

/** The same order asked for twice in the same way is one task; a dry run of it is another, since it sends nothing. */
function keyOf({ ask, dryRun, guards }: OrderTask): string {
	return JSON.stringify([ask.id, ask.expectedOrderId, dryRun, guards]);
}

/** Does one task, with the memory of earlier tries of the same execution. */
async function doTask(task: OrderTask, desk: Desk, memory: SettledOrders): Promise<End> {
	if (task.dryRun) return await cancelOrder(desk, task);
	const key = memoryKeyOf(task);
	const earlier = memory.recall(key);
	if (earlier !== undefined && isSettledFor(earlier, task.guards)) return earlier;
	const sentBefore = earlier?.attempts ?? 0;
	const readFirst = earlier?.verdict.outcome === 'unknown' && sentBefore > 0;
	const { verdict, attempts } = await cancelOrder(desk, { ...task, readFirst });
	// Conditions hold an order back before anything is sent; a refusal after that is the vendor's.
	const guards = attempts > 0 ? null : task.guards;
	const end = { verdict, attempts: sentBefore + attempts, guards };
	if (end.attempts > 0 || isSettled(end)) memory.remember(key, end);
	return end;
}

/**
 * What this execution has stopped, or may have, is so for every item that names it, also for one that its own conditions
 * or options held back: "not stopped" would be untrue by now.
 */
function stoppedAnyway(
	request: ItemRequest,
	desk: Desk,
	memory: SettledOrders,
	settings: OrderTask['ask']['settings'],
): End | undefined {
	if (!request.id.ok || request.dryRun) return undefined;
	const known = memory.recall(memoryKeyOf(taskOf(request, request.id.id, desk, settings)));
	return known !== undefined && mayBeStopped(known) ? known : undefined;
}

/**
 * Runs all tasks with a bounded number at work, however many there are. Tasks about the same id come one after the other,
 * so that none sends what another has just settled.
 */
async function doAll(
	tasks: ReadonlyMap<string, OrderTask>,
	desk: Desk,
	memory: SettledOrders,
): Promise<Map<string, End>> {
	const ends = new Map<string, End>();
	const byId = new Map<string, Array<[key: string, task: OrderTask]>>();
	for (const [key, task] of tasks) {
		byId.set(task.ask.id, [...(byId.get(task.ask.id) ?? []), [key, task]]);
	}
	await inParallel(byId.values(), MAX_IN_FLIGHT, async (sameId) => {
		for (const [key, task] of sameId) ends.set(key, await doTask(task, desk, memory));
	});
	return ends;
}

/**
 * Cancels the orders of a run.
 *
 * @param requests one per input item
 * @param desk the run
 * @param memory what earlier tries of this execution settled
 * @param run the cap on distinct orders (0: none), and the vendor's settings
 * @returns exactly one end per request, in the order of the requests
 */
export async function cancelOrders(
	requests: readonly ItemRequest[],
	desk: Desk,
	memory: SettledOrders,
	run: { maxOrders: number; settings: OrderTask['ask']['settings'] },
): Promise<ItemEnd[]> {
	const tasks = new Map<string, OrderTask>();
	const keys = requests.map((request) => {
		if (!request.id.ok || request.obstacle !== null) return null;
		const task = taskOf(request, request.id.id, desk, run.settings);
		tasks.set(keyOf(task), task);
		return keyOf(task);
	});
	const orders = new Set([...tasks.values()].map(({ ask }) => ask.id)).size;
	const isTooMany = run.maxOrders > 0 && orders > run.maxOrders;
	const ends = isTooMany ? new Map<string, End>() : await doAll(tasks, desk, memory);
	return requests.map((request, index) => {
		const end =
			stoppedAnyway(request, desk, memory, run.settings) ??
			ends.get(keys[index] ?? '') ??
			endWithoutRequest(request, tooMany(orders, run.maxOrders));
		return { request, ...end };
	});
}
