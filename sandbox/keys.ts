import type { KeyScope, SandboxService } from './types';

/** Valid keys with every scope. Snappy's keys are 24 hex characters. */
export const SANDBOX_KEYS: Record<SandboxService, string> = {
	thanksIo: 'sandbox-thanksio-token',
	// https://docs.snappy.com/modules/api/v2/api-keys/overview
	snappy: '5a9d0c0ffee05a9d0c0ffee0',
	fastPod: 'sandbox-fastpod-token',
};

/** Which keys exist and what each one may do. */
export class KeyRing {
	private readonly scopes = new Map<string, Set<KeyScope>>();

	constructor() {
		this.reset();
	}

	add(service: SandboxService, key: string, scopes: KeyScope[]): void {
		this.scopes.set(slot(service, key), new Set(scopes));
	}

	revoke(service: SandboxService, key: string): void {
		this.scopes.delete(slot(service, key));
	}

	/** The scopes of a presented key; undefined when no such key exists. */
	scopesOf(service: SandboxService, key: string | null): ReadonlySet<KeyScope> | undefined {
		return key === null ? undefined : this.scopes.get(slot(service, key));
	}

	count(service: SandboxService): number {
		return [...this.scopes.keys()].filter((name) => name.startsWith(`${service} `)).length;
	}

	reset(): void {
		this.scopes.clear();
		this.add('thanksIo', SANDBOX_KEYS.thanksIo, ['cancel', 'read']);
		this.add('snappy', SANDBOX_KEYS.snappy, ['cancel', 'read']);
		this.add('fastPod', SANDBOX_KEYS.fastPod, ['cancel', 'read']);
	}
}

function slot(service: SandboxService, key: string): string {
	return `${service} ${key}`;
}
