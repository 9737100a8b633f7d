import type { GiftSeed, OrderSeed, SandboxGift, SandboxOrder } from './types';

/** The truth about all orders and gifts; only `markCancelled` and `expireGift` change it. */
export class SandboxState {
	private readonly byService = new Map<string, Map<string, SandboxOrder>>();

	private readonly gifts = new Map<string, SandboxGift>();

	/** Sorting 20,000 orders for every page of a list would be slow. */
	private readonly sorted = new Map<string, SandboxOrder[]>();

	seed(seeds: OrderSeed[]): void {
		const now = new Date().toISOString();
		for (const seed of seeds) {
			const order = completeOrder(seed, now);
			this.ordersOf(order.service).set(order.id, order);
			this.sorted.delete(order.service);
			if (order.giftId !== undefined) this.attach(order.giftId, order.id);
		}
	}

	seedGift(seed: GiftSeed): void {
		const { orders, ...gift } = seed;
		this.gifts.set(gift.id, { ...gift, status: gift.status ?? 'claimed', orderIds: [] });
		this.seed(orders.map((order) => ({ ...order, service: 'snappy', giftId: seed.id })));
	}

	find(service: string, id: string): SandboxOrder | undefined {
		return this.ordersOf(service).get(id);
	}

	/** All orders of a service, newest first; of equal age, the one seeded last comes first. */
	newestFirst(service: string): SandboxOrder[] {
		const known = this.sorted.get(service);
		if (known !== undefined) return known;
		const list = [...this.ordersOf(service).values()].reverse();
		list.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
		this.sorted.set(service, list);
		return list;
	}

	all(): SandboxOrder[] {
		return [...this.byService.values()].flatMap((orders) => [...orders.values()]);
	}

	gift(id: string): SandboxGift | undefined {
		return this.gifts.get(id);
	}

	/** All gifts, in the order in which they were seeded. */
	allGifts(): SandboxGift[] {
		return [...this.gifts.values()];
	}

	giftOrders(gift: SandboxGift): SandboxOrder[] {
		return gift.orderIds.flatMap((id) => this.find('snappy', id) ?? []);
	}

	expireGift(gift: SandboxGift): void {
		gift.status = 'expired';
	}

	markCancelled(order: SandboxOrder): void {
		const now = new Date().toISOString();
		order.status = 'cancelled';
		order.cancelled = true;
		order.cancelCount += 1;
		order.cancelledAt = now;
		order.updatedAt = now;
	}

	reset(): void {
		this.byService.clear();
		this.gifts.clear();
		this.sorted.clear();
	}

	private ordersOf(service: string): Map<string, SandboxOrder> {
		const orders = this.byService.get(service) ?? new Map<string, SandboxOrder>();
		this.byService.set(service, orders);
		return orders;
	}

	private attach(giftId: string, orderId: string): void {
		const gift = this.gifts.get(giftId) ?? { id: giftId, status: 'claimed', orderIds: [] };
		if (!gift.orderIds.includes(orderId)) gift.orderIds.push(orderId);
		this.gifts.set(giftId, gift);
	}
}

function completeOrder(seed: OrderSeed, now: string): SandboxOrder {
	const createdAt = seed.createdAt ?? now;
	const updatedAt = seed.updatedAt ?? createdAt;
	const cancelled = seed.status === 'cancelled';
	return {
		cancelCount: 0,
		foreign: false,
		...seed,
		createdAt,
		updatedAt,
		cancelled,
		cancelledAt: seed.cancelledAt ?? (cancelled ? updatedAt : null),
	};
}
