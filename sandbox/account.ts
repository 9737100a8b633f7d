import type { SandboxOrder } from './model';

/** What one tenant has at one service. */
export class Account<Order extends SandboxOrder = SandboxOrder> {
	private readonly byId = new Map<string, Order>();

	/** Sorting 20,000 orders for every page of a list would be slow. */
	private sorted: Order[] | undefined;

	private readonly collections: object[] = [];

	constructor(
		readonly service: string,
		readonly tenant: string,
	) {}

	add(order: Order): void {
		this.byId.set(order.id, order);
		this.sorted = undefined;
	}

	find(id: string): Order | undefined {
		return this.byId.get(id);
	}

	all(): Order[] {
		return [...this.byId.values()];
	}

	/** Newest first; of equal age, the one seeded last comes first. */
	newestFirst(): Order[] {
		this.sorted ??= this.all()
			.reverse()
			.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
		return this.sorted;
	}

	cancel(order: Order): void {
		const now = new Date().toISOString();
		order.status = 'cancelled';
		order.cancelled = true;
		order.cancelCount += 1;
		order.cancelledAt = now;
		order.updatedAt = now;
	}

	/** What a vendor has beside orders, such as gifts: the one object of that class, empty at first. */
	collection<T extends object>(Kind: new () => T): T {
		const known = this.collections.find((each): each is T => each instanceof Kind);
		if (known !== undefined) return known;
		const fresh = new Kind();
		this.collections.push(fresh);
		return fresh;
	}
}
