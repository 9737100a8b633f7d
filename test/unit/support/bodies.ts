import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT } from '../../../sandbox/vendor';
import type { OrderSeed, SandboxOrder } from '../../../sandbox/model';
import { fastPodOrder } from '../../../sandbox/vendors/fastPod';
import { singleGift } from '../../../sandbox/vendors/snappy/gifts';
import { snappyOrder } from '../../../sandbox/vendors/snappy/orders';
import {
	currentRecord,
	legacyRecord,
	listItem,
	track,
} from '../../../sandbox/vendors/thanksIo/orders';
import { FAST_POD, GIFT_EXPIRY, SNAPPY, SNAPPY_GIFT, THANKS_IO, type Case } from './subjects';

const PLAIN = {
	cancelled: false,
	cancelCount: 0,
	tenant: 'default',
	createdAt: '2026-01-01T10:00:00.123Z',
	updatedAt: '2026-01-02T11:00:00.456Z',
	cancelledAt: null,
} as const;

/** As the sandbox keeps it, which has the bodies that the documentation shows. */
export function kept(
	{ id, samples }: Case,
	status: string,
	more: Partial<OrderSeed> = {},
): SandboxOrder {
	return { ...PLAIN, service: samples.vendor.name, id, status, ...more };
}

/** A gift with its orders, as reading one gives it. */
export function giftBody(status: string, orders: SandboxOrder[]): IDataObject {
	const query = new URLSearchParams('expand=orders,recipient');
	const gift = { id: GIFT_EXPIRY.id, status, orderIds: [], createdAt: PLAIN.createdAt };
	return singleGift(gift, orders, query);
}

const claimed = giftBody('claimed', [kept(SNAPPY, 'active', { id: 'A9bY2kQ7vW' })]);

/** Every form in which an order comes, as `state.order` holds it. */
export const BODIES: Array<[label: string, entry: Case, order: IDataObject]> = [
	['thanks.io list', THANKS_IO, listItem(kept(THANKS_IO, 'reviewing'), true)],
	['thanks.io track', THANKS_IO, track(kept(THANKS_IO, 'reviewing')).data.order],
	['thanks.io cancel', THANKS_IO, currentRecord(kept(THANKS_IO, 'cancelled'))],
	['thanks.io older cancel', THANKS_IO, legacyRecord(kept(THANKS_IO, 'cancelled'))],
	['Snappy order', SNAPPY, snappyOrder(kept(SNAPPY, 'active', { fulfillment: 'inTransit' }))],
	['Snappy order of a gift', SNAPPY_GIFT, claimed],
	['Snappy gift', GIFT_EXPIRY, claimed],
	['Snappy gift in a list', GIFT_EXPIRY, { id: 'abc123de', status: 'claimed' }],
	['FastPOD order', FAST_POD, fastPodOrder(kept(FAST_POD, 'new_order'))],
];

/** Words about the recipient that are long enough not to stand somewhere by chance. */
export const PERSONAL = Object.values(SANDBOX_RECIPIENT).filter((text) => text.length > 4);
