import type { Guards } from '../form/guards';
import type { Reading } from '../read/fetchOrder';
import type { OrderState } from '../vendor/order';
import { wordOf } from '../vendor/parse';
import type { Subject } from '../vendor/vendor';
import { shortText } from '../wording/text';

const MINUTE_MS = 60_000;
const LONGEST_LIST = 120;

/** Two clocks that are kept right differ by less than this. */
const MOST_CLOCK_SKEW_MS = 5_000;

/** Whether the person named this very status as one to cancel in. */
export function isNamedStatus({ status }: OrderState, { statuses }: Guards): boolean {
	if (statuses === null || status === null) return false;
	return statuses.some((word) => wordOf(word) === wordOf(status));
}

/**
 * Why the guards keep an order from being cancelled; null: they let it through.
 *
 * @param state as just read
 * @param createdAt when the order was placed, ISO 8601 UTC, or null if it does not say
 * @param guards what must hold
 * @param now milliseconds since the epoch
 */
export function guardObjection(
	state: OrderState,
	createdAt: string | null,
	guards: Guards,
	now: number,
): string | null {
	const { statuses, youngerThanMs } = guards;
	if (statuses !== null && !isNamedStatus(state, guards)) {
		const allowed = shortText(statuses.join(', '), LONGEST_LIST);
		return `'Only If Status' allows only ${allowed}`;
	}
	if (youngerThanMs === null) return null;
	if (createdAt === null)
		return "it does not say when it was placed, which 'Only If Younger Than' asks for";
	const ageMs = now - Date.parse(createdAt);
	if (ageMs < -MOST_CLOCK_SKEW_MS) {
		return `it says that it was placed in the future (${createdAt}), which is no age for 'Only If Younger Than'`;
	}
	if (ageMs < youngerThanMs) return null;
	const age = Math.floor(ageMs / MINUTE_MS);
	return `it was placed ${age} minutes ago, and 'Only If Younger Than' allows less than ${youngerThanMs / MINUTE_MS}`;
}

/** What the user's conditions say about what was read; `now` is in milliseconds since the epoch. */
export function guardsOn(
	reading: Reading,
	subject: Subject,
	guards: Guards,
	now: number,
): { objection: string | null; isStatusNamed: boolean } {
	if (reading.found !== 'order') return { objection: null, isStatusNamed: false };
	const { state } = reading;
	const { createdAt } = subject.details(state.order);
	const objection = guardObjection(state, createdAt, guards, now);
	return { objection, isStatusNamed: isNamedStatus(state, guards) };
}
