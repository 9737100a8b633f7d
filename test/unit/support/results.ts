import type { About } from '../../../nodes/orders/result/messageFacts';
import { resultOf, type ItemResult } from '../../../nodes/orders/result/orderResult';
import { unproven, type Outcome, type Verdict } from '../../../nodes/orders/result/verdict';
import { THANKS_IO, type Case } from './subjects';

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

/** What is special about an item, the thing that it is about, and what was found out. */
export interface Special
	extends
		Partial<Pick<ItemResult, 'item' | 'dryRun' | 'reportRefusal'>>,
		Partial<Pick<About, 'id' | 'expectedOrderId'>> {
	entry?: Case;
	verdict?: Partial<Verdict>;
}

/** The result of an item, for which one cancel was sent; by itself of a thanks.io order. */
export function resultFor(
	outcome: Outcome,
	{
		entry = THANKS_IO,
		verdict = {},
		id = entry.id,
		expectedOrderId = null,
		...asked
	}: Special = {},
): ItemResult {
	const { vendor, subject } = entry;
	const plain = { item: 0, dryRun: false, reportRefusal: false };
	const ending = {
		verdict: { ...unproven(outcome, 200), ...verdict },
		attempts: 1,
		checkedAt: CHECKED_AT,
	};
	const about = { vendor, subject, id, expectedOrderId };
	return resultOf({ ...plain, ...asked }, ending, about);
}
