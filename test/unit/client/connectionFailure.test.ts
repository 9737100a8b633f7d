import fc from 'fast-check';
import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { connectionFailure as failureOf } from '../../../nodes/orders/client/connectionFailure';
import { authenticateWith } from '../../../nodes/orders/credential/authenticateWith';

/** What Node.js and HTTP clients add to an error. */
interface Failure {
	code?: unknown;
	httpCode?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

function failure(fields: Failure): Error {
	return Object.assign(new Error('Something went wrong'), fields);
}

function connectionFailure(thrown: unknown) {
	return failureOf(thrown, 'https://api.example.com/v2');
}

/** The same as the cause of a cause of an error that says nothing. */
function wrapped(fields: Failure, depth = 2): Error {
	return depth === 0 ? failure(fields) : failure({ cause: wrapped(fields, depth - 1) });
}

const NODE: INode = {
	id: '1',
	name: 'Cancel',
	type: 'n8n-nodes-cancel-order.thanksIo',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * As n8n's request helper throws it: Node's error, in the error of the HTTP client (which copies the code and leaves the
 * system call behind in its cause), in n8n's own error.
 */
function asN8nThrowsIt(socketError: Error, code: string): NodeApiError {
	const axiosError: unknown = failure({ code, cause: socketError });
	return new NodeApiError(NODE, axiosError as JsonObject);
}

/** n8n 2.0 loses the cause of its own error on the way: the code and the words are left. */
function asOldN8nThrowsIt(thrown: unknown): NodeApiError {
	return Object.assign(new NodeApiError(NODE, thrown as JsonObject), { cause: undefined });
}

/** Both ways in which a failure with these words arrives here. */
function saying(message: string, code?: string): NodeApiError[] {
	const thrown = (): unknown =>
		Object.assign(new Error(message), code === undefined ? {} : { code });
	return [new NodeApiError(NODE, thrown() as JsonObject), asOldN8nThrowsIt(thrown())];
}

const NEVER_CONNECTED = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENETDOWN',
	'EADDRNOTAVAIL',
];

const NO_USE_TRYING = [
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'HOSTNAME_MISMATCH',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
	'EPROTO',
	'ERR_INVALID_URL',
	'ERR_INVALID_CHAR',
	'ERR_UNESCAPED_CHARACTERS',
];

const MAY_HAVE_ARRIVED = ['ECONNABORTED', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE', 'ERR_CANCELED'];

describe('a request that ended in an exception', () => {
	it.each(NEVER_CONNECTED)('%s: it never left, and may be sent again', (code) => {
		expect(connectionFailure(failure({ code }))).toMatchObject({
			end: 'notDelivered',
			temporary: true,
		});
	});

	it.each(NO_USE_TRYING)('%s: it never left, and trying again changes nothing', (code) => {
		expect(connectionFailure(failure({ code }))).toMatchObject({
			end: 'notDelivered',
			temporary: false,
		});
	});

	it.each(MAY_HAVE_ARRIVED)('%s: it may have been carried out', (code) => {
		expect(connectionFailure(failure({ code })).end).toBe('lost');
	});

	it('ETIMEDOUT while connecting: it never left', () => {
		const reply = connectionFailure(failure({ code: 'ETIMEDOUT', syscall: 'connect' }));
		const cause = 'the host did not accept a connection in time (ETIMEDOUT)';
		expect(reply).toEqual({ end: 'notDelivered', cause, temporary: true });
	});

	it.each(['read', 'write', '', undefined, null, 5])(
		'ETIMEDOUT in any other call (%p): it may have been carried out',
		(syscall) => {
			expect(connectionFailure(failure({ code: 'ETIMEDOUT', syscall })).end).toBe('lost');
		},
	);

	it.each(['X read', 'read X'])(
		'EHOSTUNREACH in a call that is no name (%s): what the words say counts, and it may have been carried out',
		(syscall) => {
			const cause = new Error('read EHOSTUNREACH');
			expect(connectionFailure(failure({ code: 'EHOSTUNREACH', syscall, cause })).end).toBe('lost');
		},
	);

	it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'])(
		'%s on an open connection: it may have been carried out',
		(code) => {
			for (const syscall of ['read', 'write']) {
				expect(connectionFailure(wrapped({ code, syscall })).end).toBe('lost');
			}
		},
	);

	it.each(['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'ERR_SSL_BAD_DECRYPT'])(
		'%s: the answer was damaged on the way, so the request may have been carried out',
		(code) => {
			expect(connectionFailure(wrapped({ code })).end).toBe('lost');
		},
	);

	it.each([
		['nothing', undefined],
		['null', null],
		['a text', 'ECONNREFUSED'],
		['a number', 111],
		['an error without a code', new Error('ECONNREFUSED')],
		['a number for a code', failure({ code: 111 })],
		['a status for a code', failure({ httpCode: '404' })],
		['an unknown code', failure({ code: 'ESOMETHING' })],
		['a code in small letters', failure({ code: 'econnrefused' })],
		['a word of JavaScript itself', failure({ code: 'constructor' })],
	])('%s: nothing is proven, so it may have been carried out', (_case, thrown) => {
		expect(connectionFailure(thrown).end).toBe('lost');
	});
});

describe('a request that never left, where only words tell so', () => {
	it.each([
		[
			'n8n refuses an address (SSRF protection)',
			'The request was blocked because it resolves to a restricted IP address',
			"n8n's SSRF protection: The request was blocked because it resolves to a restricted IP address",
			false,
		],
		[
			'n8n refuses a host name',
			'The request was blocked because the destination hostname is restricted',
			"n8n's SSRF protection: The request was blocked because the destination hostname is restricted",
			false,
		],
		[
			'n8n refuses a domain',
			'Domain not allowed: This credential is restricted from accessing [::1]:80. Only the following domains are allowed: *.example.com, a.example',
			'n8n refused to send it: Domain not allowed: This credential is restricted from accessing [::1]:80. Only the following domains are allowed: *.example.com, a.example',
			false,
		],
		[
			'the proxy hangs up',
			'Proxy connection ended before receiving CONNECT response',
			'the proxy closed the connection',
			true,
		],
	])('%s: says so, and whether it may pass', (_case, words, cause, temporary) => {
		for (const thrown of saying(words)) {
			expect(connectionFailure(thrown)).toEqual({ end: 'notDelivered', cause, temporary });
		}
	});

	it('a connection that is cut before it is secure never carried a request', () => {
		const words = 'Client network socket disconnected before secure TLS connection was established';
		for (const thrown of saying(words, 'ECONNRESET')) {
			expect(connectionFailure(thrown)).toEqual({
				end: 'notDelivered',
				cause: 'the connection was cut before it was secure',
				temporary: true,
			});
		}
	});

	it('our own credential refuses to be used: its sentences, and no second try', async () => {
		const authenticate = authenticateWith({ field: 'key', label: 'Key', headers: () => ({}) });
		const refusalOf = async (baseUrl: string): Promise<Error> => {
			try {
				await authenticate({ key: 'abc', baseUrl }, { url: 'https://api.example.com/v2/orders' });
			} catch (thrown) {
				if (thrown instanceof Error) return thrown;
			}
			throw new Error('It was not refused.');
		};
		for (const [baseUrl, words] of [
			[
				'http://api.example.com',
				"the 'Base URL' of the credential is not https. Open the credential",
			],
			[
				'https://api.example.org',
				"this credential is only sent to the host of its 'Base URL'. Call",
			],
		] as const) {
			for (const thrown of saying((await refusalOf(baseUrl)).message)) {
				const told = connectionFailure(thrown);
				expect(told).toMatchObject({ end: 'notDelivered', temporary: false });
				expect(told.cause.startsWith(words)).toBe(true);
				expect(told.cause).toMatch(/[^.]$/);
			}
		}
	});

	it.each([
		'The request was blocked because of Authorization: Bearer abc',
		'Domain not allowed: {"Authorization":"Bearer abc"}',
		'He said: Nothing was sent: abc.',
		'Nothing was sent',
	])('words that only look like it prove nothing, and are not passed on: %s', (words) => {
		for (const thrown of saying(words)) {
			expect(connectionFailure(thrown)).toEqual({ end: 'lost', cause: 'the connection broke' });
		}
	});
});

describe('the address in the words of the system', () => {
	it.each([
		[
			'connect ECONNREFUSED 192.0.2.7:443',
			'the connection was refused (ECONNREFUSED 192.0.2.7:443)',
		],
		['connect ECONNREFUSED ::1:443', 'the connection was refused (ECONNREFUSED ::1:443)'],
		[
			'getaddrinfo ENOTFOUND api.example.com',
			'the host name could not be found (ENOTFOUND api.example.com)',
		],
		[
			'connect ECONNREFUSED 192.0.2.7:3128',
			'the proxy could not be reached: the connection was refused (ECONNREFUSED 192.0.2.7:3128)',
		],
		[
			'getaddrinfo ENOTFOUND proxy.example.com',
			'the proxy could not be reached: the host name could not be found (ENOTFOUND proxy.example.com)',
		],
		[
			'connect EHOSTUNREACH 192.0.2.7:443 - Local (0.0.0.0:0)',
			'the host could not be reached (EHOSTUNREACH 192.0.2.7:443)',
		],
	])('%s: is named, and a proxy is called one', (words, cause) => {
		const [, code] = words.split(' ');
		for (const thrown of saying(words, code)) {
			expect(connectionFailure(thrown)).toEqual({ end: 'notDelivered', cause, temporary: true });
		}
	});

	it.each([
		['connect ECONNREFUSED ::1:80', 'http://localhost/v2', false],
		['connect ECONNREFUSED ::1:443', 'http://localhost/v2', true],
		['connect ECONNREFUSED ::1:8080', 'http://localhost:8080/v2', false],
		['connect ECONNREFUSED ::1:80', 'http://localhost:8080/v2', true],
	])('%s: is a proxy, with the service at %s: %p', (words, baseUrl, isProxy) => {
		for (const thrown of saying(words, 'ECONNREFUSED')) {
			expect(failureOf(thrown, baseUrl).cause.startsWith('the proxy')).toBe(isProxy);
		}
	});

	it('is found in the words of a cause', () => {
		const code = 'ECONNREFUSED';
		const cause = new Error('connect ECONNREFUSED 192.0.2.7:3128');
		expect(connectionFailure(failure({ code, cause })).cause).toBe(
			'the proxy could not be reached: the connection was refused (ECONNREFUSED 192.0.2.7:3128)',
		);
	});

	it.each([
		['connect ETIMEDOUT 192.0.2.7:443', 'notDelivered'],
		['read ETIMEDOUT', 'lost'],
		['read EHOSTUNREACH', 'lost'],
		['write ENETDOWN', 'lost'],
	])('%s: tells what was tried, where n8n keeps no causes', (words, end) => {
		const [, code] = words.split(' ');
		for (const thrown of saying(words, code)) expect(connectionFailure(thrown).end).toBe(end);
	});
});

describe('the code of an exception', () => {
	it.each([0, 1, 2, 3, 4, 5])('is found %i causes deep', (depth) => {
		for (const field of ['code', 'httpCode']) {
			const thrown = wrapped({ [field]: 'ECONNREFUSED' }, depth);
			expect(connectionFailure(thrown).end).toBe('notDelivered');
		}
	});

	it.each(['k3y ECONNRESET', 'ECONNRESET k3y'])(
		'is none if there is more in it, which is not passed on: %s',
		(code) => {
			const thrown = failure({ code, cause: failure({ code: 'ECONNREFUSED' }) });
			expect(connectionFailure(thrown).cause).toBe('the connection was refused (ECONNREFUSED)');
		},
	);

	it('is not looked for deeper than eight errors', () => {
		expect(connectionFailure(wrapped({ code: 'ECONNREFUSED' }, 7)).end).toBe('notDelivered');
		expect(connectionFailure(wrapped({ code: 'ECONNREFUSED' }, 8)).end).toBe('lost');
	});

	it('that nobody knows proves nothing, also while connecting', () => {
		const thrown = failure({ code: 'ESOMETHING', syscall: 'connect' });
		expect(connectionFailure(thrown)).toEqual({
			end: 'lost',
			cause: 'the connection broke (ESOMETHING)',
		});
	});

	it('is that of the outermost error that has one', () => {
		const cause = failure({ code: 'ECONNREFUSED' });
		expect(connectionFailure(failure({ code: 'ECONNRESET', cause })).end).toBe('lost');
	});

	it('belongs to the system call that failed, also if only the cause names it', () => {
		const cause = { syscall: 'connect' };
		expect(connectionFailure(failure({ code: 'ETIMEDOUT', cause })).end).toBe('notDelivered');
	});

	it.each([
		['connect', 'notDelivered'],
		['read', 'lost'],
	])('belongs to the call (%s) that failed, as deep down as n8n leaves it', (syscall, end) => {
		const socketError = failure({ code: 'ETIMEDOUT', syscall });
		expect(connectionFailure(asN8nThrowsIt(socketError, 'ETIMEDOUT')).end).toBe(end);
	});

	it('belongs to the calls that failed when a host has several addresses', () => {
		const attempts = [1, 2].map(() => failure({ code: 'ETIMEDOUT', syscall: 'connect' }));
		const socketError = Object.assign(new AggregateError(attempts), { code: 'ETIMEDOUT' });
		const thrown = asN8nThrowsIt(socketError, 'ETIMEDOUT');
		expect(connectionFailure(thrown).end).toBe('notDelivered');
	});

	it('is not looked for forever in errors that cause each other', () => {
		const one = failure({});
		one.cause = failure({ cause: one });
		expect(connectionFailure(one).end).toBe('lost');
	});

	it.each([
		['ECONNREFUSED', 'the connection was refused (ECONNREFUSED)'],
		['ECONNABORTED', 'no answer came in time (ECONNABORTED)'],
		['ECONNRESET', 'the connection was cut (ECONNRESET)'],
		['ERR_CANCELED', 'the request was interrupted (ERR_CANCELED)'],
		['CERT_HAS_EXPIRED', 'no secure connection could be agreed on (CERT_HAS_EXPIRED)'],
		['ERR_INVALID_CHAR', 'the request could not be built (ERR_INVALID_CHAR)'],
		[
			'ERR_OSSL_BAD_DECRYPT',
			"'Client Key Passphrase' does not open the 'Client Private Key' (ERR_OSSL_BAD_DECRYPT)",
		],
		[undefined, 'the connection broke'],
	])('%p is told in words and as the code', (code, words) => {
		expect(connectionFailure(failure({ code })).cause).toBe(words);
	});
});

describe('what is passed on of an exception', () => {
	const anyCode = fc.constantFrom(
		undefined,
		'ESOMETHING',
		'ECONNREFUSED',
		'ETIMEDOUT',
		'EPROTO',
		'ERR_INVALID_CHAR',
		'ECONNRESET',
	);

	it('never holds any of its texts (they hold the address, the headers, and so the key)', () => {
		fc.assert(
			fc.property(anyCode, fc.string(), fc.string(), fc.nat(5), (code, before, after, depth) => {
				const secret = 'k3yThatNobodyMaySee';
				const text = `${before}${secret}${after}`;
				const inner = Object.assign(new Error(text), {
					code,
					description: text,
					config: { headers: { Authorization: text } },
					syscall: secret,
					hostname: secret,
					response: { data: text },
				});
				const thrown = Object.assign(wrapped({ cause: inner }, depth), {
					message: text,
					name: text,
				});
				expect(JSON.stringify(connectionFailure(thrown))).not.toContain(secret);
			}),
		);
	});

	it('is never more than 500 characters of its words', () => {
		const words = `The request was blocked because ${'of that '.repeat(100)}`;
		expect(connectionFailure(new Error(words)).cause).toBe(
			`n8n's SSRF protection: ${words.slice(0, 500)}`,
		);
	});

	it('is one of two ends, whatever was thrown', () => {
		fc.assert(
			fc.property(fc.anything(), (thrown) => {
				expect(['lost', 'notDelivered']).toContain(connectionFailure(thrown).end);
			}),
		);
	});
});
