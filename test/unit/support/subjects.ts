import { fastPod } from '../../../nodes/FastPod/fastPodVendor';
import type { Ask, Subject, Vendor } from '../../../nodes/orders';
import { snappy } from '../../../nodes/Snappy/snappyVendor';
import { thanksIo } from '../../../nodes/ThanksIo/thanksIoVendor';

/** Something that can be stopped, with its vendor and an id that is good for it. */
export interface Case {
	label: string;
	vendor: Vendor;
	subject: Subject;
	id: string;
}

function caseOf(vendor: Vendor, resource: string, operation: string, id: string): Case {
	const found = vendor.operations.find(
		(known) => known.resource === resource && known.operation === operation,
	);
	if (found === undefined) throw new Error(`${vendor.service} has no ${resource}.${operation}`);
	const label = `${vendor.service} ${resource} (${operation})`;
	return { label, vendor, subject: found.subject, id };
}

export const THANKS_IO = caseOf(thanksIo, 'order', 'cancel', '42708');
export const SNAPPY = caseOf(snappy, 'order', 'cancel', 'G7nR4bD9mK');
/** The order of a gift, by the gift's ID. */
export const SNAPPY_GIFT = caseOf(snappy, 'gift', 'cancelOrder', 'abc123de');
/** The gift itself. */
export const GIFT_EXPIRY = caseOf(snappy, 'gift', 'expire', 'abc123de');
export const FAST_POD = caseOf(fastPod, 'order', 'cancel', 'FAS105-111423-000006');

export const CASES: readonly Case[] = [THANKS_IO, SNAPPY, SNAPPY_GIFT, GIFT_EXPIRY, FAST_POD];

/** What is asked about an order; for a gift, any order of it unless one is named. */
export function askFor({ subject, id }: Case, more: Partial<Ask> = {}): Ask {
	const isOrder = subject.expectedOrderIdOption === undefined;
	return { id, expectedOrderId: isOrder ? id : null, settings: {}, ...more };
}
