import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
} from 'n8n-workflow';

import { systemClock } from '../clock';
import { cleanBaseUrl, NO_CERTIFICATE_SUPPORT } from '../credential/credentialProblem';
import { Problem } from '../problem';
import { NotAnId, plainId } from '../vendor/id';
import type { RequestPlan, Vendor, VendorSettings } from '../vendor/vendor';
import { looksAtClientCertificate, type Caller } from './n8nHelper';
import { OpenCredential } from './openCredential';
import { paceOf } from './paces';
import { renewInTurn } from './renewal';
import { send } from './send';
import { VendorClient, type ClientParts } from './vendorClient';

/** Whose orders an item is about: a way to the service, and the vendor's settings to use on it. */
export interface Account {
	client: VendorClient;
	settings: VendorSettings;
}

/** A request of an item, with the account that it is about, or why there is none. */
export type WithAccount<Request> = Request & { account: Account | Problem };

/** By the parameter `authentication`, which takes no expression; workflows that do not have it use the key. */
function credentialTypeOf(context: Caller, { credential, oAuth2Credential }: Vendor) {
	// In the editor the node itself has no parameters.
	const authentication =
		'getCurrentNodeParameter' in context
			? context.getCurrentNodeParameter('authentication')
			: context.getNode().parameters.authentication;
	return authentication === 'oAuth2' ? (oAuth2Credential ?? credential) : credential;
}

/** The credential's own test request as the engine sends it; its base URL is the credential's in both. */
function testPlan(test: ICredentialTestRequest | undefined): RequestPlan | null {
	if (test === undefined) return null;
	const { url, qs } = test.request;
	return { method: 'GET', path: url ?? '', qs };
}

/** Tells accounts apart without giving their keys away: the first half of a SHA-256, as hexadecimal digits. */
async function fingerprint(parts: readonly unknown[]): Promise<string> {
	const bytes = new TextEncoder().encode(JSON.stringify(parts));
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return [...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The accounts of one run. A credential may hold expressions, so each item has the account to which it resolves for that
 * item; items with the same account share a client, and with it pace, test request and the stop after a refused key.
 */
export class Accounts {
	private readonly clients = new Map<string, Promise<VendorClient>>();
	private readonly opened = new Set<VendorClient>();
	private readonly deadline: number;
	private readonly stopSignal: AbortSignal | undefined;
	private isOver = false;
	private readonly type: ICredentialType;
	private certificateSupport: Promise<boolean> | null = null;

	constructor(
		private readonly context: Caller,
		private readonly vendor: Vendor,
		private readonly settings: Pick<ClientParts, 'limit' | 'maxAttempts'> & {
			/** For the whole run, from now on. */
			giveUpAfterMs: number;
			/** For one call. */
			requestTimeoutMs: number;
		},
	) {
		this.deadline = systemClock.now() + settings.giveUpAfterMs;
		this.type = credentialTypeOf(context, vendor);
		// A list in the editor has no stop button.
		this.stopSignal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		this.stopSignal?.addEventListener('abort', this.close);
		if (this.stopSignal?.aborted === true) this.close();
	}

	/**
	 * Opens the credential as it resolves for an item.
	 *
	 * @param item position of the input item; undefined in the editor, where there is none
	 * @param chosen the vendor's options of that item; what they leave open is taken from the credential
	 * @returns the account, or what keeps it from being used; never throws
	 */
	async open(item: number | undefined, chosen: VendorSettings): Promise<Account | Problem> {
		const { context, type } = this;
		const open = async () =>
			await context.getCredentials<ICredentialDataDecryptedObject>(type.name, item);
		let credential: OpenCredential;
		try {
			credential = new OpenCredential(type, await open(), open);
		} catch {
			return new Problem(
				'the credential could not be opened',
				`Choose a ${type.displayName} credential in the node`,
			);
		}
		const problem = credential.problem ?? (await this.certificateProblem(credential.data));
		if (problem !== null) return problem;
		const settings = this.withCredential(chosen, credential.data);
		if (settings instanceof Problem) return settings;
		return { client: await this.clientOf(credential, settings), settings };
	}

	/** Ends the run: nothing more is sent, whoever still waits. In a loop, n8n's execution outlives the run. */
	readonly close = (): void => {
		this.isOver = true;
		this.stopSignal?.removeEventListener('abort', this.close);
		for (const client of this.opened) client.stop();
	};

	private async certificateProblem(credential: IDataObject): Promise<Problem | null> {
		if (credential.mutualTls !== true) return null;
		this.certificateSupport ??= looksAtClientCertificate(this.context);
		return (await this.certificateSupport) ? null : NO_CERTIFICATE_SUPPORT;
	}

	/** Fields of the credential with the name of an option stand in where the option is not set. */
	private withCredential(
		chosen: VendorSettings,
		credential: ICredentialDataDecryptedObject,
	): VendorSettings | Problem {
		const settings: Record<string, VendorSettings[string]> = { ...chosen };
		for (const { name, displayName } of this.credentialOptions()) {
			if (chosen[name] !== undefined || !(name in credential) || credential[name] === '') continue;
			const value = plainId(credential[name]);
			if (value === '' || value instanceof NotAnId) {
				const is = value === '' ? 'is blank' : value.is;
				return new Problem(
					`the '${displayName}' of the credential ${is} for this item`,
					`Let '${displayName}' in the credential give an ID for every item`,
				);
			}
			settings[name] = value;
		}
		return settings;
	}

	/** Fields of the credential that an option of the vendor overrides: they tell accounts of one key apart. */
	private credentialOptions() {
		const { credential, optionFields } = this.vendor;
		const options = new Set(optionFields.map(({ name }) => name));
		return credential.properties.filter(({ name }) => options.has(name));
	}

	private async clientOf(
		credential: OpenCredential,
		settings: VendorSettings,
	): Promise<VendorClient> {
		const scope = this.credentialOptions().map(({ name }) => settings[name] ?? null);
		const id = JSON.stringify([credential.lasting, scope]);
		const known = this.clients.get(id) ?? this.makeClient(credential, scope);
		this.clients.set(id, known);
		return await known;
	}

	private async makeClient(
		credential: OpenCredential,
		scope: readonly unknown[],
	): Promise<VendorClient> {
		const { context, vendor, type, settings, deadline, stopSignal } = this;
		const { id, name } = context.getNode().credentials?.[type.name] ?? {};
		const { identity, secrets, isRenewable: expires } = credential;
		const baseUrl = cleanBaseUrl(credential.data.baseUrl);
		// With the credential's own ID: who gives a key a second credential gets a memory and a pace of its own.
		const account = await fingerprint([type.name, id ?? name, baseUrl, identity, scope]);
		const clock = systemClock;
		const test = testPlan(vendor.credential.test);
		const timeoutMs = settings.requestTimeoutMs;
		const target = { context, credential, baseUrl, timeoutMs, clock, stopSignal };
		const client = new VendorClient({
			account,
			clock,
			pace: paceOf(account, deadline),
			limit: settings.limit,
			deadline,
			maxAttempts: settings.maxAttempts,
			secrets,
			test,
			expires,
			transmit: async (plan) =>
				expires && plan === test
					? await renewInTurn(account, target, plan)
					: await send(target, plan),
		});
		this.opened.add(client);
		if (this.isOver) client.stop();
		return client;
	}
}
