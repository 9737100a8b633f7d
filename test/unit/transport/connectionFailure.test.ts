import { connectionFailure } from '../../../nodes/orders/transport/connectionFailure';
import { failure, wrapped } from '../support/failures';

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

describe('a request that broke', () => {
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
		'%s on a connection that stood: it may have been carried out',
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
