import { REFUSED } from '../credential/credentialProblem';
import type { Lost, NotDelivered } from './reply';

/** Raised before a connection exists: the request cannot have reached anyone. */
const NOT_CONNECTED: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'the connection was refused',
	ENOTFOUND: 'the host name could not be found',
	EAI_AGAIN: 'the host name could not be looked up',
	EHOSTUNREACH: 'the host could not be reached',
	ENETUNREACH: 'the network could not be reached',
	ENETDOWN: 'the network is down',
	EADDRNOTAVAIL: 'no local address was available',
};

/** The client certificate of the credential could not even be put together: no connection was opened. */
const UNUSABLE_CERTIFICATE: Readonly<Record<string, string>> = {
	ERR_OSSL_BAD_DECRYPT: "'Client Key Passphrase' does not open the 'Client Private Key'",
	ERR_OSSL_X509_KEY_VALUES_MISMATCH:
		"the 'Client Private Key' does not belong to the 'Client Certificate'",
	ERR_OSSL_PEM_NO_START_LINE: "the 'Client Certificate' is no certificate in PEM text",
	ERR_OSSL_UNSUPPORTED: "the 'Client Private Key' is no private key in PEM text",
};

/** The TLS handshake was broken off because of a certificate or version, which a second try cannot change. */
const HANDSHAKE_CODE =
	/^(ERR_TLS_|ERR_OSSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$|EPROTO$|ERR_SSL_.*(CERTIFICATE|HANDSHAKE|VERSION|PROTOCOL|UNKNOWN_CA))/;

/** Rejected by the HTTP client itself, before it connects. */
const NEVER_SENT = new Set(['ERR_INVALID_URL', 'ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS']);

/**
 * Where no code tells that nothing left, the words of Node.js, of its proxy client, of n8n and of our own credential do.
 * What is quoted of them has room for a host or a sentence of ours, but for no header.
 */
const TELLING_WORDS: ReadonlyArray<[words: RegExp, cause: string, temporary: boolean]> = [
	[
		/^Client network socket disconnected before secure TLS.*/,
		'the connection was cut before it was secure',
		true,
	],
	[/^Proxy connection ended before receiving CONNECT.*/, 'the proxy closed the connection', true],
	[/^(The request was blocked because [a-z ]+)$/i, "n8n's SSRF protection: $1", false],
	[/^(Domain not allowed: [\w .:,*[\]-]+)$/, 'n8n refused to send it: $1', false],
	[new RegExp(`^${REFUSED}(.+)\\.$`), '$1', false],
];

/** "connect ECONNREFUSED 192.0.2.7:443": what the system was asked to do, and with whom. */
const SYSTEM_WORDS =
	/^(?<call>connect|getaddrinfo|read|write) [A-Z][A-Z0-9_]+(?: (?<host>[\w.:-]+?)(?::(?<port>\d+))?)?(?: |$)/;

/** Only a proxy answers so, and then it has passed nothing on. */
export const PROXY_SIGN_IN: NotDelivered = {
	end: 'notDelivered',
	cause: 'the proxy wants somebody to sign in (HTTP 407)',
	temporary: false,
};

const LOST: Readonly<Record<string, string>> = {
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ERR_CANCELED: 'the request was interrupted',
};

const DEEPEST = 8;
const LONGEST_WORDS = 500;

/** A value of an unknown thing, without trusting its shape. */
function property(thing: unknown, key: string): unknown {
	return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
}

/** The error and its causes: n8n wraps the client's error, and that one the socket's. */
function causesOf(thrown: unknown): unknown[] {
	const causes = [thrown];
	while (causes.length < DEEPEST) {
		const last = causes.at(-1);
		// A host with several addresses fails with a list of failures, all of the same kind.
		const attempts = property(last, 'errors');
		causes.push(property(last, 'cause') ?? (Array.isArray(attempts) ? attempts[0] : undefined));
	}
	return causes;
}

function firstText(causes: readonly unknown[], keys: readonly string[], shape: RegExp): string {
	const values = causes.flatMap((cause) => keys.map((key) => property(cause, key)));
	const found = values.find((value) => typeof value === 'string' && shape.test(value));
	return typeof found === 'string' ? found : '';
}

/** The code that the system, the HTTP client or n8n gives it; '' if none does. */
function codeOf(causes: readonly unknown[]): string {
	return firstText(causes, ['code', 'httpCode'], /^[A-Z][A-Z0-9_]+$/);
}

/** What was said of the failure. n8n 2.0 keeps no causes, and of their words only those in `messages`. */
function wordsOf(causes: readonly unknown[]): string[] {
	return causes
		.flatMap((cause) => [property(cause, 'messages'), property(cause, 'message')].flat())
		.filter((words) => typeof words === 'string')
		.map((words) => words.slice(0, LONGEST_WORDS));
}

/** The system call that failed. A peer that is not where the service is can only be a proxy. */
function systemCall(causes: readonly unknown[], words: readonly string[], baseUrl: string) {
	const said = words.map((text) => SYSTEM_WORDS.exec(text)).find((match) => match !== null);
	const { call, host = '', port = '' } = said?.groups ?? {};
	const { protocol, hostname, port: ownPort } = new URL(baseUrl);
	const usual = protocol === 'https:' ? '443' : '80';
	const isElsewhere = call === 'connect' ? port !== (ownPort || usual) : host !== hostname;
	return {
		syscall: firstText(causes, ['syscall'], /^[a-z]+$/) || call,
		peer: [host, port].filter((part) => part !== '').join(':'),
		isProxy: host !== '' && isElsewhere,
	};
}

/** Why the request cannot have left, and whether that may pass; null if it may have. */
function whyNotDelivered(
	code: string,
	syscall: string | undefined,
): [cause: string, temporary: boolean] | null {
	const refused = NOT_CONNECTED[code];
	if (refused !== undefined && syscall !== 'read' && syscall !== 'write') return [refused, true];
	if (code === 'ETIMEDOUT' && syscall === 'connect') {
		return ['the host did not accept a connection in time', true];
	}
	const unusable = UNUSABLE_CERTIFICATE[code];
	if (unusable !== undefined) return [unusable, false];
	if (HANDSHAKE_CODE.test(code)) return ['no secure connection could be agreed on', false];
	return NEVER_SENT.has(code) ? ['the request could not be built', false] : null;
}

function told(words: readonly string[]): NotDelivered | null {
	for (const [telling, cause, temporary] of TELLING_WORDS) {
		const found = words.find((text) => telling.test(text));
		if (found !== undefined) {
			return { end: 'notDelivered', cause: found.replace(telling, cause), temporary };
		}
	}
	return null;
}

/**
 * Says what a thrown request means for the order: never delivered, or possibly carried out.
 * Everything that is not proven undelivered counts as lost, because only that is safe.
 * Of the thrown object only its code, the peer and words that are known are passed on: it holds the headers, and so the key.
 *
 * @param baseUrl where the service is
 */
export function connectionFailure(thrown: unknown, baseUrl: string): NotDelivered | Lost {
	const causes = causesOf(thrown);
	const words = wordsOf(causes);
	const known = told(words);
	if (known !== null) return known;
	const code = codeOf(causes);
	const { syscall, peer, isProxy } = systemCall(causes, words, baseUrl);
	const name = code === '' ? '' : ` (${[code, peer].join(' ').trim()})`;
	const why = whyNotDelivered(code, syscall);
	if (why !== null) {
		const [cause, temporary] = why;
		const whose = isProxy ? 'the proxy could not be reached: ' : '';
		return { end: 'notDelivered', cause: `${whose}${cause}${name}`, temporary };
	}
	return { end: 'lost', cause: `${LOST[code] ?? 'the connection broke'}${name}` };
}

/** How n8n says that no new access token is given: the client for OAuth2 does by these codes, n8n from 2.41 in words. */
const RENEWAL_REFUSED = new Set(['EAUTH', 'ERR_ASSERTION']);
const RECONNECT = /needs to be reconnected/;

/** Whether a request ended in an exception because an access token had expired and must not be renewed. */
export function isRenewalRefused(thrown: unknown): boolean {
	const causes = causesOf(thrown);
	return (
		RENEWAL_REFUSED.has(codeOf(causes)) || wordsOf(causes).some((words) => RECONNECT.test(words))
	);
}
