import type {
	Fault,
	KeyScope,
	LoggedRequest,
	OrderSeed,
	RateLimit,
	RefusalStyle,
	RequestFilter,
	SandboxOrder,
} from './model';
import { DEFAULT_TENANT } from './model';
import { addressesOf, type Grant, type TokenRequest } from './oAuth2';
import { vendorOf, VENDORS } from './routing';
import type { EventSeed } from './vendor';
import type { OpenSockets } from './wire';
import type { World } from './world';

/** How things get into the sandbox. A vendor adds a method for what it has beside orders. */
export interface Seeding {
	seed(orders: OrderSeed[]): void;
}

/**
 * A running sandbox, as tests use it; `control.ts` offers the same over HTTP. Every method that
 * takes a service throws for one that nobody plays.
 */
export interface Sandbox extends Seeding {
	url: string;
	/** The names of the services that it plays. */
	services: readonly string[];
	/** What goes into the credentials. */
	baseUrlOf(service: string): string;
	/** A key with every scope, of the default tenant. */
	keyOf(service: string): string;
	/** An n8n credential with that key. */
	credentialOf(service: string): { name: string; type: string; data: Record<string, string> };
	/** An n8n credential that has signed in by OAuth2; throws for a service that does not know it. */
	oAuth2CredentialOf(
		service: string,
		grant?: Grant,
	): { name: string; type: string; data: Record<string, string | Record<string, string | number>> };
	/** The access tokens of a service that are valid now expire after a number of requests each. */
	wearOut(service: string, uses: number): void;
	/** Every request for tokens. */
	tokenRequests(): TokenRequest[];
	/** From now on no access token can be renewed: it was withdrawn, or the service is broken with an HTTP status. */
	endRenewals(brokenWith?: number): void;
	/**
	 * Has a vendor tell everybody who has a webhook for it of an event.
	 *
	 * @returns the HTTP statuses of the answers
	 */
	sendEvent(service: string, event: EventSeed): Promise<number[]>;
	addFault(fault: Fault): void;
	setRateLimit(limit: RateLimit): void;
	setRefusal(service: string, style: RefusalStyle): void;
	addKey(service: string, key: string, scopes: KeyScope[], tenant?: string): void;
	revokeKey(service: string, key: string): void;
	/** The truth about an order of one tenant. */
	order(service: string, id: string, tenant?: string): SandboxOrder | undefined;
	/** The truth about the orders of all tenants. */
	orders(): SandboxOrder[];
	requests(filter?: RequestFilter): LoggedRequest[];
	/** Ends when every request that a fault has put off is carried out. */
	settled(): Promise<void>;
	openSockets(): number;
	peakSockets(): number;
	/** Back to an empty sandbox: orders, faults, limits, refusals, log and keys. */
	reset(): void;
	/** Ends within a second, also while requests hang. */
	close(): Promise<void>;
}

/** The methods of a sandbox over its world. What they give back is a copy, so that it stays as it was. */
export function buildSandbox(
	world: World,
	sockets: OpenSockets,
	close: () => Promise<void>,
): Sandbox {
	const general: Omit<Sandbox, keyof Seeding> = {
		url: world.origin,
		services: VENDORS.map(({ service }) => service),
		baseUrlOf: (service) => `${world.origin}${vendorOf(service).prefix}`,
		keyOf: (service) => vendorOf(service).key,
		credentialOf: (service) => {
			const { credential, key, prefix } = vendorOf(service);
			const { name, type, keyField } = credential;
			return { name, type, data: { [keyField]: key, baseUrl: `${world.origin}${prefix}` } };
		},
		oAuth2CredentialOf: (service, grant) => oAuth2Credential(world, service, grant),
		wearOut: (service, uses) => world.keys.wearOut(known(service), vendorOf(service).key, uses),
		tokenRequests: () => world.grants.requests.map((request) => ({ ...request })),
		endRenewals: (brokenWith) => {
			if (brokenWith === undefined) world.grants.withdraw();
			else world.grants.brokenWith = brokenWith;
		},
		sendEvent: async (service, event) => await sendEvent(world, service, event),
		addFault: (fault) => {
			if (fault.service !== undefined) vendorOf(fault.service);
			world.faults.add(fault);
		},
		setRateLimit: (limit) => world.limits.set({ ...limit, service: known(limit.service) }),
		setRefusal: (service, style) => void world.refusals.set(known(service), style),
		addKey: (service, key, scopes, tenant = DEFAULT_TENANT) =>
			world.keys.add(known(service), key, scopes, tenant),
		revokeKey: (service, key) => world.keys.revoke(known(service), key),
		order: (service, id, tenant) => copy(world.account(service, tenant).find(id)),
		orders: () => world.accounts.flatMap((account) => account.all().map(copy)),
		requests: (filter = {}) => {
			if (filter.service !== undefined) vendorOf(filter.service);
			const found = world.log.filter((entry) => fits(entry, filter));
			return found.map((entry) => ({ ...entry, headers: { ...entry.headers } }));
		},
		settled: async () => await world.settled(),
		openSockets: () => sockets.count,
		peakSockets: () => sockets.peak,
		reset: () => {
			world.reset();
			sockets.forgetPeak();
		},
		close,
	};
	const seeding: Partial<Seeding> = {
		seed: (orders) => world.seed(orders),
		...vendorMethods(world),
	};
	return { ...general, ...(seeding as Seeding) };
}

async function sendEvent(world: World, service: string, event: EventSeed): Promise<number[]> {
	const { callFor } = vendorOf(service);
	if (callFor === undefined) throw new Error(`${service} has no webhooks`);
	const { urls, body } = callFor(world.account(service, event.tenant), event);
	const sent = urls.map(async (url) => {
		const headers = { 'content-type': 'application/json' };
		return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).status;
	});
	return await Promise.all(sent);
}

/** As n8n keeps it when a person has signed in. */
function oAuth2Credential(world: World, service: string, grant?: Grant) {
	const vendor = vendorOf(service);
	const { oAuth2, credential, prefix } = vendor;
	if (oAuth2 === undefined) throw new Error(`${service} knows no OAuth2`);
	const { clientId, clientSecret, credentialType: type } = oAuth2;
	const data = {
		grantType: 'authorizationCode',
		...addressesOf(world.origin, oAuth2),
		scope: '',
		authQueryParameters: '',
		authentication: 'body',
		clientId,
		clientSecret,
		baseUrl: `${world.origin}${prefix}`,
		oauthTokenData: { ...world.grants.issue(vendor, grant) },
	};
	return { name: `${credential.name} OAuth2`, type, data };
}

/** What the vendors add to the sandbox. */
export function vendorMethods(world: World): Record<string, (body: unknown) => void> {
	const methods = VENDORS.flatMap((vendor) => Object.entries(vendor.methods ?? {}));
	return Object.fromEntries(
		methods.map(([name, act]) => [name, (body: unknown) => act(world, body)]),
	);
}

function known(service: string): string {
	return vendorOf(service).service;
}

function copy<T extends SandboxOrder | undefined>(order: T): T {
	return order === undefined ? order : { ...order };
}

function fits(entry: LoggedRequest, filter: RequestFilter): boolean {
	const names = ['service', 'tenant', 'operation', 'orderId'] as const;
	return names.every((name) => filter[name] === undefined || filter[name] === entry[name]);
}
