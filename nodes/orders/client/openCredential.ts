import type { ICredentialDataDecryptedObject, ICredentialType } from 'n8n-workflow';

import { cleanKey, credentialProblem, oAuth2Problem } from '../credential/credentialProblem';
import type { Problem } from '../problem';
import { recordAt } from '../vendor/parse';

/** Whether n8n signs in for this type of credential, and renews its access token. */
function isOAuth2(type: ICredentialType): boolean {
	return type.extends?.includes('oAuth2Api') === true;
}

/** The secret of another credential type is its required password field. */
function keyFieldOf({ properties }: ICredentialType): { name: string; displayName: string } {
	const field = properties.find(
		({ required, typeOptions }) => required === true && typeOptions?.password === true,
	);
	if (field === undefined)
		throw new TypeError('A type of credential has a key, or an access token.');
	return field;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The credential of an account: as it resolved for an item, or as it was when it was last opened again. */
export class OpenCredential {
	/** Whether its key expires, and can be renewed. */
	readonly isRenewable: boolean;
	/** Values that must not get into anything that is shown or stored. A renewed key is one more. */
	readonly secrets: string[] = [];

	/**
	 * @param type one of the vendor's
	 * @param data what n8n gives for the item
	 * @param open what n8n gives for it now
	 */
	constructor(
		readonly type: ICredentialType,
		public data: ICredentialDataDecryptedObject,
		private readonly open: () => Promise<ICredentialDataDecryptedObject>,
	) {
		this.isRenewable = isOAuth2(type);
		this.learnSecrets();
	}

	/** The API key, or the access token of the moment. */
	get key(): string {
		if (!this.isRenewable) return textOf(this.data[keyFieldOf(this.type).name]);
		return textOf(recordAt(this.data.oauthTokenData)?.access_token);
	}

	/** What tells its account from others of the same address, and stays when the key is renewed. */
	get identity(): string {
		return this.isRenewable ? textOf(this.data.clientId) : cleanKey(this.key);
	}

	/** All of it that stays, so that items with the same credential are known to have it. */
	get lasting(): ICredentialDataDecryptedObject {
		return { ...this.data, oauthTokenData: {} };
	}

	/** Why it cannot be used; null: nothing speaks against it. */
	get problem(): Problem | null {
		if (this.isRenewable) return oAuth2Problem(this.data, this.key);
		const { name, displayName } = keyFieldOf(this.type);
		return credentialProblem(this.data, name, displayName);
	}

	/** Opens it again: n8n keeps what was renewed, here or elsewhere. */
	async reopen(): Promise<void> {
		try {
			this.data = await this.open();
			this.learnSecrets();
		} catch {
			// The key at hand is as good as it was.
		}
	}

	private learnSecrets(): void {
		const { refresh_token: refreshToken } = recordAt(this.data.oauthTokenData) ?? {};
		const { clientSecret } = this.data;
		const secrets = [this.key, cleanKey(this.key), textOf(refreshToken), textOf(clientSecret)];
		this.secrets.push(...secrets.filter((secret) => !this.secrets.includes(secret)));
	}
}
