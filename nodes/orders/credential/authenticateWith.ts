import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { Problem } from '../problem';
import { cleanBaseUrl, cleanKey, credentialProblem, REFUSED } from './credentialProblem';
import { cleanPem } from './pem';

/** The secret field of a credential type, and the header that carries it. */
export interface KeyRule {
	field: string;
	label: string;
	headers(key: string): IDataObject;
}

/** n8n shows one text of a credential that was not accepted, so it has to hold both. */
function sentences({ reason, nextStep }: Pick<Problem, 'reason' | 'nextStep'>): string {
	return `${REFUSED}${reason}. ${nextStep}.`;
}

/** As the HTTP client puts the two together: an address without a scheme (`//host`) leaves the base URL too. */
function originOf(url: string, base?: string): string | null {
	try {
		return new URL(url, base).origin;
	} catch {
		return null;
	}
}

/**
 * Where a request goes: n8n's HTTP Request node hands over the older form of a request, with `uri` in the place of `url`. Of
 * two addresses n8n would choose one.
 */
function addressOf(request: IHttpRequestOptions): string | null {
	const uri: unknown = 'uri' in request ? request.uri : undefined;
	const given: unknown[] = [request.url, uri].filter((address) => address !== undefined);
	const [address] = given;
	const isOne = given.every((other) => other === address);
	return isOne && typeof address === 'string' ? address : null;
}

/** n8n's own nodes may use the credential too: whatever they call, the key goes to its own service only. */
function assertOwnService(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): void {
	const own = originOf(cleanBaseUrl(credential.baseUrl));
	const address = addressOf(request);
	const target = address === null ? null : originOf(address, request.baseURL);
	if (own !== null && own === target) return;
	throw new UserError(
		sentences({
			reason: "this credential is only sent to the host of its 'Base URL'",
			nextStep: 'Call that host, or use another credential',
		}),
	);
}

function clientCertificate(credential: ICredentialDataDecryptedObject): IDataObject {
	const passphrase = credential.clientKeyPassphrase;
	return {
		cert: cleanPem(credential.clientCertificate),
		key: cleanPem(credential.clientPrivateKey),
		...(typeof passphrase === 'string' && passphrase !== '' ? { passphrase } : {}),
	};
}

/**
 * Makes the `authenticate` function of a credential type. A function and not n8n's generic template, because a
 * template can neither refuse plain http nor put a client certificate into the TLS handshake.
 *
 * @param rule which field is the key and how it travels
 * @returns a function that adds key and certificate, and throws a UserError where using them would be unsafe
 */
export function authenticateWith(rule: KeyRule) {
	return async (
		credential: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const problem = credentialProblem(credential, rule.field, rule.label);
		if (problem !== null) throw new UserError(sentences(problem));
		assertOwnService(credential, request);
		const headers = { ...request.headers, ...rule.headers(cleanKey(credential[rule.field])) };
		if (credential.mutualTls !== true) return { ...request, headers };
		return {
			...request,
			headers,
			agentOptions: { ...request.agentOptions, ...clientCertificate(credential) },
		};
	};
}
