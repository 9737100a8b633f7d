import type { SandboxOrder } from './model';

/** Gives a thing these fields and no others. */
function restore(thing: object, fields: object): void {
	for (const name of Object.keys(thing)) if (!(name in fields)) Reflect.deleteProperty(thing, name);
	Object.assign(thing, fields);
}

/** What one tenant has at one service. */
export class Account<Order extends SandboxOrder = SandboxOrder> {
	private readonly byId = new Map<string, Order>();

	/** Sorting 20,000 orders for every page of a list would be slow. */
	private sorted: Order[] | undefined;

	private readonly collections: object[] = [];

	private readonly changes: Array<{ at: number; thing: object; before: object }> = [];

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

	cancel(order: SandboxOrder): void {
		const now = new Date(Date.now()).toISOString();
		const cancelCount = order.cancelCount + 1;
		const times = { cancelledAt: now, updatedAt: now };
		this.change(order, { status: 'cancelled', cancelled: true, cancelCount, ...times });
	}

	/** Changes an order, or whatever else the account has, so that it can still be seen as it was. */
	change<T extends object>(thing: T, values: Partial<T>): void {
		this.changes.push({ at: Date.now(), thing, before: { ...thing } });
		Object.assign(thing, values);
	}

	/** Looks at everything as it was at a time, milliseconds since 1970; 0: as it was seeded. */
	asOf<T>(time: number, look: () => T): T {
		const undone = this.changes.filter(({ at }) => at > time).reverse();
		const now = undone.map(({ thing }) => ({ thing, fields: { ...thing } }));
		for (const { thing, before } of undone) restore(thing, before);
		const seen = look();
		for (const { thing, fields } of now) restore(thing, fields);
		return seen;
	}

	/** When something was changed after a time, milliseconds since 1970, oldest first. */
	changesAfter(time: number): number[] {
		return this.changes.map(({ at }) => at).filter((at) => at > time);
	}

	/** Undoes every change: everything is as it was seeded. */
	rewind(): void {
		for (const { thing, before } of this.changes.splice(0).reverse()) restore(thing, before);
	}

	/** All that it has, as text. */
	snapshot(): string {
		const whole = (_name: string, value: unknown) => (value instanceof Map ? [...value] : value);
		return JSON.stringify([this.all(), this.collections], whole);
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
