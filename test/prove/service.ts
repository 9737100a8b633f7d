import type { RequestPlan } from '../../nodes/orders/vendor/vendor';
import type { Account } from '../../sandbox/account';
import { findTarget, vendorOf, type Target } from '../../sandbox/routing';
import type { Call } from '../../sandbox/vendor';
import { World as Sandbox } from '../../sandbox/world';
import type { Thing } from './things';

/** To find a route takes longer than to answer by it, and every world asks for the same few. */
const TARGETS = new Map<string, Target>();

/** What a request of the node asks of the sandbox. */
export function targetOf(service: string, { method, path, qs }: RequestPlan): Target {
	const query = qs === undefined ? '' : `?${new URLSearchParams(qs as Record<string, string>)}`;
	const name = `${method} ${service} ${path}${query}`;
	const known = TARGETS.get(name);
	if (known !== undefined) return known;
	const target = findTarget(method, `${vendorOf(service).prefix}${path}${query}`);
	if (target === undefined) throw new Error(`The sandbox has no ${path}.`);
	TARGETS.set(name, target);
	return target;
}

/** The call with which a route answers. */
export function callOf(account: Account, { vendor, id, path, query }: Target): Call {
	return {
		account,
		id: id ?? '',
		query,
		headers: {},
		body: undefined,
		url: path,
		isSomeoneElses: () => false,
		countKeys: () => 1,
		fail: (status) => ({ status, body: vendor.error(status, path) }),
		refuse: (_order, usual) => usual,
	};
}

/** To seed an account takes longer than to play a small world, so the worlds of a thing have it one after the other. */
const ACCOUNTS = new WeakMap<Thing, Account>();

/** The account that has the thing, as it is when a world begins. */
export function freshAccount(thing: Thing, createdAt: string): Account {
	const known = ACCOUNTS.get(thing);
	known?.rewind();
	if (known !== undefined) return known;
	const sandbox = new Sandbox();
	thing.seed(sandbox, createdAt);
	const account = sandbox.account(thing.service);
	ACCOUNTS.set(thing, account);
	return account;
}
