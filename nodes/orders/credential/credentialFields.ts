import type { IAuthenticateRuleResponseCode, INodeProperties } from 'n8n-workflow';

/** The address that all requests go to; people change it for a sandbox or a client-certificate host. */
export function baseUrlField(address: string): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: address,
		placeholder: `e.g. ${address}`,
		description:
			'Address of the API. It must be https; plain http is accepted for this machine only (localhost).',
	};
}

/**
 * The base URL in a credential's own test request, which n8n makes from an expression: without blanks, invisible characters
 * and slashes at its end, as all other requests have it.
 */
export const CLEAN_BASE_URL =
	'={{ $credentials.baseUrl.replace(/^[\\s\\p{Cc}\\p{Cf}\\p{DI}\\u2800]+|[\\s\\/\\p{Cc}\\p{Cf}\\p{DI}\\u2800]+$/gu, "") }}';

/** What somebody whose credential was not accepted has to know. */
export interface TestAdvice {
	service: string;
	/** The key's label in the form. */
	label: string;
	/** Where a good key comes from, as a sentence. */
	remedy: string;
	/** Both sentences for a 403, where the service means something else by it than by a 401. */
	forbidden?: string;
	/** The 'Base URL' that was there at first. */
	address: string;
}

/** A page that is not there, and the ways in which a website sends its visitors elsewhere, to sign in for one. */
const NO_API_HERE = [301, 302, 307, 308, 404];

/**
 * The texts that n8n shows for the answers to a credential's test request, where it would show the bare HTTP status,
 * "Unauthorized". An n8n as old as 2.0 does not look at them, because its error has lost the status by then, and shows
 * its own sentence: "Authorization failed - please check your credentials".
 *
 * @param advice what is particular about the service
 */
export function testRules(advice: TestAdvice): IAuthenticateRuleResponseCode[] {
	const { service, label, remedy, address } = advice;
	const refused = `${service} does not accept this ${label}. ${remedy}`;
	const elsewhere = `${service} did not answer as its API does: no such page, or a redirect. Check the 'Base URL' first, the usual one is ${address}, then the ${label}.`;
	const texts: Array<[value: number, message: string]> = [
		[401, refused],
		[403, advice.forbidden ?? refused],
		...NO_API_HERE.map((value): [number, string] => [value, elsewhere]),
	];
	return texts.map(([value, message]) => ({
		type: 'responseCode',
		properties: { value, message },
	}));
}
