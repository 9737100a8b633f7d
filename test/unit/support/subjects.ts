import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import type { Ask, Subject, Vendor } from '../../../nodes/orders';
import type { Operation } from '../../../nodes/orders/vendor/vendor';
import { CANCELLATIONS, type Cancellation } from '../../samples';

/** Something that can be stopped, with its vendor and an id that is good for it. */
export interface Case {
	label: string;
	vendor: Vendor;
	operation: Operation;
	subject: Subject;
	id: string;
	samples: Cancellation;
}

const load = createRequire(__filename);

/** The facts about a vendor stand in its folder: `nodes/FastPod/fastPodVendor.ts` exports `fastPod`. */
function vendorOf(name: string): Vendor {
	const folder = name.charAt(0).toUpperCase() + name.slice(1);
	const file = resolve(__dirname, `../../../nodes/${folder}/${name}Vendor.ts`);
	const vendor = (load(file) as Record<string, Vendor | undefined>)[name];
	if (vendor === undefined) throw new Error(`${file} exports no ${name}.`);
	return vendor;
}

/** What a vendor's node does under these names. */
export function operationIn(vendor: Vendor, resource: string, name: string): Operation {
	const found = vendor.operations.find(
		(known) => known.resource === resource && known.operation === name,
	);
	if (found === undefined) throw new Error(`${vendor.service} has no ${resource}.${name}`);
	return found;
}

/** Everything that can be stopped, of every vendor that has samples. */
export const CASES: readonly Case[] = CANCELLATIONS.map((samples) => {
	const vendor = vendorOf(samples.vendor.name);
	const operation = operationIn(vendor, samples.resource, samples.operation);
	const { label, wire } = samples;
	return { label, vendor, operation, subject: operation.subject, id: wire.id, samples };
});

/** Every vendor once. */
export const VENDORS: readonly Vendor[] = [...new Set(CASES.map(({ vendor }) => vendor))];

function caseOf(service: string, resource: string, operation: string): Case {
	const found = CASES.find(
		({ vendor, samples }) =>
			vendor.service === service &&
			samples.resource === resource &&
			samples.operation === operation,
	);
	if (found === undefined) throw new Error(`${service} has no ${resource}.${operation}`);
	return found;
}

export const THANKS_IO = caseOf('thanks.io', 'order', 'cancel');
export const SNAPPY = caseOf('Snappy', 'order', 'cancel');
/** The order of a gift, by the gift's ID. */
export const SNAPPY_GIFT = caseOf('Snappy', 'gift', 'cancelOrder');
/** The gift itself. */
export const GIFT_EXPIRY = caseOf('Snappy', 'gift', 'expire');
export const FAST_POD = caseOf('FastPOD', 'order', 'cancel');

/** What is asked about an order; for a gift, any order of it unless one is named. */
export function askFor({ subject, id }: Case, more: Partial<Ask> = {}): Ask {
	const isOrder = subject.expectedOrderOption === undefined;
	return { id, expectedOrderId: isOrder ? id : null, settings: {}, ...more };
}
