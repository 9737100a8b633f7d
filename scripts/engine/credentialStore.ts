import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	NodeParameterValueType,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';

/** A credential as `n8n export:credentials --decrypted` writes it. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** n8n's credential logic over a list in memory: defaults of the type, then its own `authenticate` function. */
export class CredentialStore extends ICredentialsHelper {
	constructor(
		private readonly types: ReadonlyMap<string, ICredentialType>,
		private readonly stored: readonly StoredCredential[],
	) {
		super();
	}

	private typeOf(name: string): ICredentialType {
		const type = this.types.get(name);
		if (type === undefined) throw new Error(`The credential type ${name} is not known.`);
		return type;
	}

	/** By id, else by name; a workflow from elsewhere may name neither, and one credential of the type will do. */
	find(details: INodeCredentialsDetails, type: string): StoredCredential | undefined {
		const ofType = this.stored.filter((credential) => credential.type === type);
		return (
			ofType.find(({ id }) => id === details.id) ??
			ofType.find(({ name }) => name === details.name) ??
			(ofType.length === 1 ? ofType[0] : undefined)
		);
	}

	/** Fields may be expressions; n8n evaluates them for the item that the node asks for, the first if it asks for none. */
	override async getDecrypted(
		...[, details, type, mode, executeData, , values]: Parameters<
			ICredentialsHelper['getDecrypted']
		>
	): Promise<ICredentialDataDecryptedObject> {
		const credential = this.find(details, type);
		if (credential === undefined) throw new Error(`There is no credential of type ${type}.`);
		const defaults = this.typeOf(type).properties.map(({ name, default: value }) => [name, value]);
		const data = { ...Object.fromEntries(defaults), ...credential.data };
		if (values === undefined) return await Promise.resolve(data);
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = values;
		const resolved = workflow.expression.getParameterValue(
			data as NodeParameterValueType,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
		);
		return resolved as ICredentialDataDecryptedObject;
	}

	override async authenticate(
		credential: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(typeName);
		if (typeof authenticate !== 'function') {
			throw new Error(`${typeName} has no authenticate function.`);
		}
		return await authenticate(credential, request as IHttpRequestOptions);
	}

	override getParentTypes(name: string): string[] {
		return this.types.get(name)?.extends ?? [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async preAuthentication(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	override async runPreAuthentication(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return this.typeOf(type).properties;
	}

	override async getCredentials(): Promise<never> {
		return await Promise.reject(new Error('Encrypted credentials are not kept here.'));
	}

	override async updateCredentials(): Promise<never> {
		return await Promise.reject(new Error('Credentials are not changed here.'));
	}

	/** Where n8n renews an access token; what is in the list in memory is changed. */
	override async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		const credential = this.find(details, type);
		if (credential === undefined) throw new Error(`There is no credential of type ${type}.`);
		await Promise.resolve(Object.assign(credential.data, { oauthTokenData }));
	}
}
