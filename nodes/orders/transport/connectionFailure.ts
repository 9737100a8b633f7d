import type { Lost, NotDelivered } from '../contract/reply';

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

/** The TLS handshake was broken off because of a certificate or version, which a second try cannot change. */
const HANDSHAKE_CODE =
	/^(ERR_TLS_|ERR_OSSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$|EPROTO$|ERR_SSL_.*(CERTIFICATE|HANDSHAKE|VERSION|PROTOCOL|UNKNOWN_CA))/;

/** The client certificate of the credential could not even be put together: no connection was opened. */
const UNUSABLE_CERTIFICATE: Readonly<Record<string, string>> = {
	ERR_OSSL_BAD_DECRYPT: "'Client Key Passphrase' does not open the 'Client Private Key'",
	ERR_OSSL_X509_KEY_VALUES_MISMATCH:
		"the 'Client Private Key' does not belong to the 'Client Certificate'",
	ERR_OSSL_PEM_NO_START_LINE: "the 'Client Certificate' is no certificate in PEM text",
	ERR_OSSL_UNSUPPORTED: "the 'Client Private Key' is no private key in PEM text",
};

/** Rejected by the HTTP client itself, before it connects. */
const NEVER_SENT = new Set(['ERR_INVALID_URL', 'ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS']);

const LOST: Readonly<Record<string, string>> = {
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ERR_CANCELED: 'the request was interrupted',
};

/** Reads a value from an unknown thing without trusting its shape. */
function property(thing: unknown, key: string): unknown {
	return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
}

const DEEPEST = 8;

/** The error and its causes: n8n wraps the client's error, and that one the socket's. */
function causesOf(thrown: unknown): unknown[] {
	const causes: unknown[] = [];
	for (let next = thrown; next !== undefined && causes.length < DEEPEST;) {
		causes.push(next);
		// A host with several addresses fails with a list of failures, all of the same kind.
		const attempts = property(next, 'errors');
		next = property(next, 'cause') ?? (Array.isArray(attempts) ? attempts[0] : undefined);
	}
	return causes;
}

function firstText(causes: readonly unknown[], keys: readonly string[], shape: RegExp): string {
	const values = causes.flatMap((cause) => keys.map((key) => property(cause, key)));
	return (values.find((value) => typeof value === 'string' && shape.test(value)) as string) ?? '';
}

/**
 * Says what a thrown request means for the order: never delivered, or possibly carried out.
 * Everything that is not proven undelivered counts as lost, because only that is safe.
 * Nothing of the thrown object but its code is passed on: it holds the request headers, and so the key.
 */
export function connectionFailure(thrown: unknown): NotDelivered | Lost {
	const causes = causesOf(thrown);
	const code = firstText(causes, ['code', 'httpCode'], /^[A-Z][A-Z0-9_]+$/);
	const syscall = firstText(causes, ['syscall'], /^[a-z]+$/);
	const name = code === '' ? '' : ` (${code})`;
	const refused = NOT_CONNECTED[code];
	if (refused !== undefined && syscall !== 'read' && syscall !== 'write') {
		return { end: 'notDelivered', cause: `${refused}${name}`, temporary: true };
	}
	if (code === 'ETIMEDOUT' && syscall === 'connect') {
		return {
			end: 'notDelivered',
			cause: `the host did not accept a connection in time${name}`,
			temporary: true,
		};
	}
	const unusable = UNUSABLE_CERTIFICATE[code];
	if (unusable !== undefined) {
		return { end: 'notDelivered', cause: `${unusable}${name}`, temporary: false };
	}
	if (HANDSHAKE_CODE.test(code)) {
		return {
			end: 'notDelivered',
			cause: `no secure connection could be agreed on${name}`,
			temporary: false,
		};
	}
	if (NEVER_SENT.has(code)) {
		return {
			end: 'notDelivered',
			cause: `the request could not be built${name}`,
			temporary: false,
		};
	}
	return { end: 'lost', cause: `${LOST[code] ?? 'the connection broke'}${name}` };
}
