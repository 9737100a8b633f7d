import type { OrderState } from './order';
import type { ListPage } from './vendor';

/** What an answer says about its place in the list; whatever type the API gives it. */
export interface PageNumbers {
	current: unknown;
	last: unknown;
	/** Link to the next page: text, null at the end, undefined if the answer has none. */
	next: unknown;
}

/** What follows a page; `wrongPage`: it is not the one that was asked for. */
type Place = 'last' | 'more' | 'unknown' | 'wrongPage';

/** Counts come as numbers and as text. */
function whole(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/**
 * Where a page of a numbered list stands. How many orders it holds says nothing: an API may give fewer than it was asked for.
 *
 * @param numbers what the answer says
 * @param asked number of the page that was asked for
 */
export function placeOf({ current, last, next }: PageNumbers, asked: number): Place {
	const number = whole(current);
	const lastNumber = whole(last);
	if (number !== null && number !== asked) {
		// Past their end, some APIs give their last page once more; whether it brings anything new is seen in the orders.
		const saysNothingElse = lastNumber === null && next === undefined;
		return saysNothingElse && number < asked ? 'unknown' : 'wrongPage';
	}
	if (lastNumber !== null) return asked >= lastNumber ? 'last' : 'more';
	if (next === null) return 'last';
	return typeof next === 'string' && next !== '' ? 'more' : 'unknown';
}

/**
 * The orders of a page at its place.
 *
 * @returns null if it is not the page that was asked for: taking it would lose or repeat orders
 */
export function placedPage(states: OrderState[], place: Place): ListPage | null {
	if (place === 'wrongPage') return null;
	return { states, isLast: place === 'unknown' ? null : place === 'last' };
}
