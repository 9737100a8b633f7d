import { resultOf, type AskedFor, type ItemResult } from '../../../nodes/orders/result/orderResult';
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
export interface Special extends Partial<AskedFor> {
	entry?: Case;
	verdict?: Partial<Verdict>;
}

/** The result of an item, for which one cancel was sent; by itself of a thanks.io order. */
export function resultFor(
	outcome: Outcome,
	{ entry = THANKS_IO, verdict = {}, ...asked }: Special = {},
): ItemResult {
	const { id, vendor, subject } = entry;
	const plain = { item: 0, dryRun: false, reportRefusal: false, id, expectedOrderId: null };
	const ending = {
		verdict: { ...unproven(outcome, 200), ...verdict },
		attempts: 1,
		checkedAt: CHECKED_AT,
	};
	return resultOf({ ...plain, ...asked }, ending, vendor, subject);
}
