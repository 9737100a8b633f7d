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

/** The TLS handshake was broken off because of a certificate, which a second try cannot change. */
const CERTIFICATE_CODE =
	/^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO$)/;

/** Rejected by the HTTP client itself, before it connects. */
const NEVER_SENT = new Set(['ERR_INVALID_URL', 'ERR_INVALID_CHAR', 'ERR_UNESCAPED_CHARACTERS']);

const LOST: Readonly<Record<string, string>> = {
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ERR_CANCELED: 'the request was interrupted',
};

interface Trace {
	code: string;
	syscall: string;
}

/** Reads a value from an unknown thing without trusting its shape. */
function property(thing: unknown, key: string): unknown {
	return typeof thing === 'object' && thing !== null ? Reflect.get(thing, key) : undefined;
}

/** The first error code on the way down the causes; n8n wraps the client's error at least once. */
function traceOf(thrown: unknown): Trace {
	let current = thrown;
	for (let depth = 0; depth < 6 && current !== undefined; depth++) {
		for (const key of ['code', 'httpCode']) {
			const code = property(current, key);
			if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) {
				const syscall =
					property(current, 'syscall') ?? property(property(current, 'cause'), 'syscall');
				return { code, syscall: typeof syscall === 'string' ? syscall : '' };
			}
		}
		current = property(current, 'cause');
	}
	return { code: '', syscall: '' };
}

/**
 * Says what a thrown request means for the order: never delivered, or possibly carried out.
 * Everything that is not proven undelivered counts as lost, because only that is safe.
 * Nothing of the thrown object but its code is passed on: it holds the request headers, and so the key.
 */
export function connectionFailure(thrown: unknown): NotDelivered | Lost {
	const { code, syscall } = traceOf(thrown);
	const name = code === '' ? '' : ` (${code})`;
	const refused = NOT_CONNECTED[code];
	if (refused !== undefined) {
		return { end: 'notDelivered', cause: `${refused}${name}`, temporary: true };
	}
	if (code === 'ETIMEDOUT' && syscall === 'connect') {
		return {
			end: 'notDelivered',
			cause: `the host did not accept a connection in time${name}`,
			temporary: true,
		};
	}
	if (CERTIFICATE_CODE.test(code)) {
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
