import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IDataObject,
} from 'n8n-workflow';

import { systemClock } from '../clock';
import {
	cleanBaseUrl,
	cleanKey,
	credentialProblem,
	NO_CERTIFICATE_SUPPORT,
} from '../credential/credentialProblem';
import { Problem } from '../problem';
import { NotAnId, plainId } from '../vendor/id';
import type { RequestPlan, Vendor, VendorSettings } from '../vendor/vendor';
import { paceOf } from './paces';
import { looksAtClientCertificate, send, type Caller } from './send';
import { VendorClient, type ClientParts } from './vendorClient';

/** Whose orders an item is about: a way to the service, and the vendor's settings to use on it. */
export interface Account {
	client: VendorClient;
	settings: VendorSettings;
}

/** A request of an item, with the account that it is about, or why there is none. */
export type WithAccount<Request> = Request & { account: Account | Problem };

/** The secret of a credential type is its required password field. */
function keyFieldOf({ credential }: Vendor): { name: string; displayName: string } {
	const field = credential.properties.find(
		({ required, typeOptions }) => required === true && typeOptions?.password === true,
	);
	return field ?? { name: '', displayName: '' };
}

/** The credential's own test request as the engine sends it; its base URL is the credential's in both. */
function testPlan(test: ICredentialTestRequest | undefined): RequestPlan | null {
	if (test === undefined) return null;
	const { url, qs } = test.request;
	return { method: 'GET', path: url ?? '', ...(qs === undefined ? {} : { qs }) };
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
		// A list in the editor has no stop button.
		this.stopSignal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		this.stopSignal?.addEventListener('abort', this.close, { once: true });
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
		const { credential: type } = this.vendor;
		let credential: ICredentialDataDecryptedObject;
		try {
			credential = await this.context.getCredentials(type.name, item);
		} catch {
			return new Problem(
				'the credential could not be opened',
				`Choose a ${type.displayName} credential in the node`,
			);
		}
		const { name, displayName } = keyFieldOf(this.vendor);
		const problem =
			credentialProblem(credential, name, displayName) ??
			(await this.certificateProblem(credential));
		if (problem !== null) return problem;
		const settings = this.withCredential(chosen, credential);
		if (settings instanceof Problem) return settings;
		return {
			client: await this.clientOf(credential, String(credential[name]), settings),
			settings,
		};
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
		credential: ICredentialDataDecryptedObject,
		key: string,
		settings: VendorSettings,
	): Promise<VendorClient> {
		const scope = this.credentialOptions().map(({ name }) => settings[name] ?? null);
		const id = JSON.stringify([credential, scope]);
		const known = this.clients.get(id) ?? this.makeClient(credential, key, scope);
		this.clients.set(id, known);
		return await known;
	}

	private async makeClient(
		credential: ICredentialDataDecryptedObject,
		key: string,
		scope: readonly unknown[],
	): Promise<VendorClient> {
		const { context, vendor, settings, deadline, stopSignal } = this;
		const type = vendor.credential.name;
		const { id, name } = context.getNode().credentials?.[type] ?? {};
		const baseUrl = cleanBaseUrl(credential.baseUrl);
		// With the credential's own ID: who gives a key a second credential gets a memory and a pace of its own.
		const account = await fingerprint([type, id ?? name, baseUrl, cleanKey(key), scope]);
		const clock = systemClock;
		const { requestTimeoutMs: timeoutMs } = settings;
		const where = { context, credentialType: type, credential, baseUrl };
		const target = { ...where, timeoutMs, clock, stopSignal };
		const client = new VendorClient({
			account,
			clock,
			pace: paceOf(account, deadline),
			limit: settings.limit,
			deadline,
			maxAttempts: settings.maxAttempts,
			secrets: [key, cleanKey(key)],
			test: testPlan(vendor.credential.test),
			transmit: async (plan) => await send(target, plan),
		});
		this.opened.add(client);
		if (this.isOver) client.stop();
		return client;
	}
}
