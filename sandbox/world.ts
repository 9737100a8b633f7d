import { KeyRing, RateLimits } from './access';
import { Account } from './account';
import { FaultQueue } from './faults';
import { DEFAULT_TENANT, orderSeed } from './model';
import type { LoggedRequest, OrderSeed, RefusalStyle, SandboxOrder } from './model';
import { Grants } from './oAuth2';
import { vendorOf, VENDORS } from './routing';
import type { Stock } from './vendor';

/** What a seed may hold: a field that the vendor does not know is a mistake. */
const SEEDS = new Map(
	VENDORS.map(({ service, fields }) => [service, orderSeed.extend(fields).strict()]),
);

/** Everything one sandbox remembers. */
export class World implements Stock {
	accounts: Account[] = [];

	keys = new KeyRing();

	grants = new Grants(this);

	limits = new RateLimits();

	faults = new FaultQueue();

	readonly refusals = new Map<string, RefusalStyle>();

	log: LoggedRequest[] = [];

	/** Known once the server listens; absolute links need it. */
	origin = '';

	private readonly timers = new Set<NodeJS.Timeout>();

	constructor() {
		this.reset();
	}

	account(service: string, tenant = DEFAULT_TENANT): Account {
		const known = this.accountsOf(service).find((each) => each.tenant === tenant);
		if (known !== undefined) return known;
		const fresh = new Account(service, tenant);
		this.accounts.push(fresh);
		return fresh;
	}

	accountsOf(service: string): Account[] {
		const { service: known } = vendorOf(service);
		return this.accounts.filter((account) => account.service === known);
	}

	/** Takes all of the orders, or none if one of them makes no sense. */
	seed(seeds: OrderSeed[]): void {
		const now = new Date().toISOString();
		for (const order of seeds.map((seed) => completeOrder(seed, now))) {
			const account = this.account(order.service, order.tenant);
			account.add(order);
			vendorOf(order.service).seeded?.(order, account);
		}
	}

	/** Acts after `ms`, unless the sandbox is reset or closed first. */
	later(ms: number, act: () => void): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			act();
		}, ms);
		this.timers.add(timer);
	}

	/** Ends when nothing is going to happen late any more. */
	async settled(): Promise<void> {
		while (this.timers.size > 0) await new Promise((look) => setTimeout(look, 5));
	}

	reset(): void {
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.accounts = [];
		this.keys = new KeyRing();
		for (const { service, key } of VENDORS) {
			this.keys.add(service, key, ['cancel', 'read'], DEFAULT_TENANT);
		}
		this.grants = new Grants(this);
		this.limits = new RateLimits();
		this.faults = new FaultQueue();
		this.refusals.clear();
		this.log = [];
	}
}

function completeOrder(seed: OrderSeed, now: string): SandboxOrder {
	SEEDS.get(vendorOf(seed.service).service)?.parse(seed);
	const createdAt = seed.createdAt ?? now;
	const updatedAt = seed.updatedAt ?? createdAt;
	const cancelled = seed.cancelled ?? seed.status === 'cancelled';
	return {
		...seed,
		tenant: seed.tenant ?? DEFAULT_TENANT,
		cancelled,
		cancelCount: seed.cancelCount ?? 0,
		createdAt,
		updatedAt,
		cancelledAt: seed.cancelledAt ?? (cancelled ? updatedAt : null),
	};
}
