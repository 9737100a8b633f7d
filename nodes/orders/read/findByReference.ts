import type { Account, WithAccount } from '../client/accounts';
import { inParallel } from '../client/inParallel';
import type { ItemRequest } from '../form/itemRequest';
import { Problem } from '../problem';
import { withoutSecrets } from '../result/verdict';
import type { OrderState } from '../vendor/order';
import { matchesOf, type ReferenceSearch } from '../vendor/reference';
import type { OrderList, Subject, Vendor } from '../vendor/vendor';
import { Redactor } from '../wording/redact';
import { fetchPages } from './fetchList';
import type { Unread } from './fetchOrder';
import {
	judgeMatches,
	judgeUnlisted,
	quoted,
	stumbled,
	type Found,
	type Listing,
} from './judgeMatches';

/** What is read. */
export interface ReadRun {
	vendor: Vendor;
	subject: Subject;
	/** Recent orders that are read at most to find one by its reference. */
	searchDepth: number;
}

/** A request whose order is known by its ID, or that has none to act upon. */
export type Located<Request> = Request & Partial<Found>;

/** References of one account that are looked up together. */
interface Search {
	account: Account;
	references: readonly string[];
}

async function readListing(
	{ account: { client, settings }, references }: Search,
	list: OrderList,
	by: ReferenceSearch,
	searchDepth: number,
): Promise<Listing | Unread> {
	const filters = by.filters(references);
	const matches = new Map(references.map((reference): [string, OrderState[]] => [reference, []]));
	const asked = new Set(references);
	const unsure = new Set<string>();
	const size = Math.min(list.pageSize, searchDepth);
	let read = 0;
	for await (const page of fetchPages(client, { list, filters, settings }, size)) {
		if ('found' in page) return page;
		read += page.received;
		for (const state of page.states) {
			for (const [reference, isCertain] of matchesOf(by.namesOf(state.order), asked)) {
				if (isCertain) matches.get(reference)?.push(state);
				else unsure.add(reference);
			}
		}
		if (read >= searchDepth && !page.isLast) return { matches, unsure, read, isWhole: false };
	}
	return { matches, unsure, read, isWhole: true };
}

async function lookUp(search: Search, run: ReadRun): Promise<Found[]> {
	const { vendor, subject, searchDepth } = run;
	const { client } = search.account;
	const { list } = subject;
	if (list?.references === undefined) return search.references.map(stumbled);
	const reading = await readListing(search, list, list.references, searchDepth);
	const wasAsked = !('found' in reading) || reading.found !== 'notSent';
	const checkedAt = wasAsked ? new Date(client.now()).toISOString() : null;
	return search.references.map((reference) => {
		const found =
			'found' in reading
				? judgeUnlisted(reference, reading)
				: judgeMatches(reference, reading, subject);
		if (found.ending === undefined) return found;
		const redactor = new Redactor(vendor, subject, (text) => client.hideSecrets(text));
		const verdict = withoutSecrets(found.ending.verdict, redactor);
		return { ...found, ending: { ...found.ending, verdict, checkedAt } };
	});
}

/** A reference that nothing is known of yet. */
interface Wanted {
	account: Account;
	reference: string;
}

function keyOf({ account: { client }, reference }: Wanted): string {
	return JSON.stringify([client.account, reference]);
}

/** What is looked up: a reference of an account once, and together with others where the API takes several. */
function searchesFor(wanted: Iterable<Wanted>, { subject: { list } }: ReadRun): Search[] {
	const byAccount = new Map<string, { account: Account; references: string[] }>();
	for (const { account, reference } of wanted) {
		const key = account.client.account;
		const known = byAccount.get(key) ?? { account, references: [] };
		known.references.push(reference);
		byAccount.set(key, known);
	}
	const most = list?.references?.mostTogether ?? 1;
	const searches: Search[] = [];
	for (const { account, references } of byAccount.values()) {
		for (let from = 0; from < references.length; from += most) {
			searches.push({ account, references: references.slice(from, from + most) });
		}
	}
	return searches;
}

/** Accounts for which something is to be done. */
function busyAccounts(requests: ReadonlyArray<WithAccount<ItemRequest>>): Set<string> {
	const busy = new Set<string>();
	for (const { account, problem } of requests) {
		if (problem === null && !(account instanceof Problem)) busy.add(account.client.account);
	}
	return busy;
}

/**
 * Finds the orders that are given by reference; what is given by ID stays as it is. What is held back is looked up too if
 * something is to be done for its account: that may be about the same order.
 *
 * @param recall what is known of a reference from earlier in the execution; null: nothing, so it is looked up
 * @returns every request with its order, or with why there is none, in their order; never throws
 */
export async function findByReference<Request extends ItemRequest>(
	requests: ReadonlyArray<WithAccount<Request>>,
	run: ReadRun,
	recall: (request: Request, wanted: Wanted) => Partial<Found> | null = () => null,
): Promise<Array<Located<WithAccount<Request>>>> {
	const busy = busyAccounts(requests);
	const wanted = new Map<string, Wanted>();
	const known = requests.map((request): Partial<Found> | Wanted | null => {
		const { account, reference } = request;
		if (reference === undefined) return null;
		const unfound = { knownAs: quoted(reference) };
		if (account instanceof Problem || !busy.has(account.client.account)) return unfound;
		const asked = { account, reference };
		const recalled = recall(request, asked);
		if (recalled === null) wanted.set(keyOf(asked), asked);
		return recalled ?? asked;
	});
	const found = new Map<string, Found>();
	await inParallel(
		searchesFor(wanted.values(), run),
		async (search) => {
			const { account, references } = search;
			const results = await lookUp(search, run);
			references.forEach((reference, place) => {
				found.set(keyOf({ account, reference }), results[place] ?? stumbled(reference));
			});
		},
		({ account, references }) => {
			for (const reference of references) {
				found.set(keyOf({ account, reference }), stumbled(reference));
			}
		},
	);
	return requests.map((request, place) => {
		const part = known[place] ?? null;
		if (part === null) return request;
		return { ...request, ...('account' in part ? found.get(keyOf(part)) : part) };
	});
}
