import { VENDORS } from './registry';
import type { KeyScope } from './types';

/** Which keys exist and what each one may do. */
export class KeyRing {
	private readonly scopes = new Map<string, Set<KeyScope>>();

	constructor() {
		this.reset();
	}

	add(service: string, key: string, scopes: KeyScope[]): void {
		this.scopes.set(slot(service, key), new Set(scopes));
	}

	revoke(service: string, key: string): void {
		this.scopes.delete(slot(service, key));
	}

	/** The scopes of a presented key; undefined when no such key exists. */
	scopesOf(service: string, key: string | null): ReadonlySet<KeyScope> | undefined {
		return key === null ? undefined : this.scopes.get(slot(service, key));
	}

	count(service: string): number {
		return [...this.scopes.keys()].filter((name) => name.startsWith(`${service} `)).length;
	}

	reset(): void {
		this.scopes.clear();
		for (const { service, key } of VENDORS) this.add(service, key, ['cancel', 'read']);
	}
}

function slot(service: string, key: string): string {
	return `${service} ${key}`;
}
