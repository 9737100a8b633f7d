import type { WithAccount } from '../client/accounts';
import { inParallel } from '../client/inParallel';
import { NO_GUARDS } from '../form/guards';
import type { CancelRequest } from '../form/itemRequest';
import { Problem } from '../problem';
import type { Located, ReadRun } from '../read/findByReference';
import { leftAlone, unproven, type Ending } from '../result/verdict';
import { Redactor } from '../wording/redact';
import { cancelOrder } from './cancelOrder';
import { findOrders, unlessStoppedById } from './findOrders';
import { jobsOf, orderOf, taskOf, type Job, type OrderTask } from './jobs';
import type { Memory } from './memory';

/** What the orders of a run share. */
export interface CancelRun extends ReadRun, Pick<OrderTask, 'maxAttempts' | 'keepsOrder'> {
	memory: Memory;
	/** More distinct orders than this: none is sent; 0: no limit. */
	maxOrders: number;
}

function redactorFor({ order, account }: Job, { vendor, subject }: CancelRun): Redactor {
	const hideSecrets = (text: string) => account.client.hideSecrets(text);
	return new Redactor(vendor, subject, hideSecrets).keep(order.id);
}

/** Does one job, with the memory of what came before it in the same execution. */
async function doJob(job: Job, run: CancelRun, redactor: Redactor): Promise<Ending> {
	const { memory } = run;
	const { order, request, items, references, isCancelled } = job;
	const task = { ...taskOf(job, run), redactor: redactor.keep(request.expectedOrderId) };
	const known = memory.recall(order, request.guards);
	const { wasStopped } = known;
	if (request.dryRun) return await cancelOrder({ ...task, before: known.before, wasStopped });
	if (known.ending !== null) return known.ending;
	const before = known.before === 'nothing' && isCancelled ? 'sent' : known.before;
	const ending = await cancelOrder({ ...task, before, wasStopped });
	const attempts = known.attempts + ending.attempts;
	// Conditions hold an order back before anything is sent; what is settled after that is the vendor's word.
	const wasSent = ending.attempts > 0 || known.before === 'inDoubt';
	const guards = wasSent ? null : request.guards;
	memory.remember(order, { ...ending, attempts }, items, guards);
	for (const reference of references) memory.rememberFound(order, reference);
	return { ...ending, attempts };
}

/** Our own code stumbled: nothing is claimed of the order, since something may have been sent for it. */
function stumbled(): Ending {
	const verdict = unproven('unknown', null, { detail: 'the node could not finish its work on it' });
	return { verdict, attempts: 0, checkedAt: null };
}

/**
 * Jobs about the same order come one after the other, so that none sends what another has just settled.
 *
 * @param orders the jobs of each order
 * @returns how each item ended that asked for one of them
 */
async function doJobs(
	orders: ReadonlyArray<readonly Job[]>,
	run: CancelRun,
): Promise<Map<number, Ending>> {
	const endings = new Map<number, Ending>();
	const doInTurn = async (jobs: readonly Job[]) => {
		// What the answers to one job say of people, those to another job of the same order may quote.
		let redactor: Redactor | undefined;
		for (const job of jobs) {
			redactor ??= redactorFor(job, run);
			const ending = await doJob(job, run, redactor);
			for (const item of job.items) endings.set(item, ending);
		}
	};
	await inParallel(orders, doInTurn, (jobs) => {
		const unended = jobs.flatMap(({ items }) => items).filter((item) => !endings.has(item));
		for (const item of unended) endings.set(item, stumbled());
	});
	return endings;
}

/** The cap of the user, as a problem. */
function tooMany(orders: number, most: number): Problem {
	return new Problem(
		`${orders} orders came in and 'Max Orders' allows ${most}, so none was sent`,
		"Check the list; if it is right, raise 'Max Orders'",
	);
}

/** What a dry run says of an order that the run has really cancelled, or may have. */
function byAnotherItem(ending: Ending): Ending {
	const { verdict } = ending;
	if (verdict.outcome !== 'cancelled') return { ...ending, attempts: 0 };
	const detail = 'another item of this run did so';
	return { ...ending, verdict: { ...verdict, outcome: 'alreadyCancelled', detail }, attempts: 0 };
}

/**
 * What this run has stopped, or may have, is so for every item that names it, also for one that its own conditions or
 * options held back: "not stopped" would be untrue by now. And what an item settled in an earlier try stays settled when
 * this try cannot even find out its account.
 */
function knownBefore(request: WithAccount<CancelRequest>, { memory }: CancelRun): Ending | null {
	const { account, dryRun, item, id, problem } = request;
	if (account instanceof Problem) return dryRun ? null : memory.recallItem(item, id);
	const stopped = memory.recallStopped(orderOf(request, account));
	if (dryRun) return stopped === null ? null : byAnotherItem(stopped);
	return stopped ?? (problem === null ? null : memory.recallItem(item, id));
}

/** Whether an earlier run of the node has cancelled what is asked for, or may have. */
function mayHaveBeenStopped(request: WithAccount<CancelRequest>, { memory }: CancelRun): boolean {
	const { account, id, problem } = request;
	if (problem?.outcome === 'invalidOrderId') return false; // It is about no order.
	if (account instanceof Problem) return memory.mayHaveStopped(id);
	const { before, wasStopped } = memory.recall(orderOf(request, account), NO_GUARDS);
	return wasStopped || before === 'inDoubt';
}

/** Nothing is sent for it in this run; what an earlier run of the node did to it is so all the same. */
function heldBack(request: WithAccount<CancelRequest>, problem: Problem, run: CancelRun): Ending {
	if (!mayHaveBeenStopped(request, run)) return leftAlone(problem);
	const detail = `${problem.reason}; earlier in this execution it was cancelled, or may have been`;
	return { ...leftAlone(problem), verdict: unproven('unknown', null, { detail }) };
}

/**
 * Cancels the orders of a run.
 *
 * @param asked one request per input item
 * @returns every request with its order and its ending, in their order
 */
export async function cancelItems(
	asked: readonly WithAccount<CancelRequest>[],
	run: CancelRun,
): Promise<Array<{ request: Located<CancelRequest>; ending: Ending }>> {
	const requests = await findOrders(asked, run);
	const orders = jobsOf(requests);
	const isTooMany = run.maxOrders > 0 && orders.length > run.maxOrders;
	const endings = isTooMany ? new Map<number, Ending>() : await doJobs(orders, run);
	const endingOf = (request: (typeof requests)[number]): Ending => {
		const { account, problem } = request;
		const before = knownBefore(request, run);
		if (before !== null) return before;
		if (account instanceof Problem) return heldBack(request, problem ?? account, run);
		if (problem !== null) return heldBack(request, problem, run);
		if (request.ending !== undefined) return request.ending;
		const ending = endings.get(request.item);
		return ending ?? heldBack(request, tooMany(orders.length, run.maxOrders), run);
	};
	const stopped = run.memory.accountsStoppedById();
	return requests.map((request) => {
		return { request, ending: unlessStoppedById(request, endingOf(request), stopped) };
	});
}
