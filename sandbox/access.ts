import type { KeyScope, RateLimit } from './model';

/** What a valid key stands for. */
export interface KeyRights {
	tenant: string;
	scopes: ReadonlySet<KeyScope>;
}

/** Which keys exist, whose they are and what each one may do. */
export class KeyRing {
	private readonly rights = new Map<string, KeyRights & { service: string; usesLeft: number }>();

	/** @param uses requests after which the key is gone */
	add(service: string, key: string, scopes: KeyScope[], tenant: string, uses = Infinity): void {
		const rights = { service, tenant, scopes: new Set(scopes), usesLeft: uses };
		this.rights.set(slot(service, key), rights);
	}

	revoke(service: string, key: string): void {
		this.rights.delete(slot(service, key));
	}

	/** The rights of a presented key; undefined when no such key exists. */
	rightsOf(service: string, key: string | null): KeyRights | undefined {
		return key === null ? undefined : this.rights.get(slot(service, key));
	}

	/** As `rightsOf`, for a request that is now carried out: it wears the key out. */
	use(service: string, key: string | null): KeyRights | undefined {
		const rights = key === null ? undefined : this.rights.get(slot(service, key));
		if (key === null || rights === undefined) return undefined;
		rights.usesLeft -= 1;
		if (rights.usesLeft <= 0) this.revoke(service, key);
		return rights;
	}

	/** Every key of a service but one lasts for no more than a number of requests. */
	wearOut(service: string, except: string, uses: number): void {
		for (const [place, rights] of this.rights) {
			if (rights.service === service && place !== slot(service, except)) rights.usesLeft = uses;
		}
	}

	count(service: string, tenant: string): number {
		const all = [...this.rights.values()];
		return all.filter((each) => each.service === service && each.tenant === tenant).length;
	}
}

interface LimitVerdict {
	accepted: boolean;
	headers: Record<string, string>;
}

const SECOND_MS = 1000;

/** A sliding window over the accepted requests of each service and key. */
export class RateLimits {
	private readonly limits = new Map<string, RateLimit>();

	/** Arrival times by service and key; never longer than the limit, because rejects do not count. */
	private readonly windows = new Map<string, number[]>();

	set(limit: RateLimit): void {
		this.limits.set(limit.service, limit);
		this.windows.clear();
	}

	/** Counts a request that arrived at `at` (ms), unless the window is full. */
	admit(service: string, key: string, at: number): LimitVerdict {
		const limit = this.limits.get(service);
		if (limit === undefined) return { accepted: true, headers: {} };
		const place = slot(service, key);
		const times = (this.windows.get(place) ?? []).filter((time) => time > at - limit.windowMs);
		const accepted = times.length < limit.requests;
		if (accepted) times.push(at);
		this.windows.set(place, times);
		const headers = limit.remainingHeader ? remaining(limit, times.length) : {};
		if (accepted) return { accepted, headers };
		// A limit of 0 requests has no oldest request to wait for.
		const freeAt = (times[0] ?? at) + limit.windowMs;
		return { accepted, headers: { ...headers, ...retryAfter(limit, freeAt, at) } };
	}
}

function remaining(limit: RateLimit, used: number): Record<string, string> {
	return {
		'x-ratelimit-limit': String(limit.requests),
		'x-ratelimit-remaining': String(Math.max(0, limit.requests - used)),
	};
}

/** Both forms are rounded up to a full second, so that a client that obeys is never too early. */
function retryAfter(limit: RateLimit, freeAt: number, at: number): Record<string, string> {
	if (limit.retryAfter === 'none') return {};
	if (limit.retryAfter === 'date') {
		const date = new Date(Math.ceil(freeAt / SECOND_MS) * SECOND_MS);
		return { 'retry-after': date.toUTCString() };
	}
	return { 'retry-after': String(Math.max(1, Math.ceil((freeAt - at) / SECOND_MS))) };
}

function slot(service: string, key: string): string {
	return `${service} ${key}`;
}
