/** The vendor answered: the only end of a call that carries a status code and a body. */
export interface Answered {
	end: 'answered';
	status: number;
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or the text when it was not JSON ('' when empty). */
	body: unknown;
}

/** The request provably never reached the vendor. */
export interface NotDelivered {
	end: 'notDelivered';
	/** What stood in the way, for people: "the connection was refused (ECONNREFUSED)". */
	cause: string;
	/** Whether trying again can change anything (a refused connection: yes, a bad certificate: no). */
	temporary: boolean;
}

/** The request may have reached the vendor, and may have been carried out; no usable answer came. */
export interface Lost {
	end: 'lost';
	cause: string;
}

/** The ends of one HTTP call. `lost` is why an order is read before it is ever sent again. */
export type CallEnd = Answered | NotDelivered | Lost;

/** The vendor refused the request, and the credential's own test request was asked what that means. */
export interface Denied {
	end: 'denied';
	status: number;
	body: unknown;
	/** What the test request says of the credential. */
	credential: 'refused' | 'accepted' | 'unclear';
}

/** Something else answered in the API's place (a proxy, a firewall, a website): it says nothing about any order. */
export interface Elsewhere {
	end: 'elsewhere';
	status: number;
	/** What answered, for people. */
	cause: string;
}

/** Nothing was sent because the run ended while the request waited for its turn. */
export interface NotSent {
	end: 'notSent';
	/**
	 * `stopped`: by the person, or with the run; `halted`: the credential was refused; `elsewhere`: no API answers at the
	 * address; `outOfTime`: the time for the run is over.
	 */
	why: 'stopped' | 'halted' | 'elsewhere' | 'outOfTime';
}

/** The vendor answered 429, which means that it carried nothing out, and after that the run ended. */
export interface RateLimited {
	end: 'rateLimited';
	until: NotSent['why'];
}

/** What came of a request, with all its repetitions after a 429. */
export type Reply = CallEnd | Denied | Elsewhere | RateLimited | NotSent;

/** Why a request did not leave, for people. */
export const NOT_SENT: Readonly<Record<NotSent['why'], string>> = {
	stopped: 'the run was stopped before its turn came',
	halted: 'the credential was refused earlier in this run',
	elsewhere: "no API answers at the 'Base URL'",
	outOfTime: "the time of 'Give Up After' was over before its turn came",
};

/** What to do where no API answers. */
export const CHECK_ADDRESS =
	"Check the 'Base URL' of the credential, and the proxy or firewall on the way";

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

const LOST: Readonly<Record<string, string>> = {
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ERR_CANCELED: 'the request was interrupted',
};

const DEEPEST = 8;

/** A value of an unknown thing, without trusting its shape. */
function property(thing: unknown, key: string): unknown {
	return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
}

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
	const found = values.find((value) => typeof value === 'string' && shape.test(value));
	return typeof found === 'string' ? found : '';
}

/** Why the request cannot have left, and whether that may pass; null if it may have. */
function whyNotDelivered(
	code: string,
	syscall: string,
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
	const why = whyNotDelivered(code, syscall);
	if (why !== null) {
		const [cause, temporary] = why;
		return { end: 'notDelivered', cause: `${cause}${name}`, temporary };
	}
	return { end: 'lost', cause: `${LOST[code] ?? 'the connection broke'}${name}` };
}
