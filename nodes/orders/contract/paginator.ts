import type { ListPage } from './orderList';
import type { OrderState } from './orderState';

/** What an answer says about its place in the list; whatever type the API gives it. */
export interface PageNumbers {
	current: unknown;
	last: unknown;
	/** Link to the next page: text, null at the end, undefined if the answer has none. */
	next: unknown;
}

/** Counts come as numbers and as text. */
function whole(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/**
 * Where a page of a numbered list stands.
 *
 * @param numbers what the answer says
 * @param asked number of the page that was asked for
 * @param isFull whether the page holds as many as were asked for
 * @returns whether it is the last one, `null` if the answer does not tell, `beyond` if it is an earlier page given once
 * more past the end, `other` if it is another page than was asked for: taking it would lose or repeat orders
 */
export function placeOf(
	{ current, last, next }: PageNumbers,
	asked: number,
	isFull: boolean,
): boolean | null | 'beyond' | 'other' {
	const number = whole(current);
	const lastNumber = whole(last);
	if (number !== null && number !== asked) {
		const isSilent = lastNumber === null && next === undefined;
		return isSilent && number < asked && !isFull ? 'beyond' : 'other';
	}
	if (lastNumber !== null) return asked >= lastNumber;
	if (next === null) return true;
	return typeof next === 'string' && next !== '' ? false : null;
}

/** The orders of a page at its place; null if it is not the page that was asked for. */
export function placedPage(
	states: OrderState[],
	place: ReturnType<typeof placeOf>,
): ListPage | null {
	if (place === 'other') return null;
	return place === 'beyond' ? { states: [], isLast: true } : { states, isLast: place };
}
