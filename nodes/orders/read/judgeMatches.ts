import { unproven, type Ending, type Verdict } from '../result/verdict';
import type { OrderState } from '../vendor/order';
import type { Subject } from '../vendor/vendor';
import { showId } from '../wording/text';
import { judgeUnread, type Unread } from './fetchOrder';

/** What a reference stands for. */
export interface Found {
	/** Of the order to act upon; '' if there is none. */
	id: string;
	/** For messages: how it was told from the others with the reference, if there are any; where it was not found, the reference. */
	knownAs?: string;
	/** It is cancelled, as is every order with the reference. */
	isCancelled?: boolean;
	/** Why there is no order to act upon. */
	ending?: Ending;
}

/** What a list says about some references. */
export interface Listing {
	/** The orders that have it, by reference. */
	matches: ReadonlyMap<string, OrderState[]>;
	/** References that an order may have besides: a number in it was rounded. */
	unsure: ReadonlySet<string>;
	/** Entries that were read. */
	read: number;
	/** Whether there are no more. */
	isWhole: boolean;
}

/** Orders named one by one; past that, people look them up. */
const MOST_NAMED = 8;

/** How an order is named that has no other name. */
export function quoted(reference: string): string {
	return `reference "${showId(reference)}"`;
}

function none(knownAs: string, verdict: Verdict): Found {
	return {
		id: '',
		knownAs,
		ending: { verdict: { ...verdict, knownAs }, attempts: 0, checkedAt: null },
	};
}

function noMatch(reference: string, { read, isWhole }: Listing, { list }: Subject): Found {
	const knownAs = quoted(reference);
	if (isWhole) return none(knownAs, unproven('notFound', 200));
	const label = list?.references?.depthOption?.displayName ?? '';
	const nextStep = `Raise '${label}', or give the order by its ID`;
	return none(
		`${knownAs} (${read} recent orders were read, and an older one may have it)`,
		unproven('notFound', 200, { nextStep }),
	);
}

function several(reference: string, living: readonly OrderState[]): Found {
	const ids = living.slice(0, MOST_NAMED).map(({ id }) => showId(id ?? 'one without an exact ID'));
	const named = [...ids, ...(living.length > MOST_NAMED ? ['...'] : [])].join(', ');
	const detail = `${living.length} orders that are not cancelled have it: ${named}`;
	const nextStep = 'Give the one that is meant by its ID';
	return none(quoted(reference), unproven('rejected', 200, { detail, nextStep }));
}

function newestOf(states: readonly OrderState[], { details }: Subject): OrderState | undefined {
	const timeOf = ({ order }: OrderState) => details(order).createdAt ?? '';
	return [...states].sort((a, b) => timeOf(b).localeCompare(timeOf(a)))[0];
}

/**
 * Which order a reference stands for. Cancelled ones do not count beside a single one that is not.
 *
 * @param listing what the list says about it
 */
export function judgeMatches(reference: string, listing: Listing, subject: Subject): Found {
	const matches = listing.matches.get(reference) ?? [];
	const living = matches.filter(({ phase }) => phase !== 'cancelled');
	const meant = living[0] ?? newestOf(matches, subject);
	if (listing.unsure.has(reference)) {
		const detail = 'an order has a number in its place that is too large to be exact';
		return none(quoted(reference), unproven('unknown', 200, { detail }));
	}
	if (meant === undefined) return noMatch(reference, listing, subject);
	if (living.length > 1) return several(reference, living);
	const { pattern, canonical } = subject.idRule;
	if (meant.id === null || !pattern.test(meant.id)) {
		const detail = 'the one that has it has no ID by which it could be asked for';
		return none(quoted(reference), unproven('unknown', 200, { detail }));
	}
	const isCancelled = living.length === 0;
	const found = { id: canonical?.(meant.id) ?? meant.id, isCancelled };
	if (matches.length === 1) return found;
	const knownAs = isCancelled
		? `the newest of ${matches.length} cancelled ones with ${quoted(reference)}`
		: `the only one with ${quoted(reference)} that was not cancelled`;
	return { ...found, knownAs };
}

/** An order that was seen before the list broke off may not be the only one. */
export function judgeUnlisted(reference: string, reading: Unread): Found {
	const verdict = judgeUnread(reading);
	if (reading.found === 'unreadable') {
		verdict.detail = `the list of orders could not be read to its end (${reading.detail})`;
	}
	return none(quoted(reference), verdict);
}

/** Our own code stumbled over an answer. */
export function stumbled(reference: string): Found {
	const detail = 'the answer could not be dealt with';
	return none(quoted(reference), unproven('unknown', null, { detail }));
}
