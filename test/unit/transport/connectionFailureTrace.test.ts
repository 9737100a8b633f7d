import fc from 'fast-check';

import { connectionFailure } from '../../../nodes/orders/transport/connectionFailure';
import { asN8nThrowsIt, failure, wrapped } from '../support/failures';

describe('the code of a failure', () => {
	it.each([0, 1, 2, 3, 4, 5])('is found %i causes deep', (depth) => {
		expect(connectionFailure(wrapped({ code: 'ECONNREFUSED' }, depth)).end).toBe('notDelivered');
		expect(connectionFailure(wrapped({ httpCode: 'ECONNREFUSED' }, depth)).end).toBe(
			'notDelivered',
		);
	});

	it('is that of the outermost error that has one', () => {
		const inner = failure({ code: 'ECONNREFUSED' });
		expect(connectionFailure(failure({ code: 'ECONNRESET', cause: inner })).end).toBe('lost');
	});

	it('goes with the call that failed, also if only the cause names it', () => {
		const cause = { syscall: 'connect' };
		expect(connectionFailure(failure({ code: 'ETIMEDOUT', cause })).end).toBe('notDelivered');
	});

	it.each([
		['connect', 'notDelivered'],
		['read', 'lost'],
	])('goes with the call (%s) that failed, as deep down as n8n leaves it', (syscall, end) => {
		const socketError = failure({ code: 'ETIMEDOUT', syscall });
		expect(connectionFailure(asN8nThrowsIt(socketError, 'ETIMEDOUT')).end).toBe(end);
	});

	it('goes with the calls that failed when a host has several addresses', () => {
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

	it('is told for people, in words and as the code', () => {
		expect(connectionFailure(failure({ code: 'ECONNREFUSED' })).cause).toBe(
			'the connection was refused (ECONNREFUSED)',
		);
		expect(connectionFailure(failure({ code: 'ECONNABORTED' })).cause).toBe(
			'no answer came in time (ECONNABORTED)',
		);
		expect(connectionFailure(null).cause).toBe('the connection broke');
	});
});

describe('what is passed on of a failure', () => {
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

	it('is a reply whatever was thrown', () => {
		fc.assert(
			fc.property(fc.anything(), (thrown) => {
				expect(['lost', 'notDelivered']).toContain(connectionFailure(thrown).end);
			}),
		);
	});
});
