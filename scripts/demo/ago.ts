import type { OrderSeed } from '../../sandbox';

export const HOUR = 60;
export const DAY = 24 * HOUR;

/** A time in the past, as ISO 8601 UTC. */
export function ago(minutes: number): string {
	return new Date(Date.now() - minutes * 60_000).toISOString();
}

/**
 * Makes orders as an account has them: not all placed at the same moment. What thanks.io still reviews is less than an
 * hour old.
 */
export function ordersOf(service: string) {
	return (
		id: string,
		status: string,
		minutesAgo: number,
		more: Partial<OrderSeed> = {},
	): OrderSeed => ({ service, id, status, createdAt: ago(minutesAgo), ...more });
}

export const postcard = ordersOf('thanksIo');
export const gift = ordersOf('snappy');
export const garment = ordersOf('fastPod');
