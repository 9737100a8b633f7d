import fc from 'fast-check';
import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { connectionFailure } from '../../../nodes/orders/client/reply';

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
		expect(reply).toMatchObject({ end: 'notDelivered', temporary: true });
	});

	it.each(['read', 'write', '', undefined, null, 5])(
		'ETIMEDOUT in any other call (%p): it may have been carried out',
		(syscall) => {
			expect(connectionFailure(failure({ code: 'ETIMEDOUT', syscall })).end).toBe('lost');
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

describe('the code of an exception', () => {
	it.each([0, 1, 2, 3, 4, 5])('is found %i causes deep', (depth) => {
		for (const field of ['code', 'httpCode']) {
			const thrown = wrapped({ [field]: 'ECONNREFUSED' }, depth);
			expect(connectionFailure(thrown).end).toBe('notDelivered');
		}
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

	it('is one of two ends, whatever was thrown', () => {
		fc.assert(
			fc.property(fc.anything(), (thrown) => {
				expect(['lost', 'notDelivered']).toContain(connectionFailure(thrown).end);
			}),
		);
	});
});
