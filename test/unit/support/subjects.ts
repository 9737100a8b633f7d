import { fastPod } from '../../../nodes/FastPod/fastPodVendor';
import type { Ask, Subject, Vendor } from '../../../nodes/orders';
import { snappy } from '../../../nodes/Snappy/snappyVendor';
import { thanksIo } from '../../../nodes/ThanksIo/thanksIoVendor';

/** Something that can be cancelled, with its vendor and an id that is good for it. */
export interface Case {
	label: string;
	vendor: Vendor;
	subject: Subject;
	id: string;
}

function subjectOf(vendor: Vendor, resource: string): Subject {
	const subject = vendor.subjects[resource];
	if (subject === undefined) throw new Error(`${vendor.service} has no ${resource}`);
	return subject;
}

function caseOf(vendor: Vendor, resource: string, id: string): Case {
	return {
		label: `${vendor.service} ${resource}`,
		vendor,
		subject: subjectOf(vendor, resource),
		id,
	};
}

export const THANKS_IO = caseOf(thanksIo, 'order', '42708');
export const SNAPPY = caseOf(snappy, 'order', 'G7nR4bD9mK');
export const SNAPPY_GIFT = caseOf(snappy, 'gift', 'abc123de');
export const FAST_POD = caseOf(fastPod, 'order', 'FAS105-111423-000006');

export const CASES: readonly Case[] = [THANKS_IO, SNAPPY, SNAPPY_GIFT, FAST_POD];

/** What is asked about an order; for a gift, any order of it unless one is named. */
export function askFor({ subject, id }: Case, more: Partial<Ask> = {}): Ask {
	const isOrder = subject.expectedOrderIdOption === undefined;
	return { id, expectedOrderId: isOrder ? id : null, settings: {}, ...more };
}
