import type { Account, WithAccount } from '../client/accounts';
import { inParallel } from '../client/inParallel';
import type { ItemRequest } from '../form/itemRequest';
import type { ListRequest } from '../form/listRequest';
import { Problem } from '../problem';
import { leftAlone, unproven, withoutSecrets, type Verdict } from '../result/verdict';
import type { OrderState } from '../vendor/order';
import type { Subject } from '../vendor/vendor';
import { fetchList } from './fetchList';
import { fetchOrder, judgeUnread, type Unread } from './fetchOrder';

/** What was read for one item: its orders, or why there are none. */
export interface Fetched {
	request: ItemRequest;
	found: OrderState[] | Verdict;
}

/** What is read, and what of it says something about a person. */
export interface ReadRun {
	subject: Subject;
	personalFields: readonly string[];
}

/** Our own code stumbled over an answer. */
function stumbled(): Verdict {
	return unproven('unknown', null, { detail: 'the answer could not be dealt with' });
}

function verdictOn(unread: Unread, { client }: Account, { personalFields }: ReadRun): Verdict {
	return withoutSecrets(judgeUnread(unread), (text) => client.hideSecrets(text), personalFields);
}

async function fetchOne(id: string, account: Account, run: ReadRun): Promise<Fetched['found']> {
	const ask = { id, expectedOrderId: id, settings: account.settings };
	const reading = await fetchOrder(account.client, run.subject, ask, { urgent: false });
	if (reading.found === 'order') return [reading.state];
	if (reading.found !== 'otherOrder') return verdictOn(reading, account, run);
	return unproven('unknown', reading.httpStatus, { detail: 'the answer was about another one' });
}

/**
 * Reads orders by their ids, each once.
 *
 * @returns what was read per request, in their order
 */
export async function fetchOrders(
	requests: ReadonlyArray<WithAccount<ItemRequest>>,
	run: ReadRun,
): Promise<Fetched[]> {
	const fetching = new Map<string, Promise<Fetched['found']>>();
	const fetchOnce = async ({ account, problem, id }: WithAccount<ItemRequest>) => {
		if (problem !== null) return leftAlone(problem).verdict;
		if (account instanceof Problem) return leftAlone(account).verdict;
		const key = JSON.stringify([account.client.account, id, account.settings]);
		const known = fetching.get(key) ?? fetchOne(id, account, run);
		fetching.set(key, known);
		return await known;
	};
	return await inParallel(
		requests,
		async (request): Promise<Fetched> => ({ request, found: await fetchOnce(request) }),
		(request) => ({ request, found: stumbled() }),
	);
}

async function fetchOneList(
	{ account, problem, filters, most }: WithAccount<ListRequest>,
	run: ReadRun,
): Promise<Fetched['found']> {
	if (problem !== null) return leftAlone(problem).verdict;
	if (account instanceof Problem) return leftAlone(account).verdict;
	const { client, settings } = account;
	const { list } = run.subject;
	if (list === undefined)
		return unproven('notAttempted', null, { detail: 'there is no such list' });
	const reading = await fetchList(client, { list, filters, settings, most });
	return Array.isArray(reading) ? reading : verdictOn(reading, account, run);
}

/** Reads lists, one after the other: each is many requests by itself. */
export async function fetchLists(
	requests: ReadonlyArray<WithAccount<ListRequest>>,
	run: ReadRun,
): Promise<Fetched[]> {
	const fetched: Fetched[] = [];
	for (const request of requests) {
		fetched.push({ request, found: await fetchOneList(request, run).catch(stumbled) });
	}
	return fetched;
}
