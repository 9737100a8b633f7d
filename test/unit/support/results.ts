import type { Outcome, Verdict } from '../../../nodes/orders/contract/outcome';
import { unproven } from '../../../nodes/orders/judge/decision';
import {
	finishOrder,
	type About,
	type FinishedOrder,
} from '../../../nodes/orders/result/orderResult';
import type { ItemResult } from '../../../nodes/orders/result/toItems';
import { SNAPPY_GIFT, THANKS_IO, type Case } from './subjects';

export const CHECKED_AT = '2026-05-27T15:57:00.000Z';

/** The twelve names that workflows branch on. */
export const NAMES: readonly Outcome[] = [
	'cancelled',
	'alreadyCancelled',
	'cancellable',
	'tooLate',
	'notFound',
	'rejected',
	'invalidOrderId',
	'unauthorized',
	'forbidden',
	'rateLimited',
	'unknown',
	'notAttempted',
];

export function aboutOf({ vendor, subject, id }: Case, more: Partial<About> = {}): About {
	return { vendor, subject, id, expectedOrderId: null, ...more };
}

export function finish(
	outcome: Outcome,
	more: Partial<Verdict> = {},
	about: About = aboutOf(THANKS_IO),
): FinishedOrder {
	return finishOrder({ ...unproven(outcome, 200), ...more }, about, 1, CHECKED_AT);
}

/** A finished thanks.io order as an item. */
export function item(
	outcome: Outcome,
	more: Partial<ItemResult> & { id?: string } = {},
): ItemResult {
	const { id = THANKS_IO.id, ...rest } = more;
	const finished = finish(outcome, {}, aboutOf(THANKS_IO, { id }));
	return { ...finished, item: 0, dryRun: false, reportRefusal: false, ...rest };
}

export const GIFT = aboutOf(SNAPPY_GIFT);
