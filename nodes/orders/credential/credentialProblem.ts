import * as n8nWorkflow from 'n8n-workflow';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { invisibleInside, trimInvisible } from '../invisible';
import { Problem } from '../problem';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A header cannot carry more than visible ASCII; anything else in a key is a slip while pasting. */
const SENDABLE = /^[\x21-\x7e]+$/;

function text(value: unknown): string {
	return typeof value === 'string' ? trimInvisible(value) : '';
}

/** The key as it is sent: without what pasting brings along, such as blanks and the word "Bearer". */
export function cleanKey(value: unknown): string {
	return text(text(value).replace(/^Bearer(?![\x21-\x7e])/i, ''));
}

/** The base URL without blanks, invisible characters and slashes at its end. */
export function cleanBaseUrl(value: unknown): string {
	const whole = text(value);
	let end = whole.length;
	// One by one: with all of what is left cut anew at each slash, a long text would keep n8n busy for minutes.
	const last = () => [...whole.slice(Math.max(0, end - 2), end)].at(-1) ?? '';
	const isOver = (character: string) => character === '/' || trimInvisible(character) === '';
	while (end > 0 && isOver(last())) end -= last().length;
	return whole.slice(0, end);
}

/** How a credential begins that refuses to be used: n8n keeps nothing of an exception but its words. */
export const REFUSED = 'Nothing was sent: ';

/** This n8n would call without the certificate, and not say so. */
export const NO_CERTIFICATE_SUPPORT = new Problem(
	'this n8n cannot present a client certificate',
	"Update n8n to 2.20 or newer, or turn off 'Mutual TLS' in the credential and use a key that works without it",
);

/**
 * n8n's request helper passes a client certificate on from n8n 2.20. In a credential there is nothing to ask but
 * n8n-workflow, and this function of it came with 2.20; the node asks the helper itself before it sends anything.
 */
function mayPresentClientCertificate(): boolean {
	return 'getCredentialAllowedDomains' in n8nWorkflow;
}

function baseUrlProblem(value: unknown): Problem | null {
	const nextStep =
		"Open the credential and set 'Base URL' to the https address of the service, such as the one that was there at first";
	const flaw = invisibleInside(cleanBaseUrl(value));
	if (flaw !== null) return new Problem(`the 'Base URL' of the credential ${flaw}`, nextStep);
	let url: URL;
	try {
		url = new URL(cleanBaseUrl(value));
	} catch {
		return new Problem("the 'Base URL' of the credential is not a web address", nextStep);
	}
	if (url.username !== '' || url.password !== '' || /[?#]/.test(text(value))) {
		return new Problem(
			"the 'Base URL' of the credential has more than a host and a path",
			nextStep,
		);
	}
	if (url.protocol === 'https:') return null;
	if (url.protocol === 'http:' && LOOPBACK.test(url.hostname)) return null;
	return new Problem("the 'Base URL' of the credential is not https", nextStep);
}

function keyProblem(label: string, value: unknown): Problem | null {
	const key = cleanKey(value);
	if (key === '') {
		return new Problem(
			`the '${label}' of the credential is blank`,
			`Open the credential and paste the ${label}`,
		);
	}
	if (SENDABLE.test(key)) return null;
	const flaw = invisibleInside(key) ?? 'has blanks or special characters inside';
	return new Problem(
		`the '${label}' of the credential ${flaw}`,
		`Copy the ${label} once more, without anything around it, and paste it into the credential`,
	);
}

function certificateProblem(credential: ICredentialDataDecryptedObject): Problem | null {
	if (credential.mutualTls !== true) return null;
	if (!mayPresentClientCertificate()) return NO_CERTIFICATE_SUPPORT;
	if (text(credential.clientCertificate) === '' || text(credential.clientPrivateKey) === '') {
		return new Problem(
			"'Mutual TLS' is on but the client certificate or its private key is blank",
			'Open the credential and paste both as PEM text',
		);
	}
	return null;
}

/**
 * Why a credential cannot be used at all; null when nothing speaks against it.
 * Checked before every run and before every use, because a key must never travel over plain http.
 *
 * @param credential decrypted values
 * @param keyField name of the field that holds the secret
 * @param keyLabel its label in the credential's form
 */
export function credentialProblem(
	credential: ICredentialDataDecryptedObject,
	keyField: string,
	keyLabel: string,
): Problem | null {
	return (
		baseUrlProblem(credential.baseUrl) ??
		keyProblem(keyLabel, credential[keyField]) ??
		certificateProblem(credential)
	);
}

/**
 * Why a credential that signs in by OAuth2 cannot be used; null when nothing speaks against it.
 *
 * @param credential decrypted values
 * @param accessToken '' if nobody has signed in
 */
export function oAuth2Problem(
	credential: ICredentialDataDecryptedObject,
	accessToken: string,
): Problem | null {
	const problem = baseUrlProblem(credential.baseUrl);
	if (problem !== null || accessToken !== '') return problem;
	return new Problem(
		'the credential is not connected to an account',
		'Open the credential and connect it: sign in, and allow the access',
	);
}
