import { CANCELLATIONS, type WireSamples } from '../samples';
import { keepWaitsShort } from '../support/shortWaits';
import { cancelOne, Wire, type Answer } from '../support/wire';

keepWaitsShort();

const AMBIGUOUS: Array<[string, Answer]> = [
	['a timeout', { code: 'ECONNABORTED' }],
	['a reset connection', { code: 'ECONNRESET' }],
	['a broken pipe', { code: 'EPIPE' }],
	['HTTP 408', { status: 408 }],
	['HTTP 500', { status: 500, body: { message: 'Server Error' } }],
	['HTTP 502', { status: 502, body: '<html>Bad gateway</html>' }],
	['HTTP 503', { status: 503 }],
	[
		'a body that was cut off',
		{ status: 200, body: '{"order":{"id":4270', headers: { 'content-type': 'application/json' } },
	],
];

describe.each(CANCELLATIONS)('$label', (cancellation) => {
	const { wire: samples } = cancellation;
	const confirmed = { status: 200, body: samples.confirmed };
	const found = (state: keyof WireSamples['found']): Answer => ({
		status: 200,
		body: samples.found[state],
	});

	describe('the request may have been carried out', () => {
		it.each(AMBIGUOUS)('%s: reads it back, and does not send again', async (_case, answer) => {
			const wire = new Wire(cancellation, { cancel: [answer], lookUp: [found('cancelled')] });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(wire.seen('lookUp')[0]?.body).toBe('');
			expect(result).toMatchObject({
				orderId: samples.orderId,
				outcome: 'cancelled',
				stopped: true,
				cancelledAt: samples.cancelledAt,
				attempts: 1,
			});
		});

		it.each(AMBIGUOUS)('%s: sends again only if it can still be stopped', async (_case, answer) => {
			const wire = new Wire(cancellation, {
				cancel: [answer, confirmed],
				lookUp: [found('cancellable')],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp cancel');
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 2 });
		});

		it('reports too late when it has moved on', async () => {
			const wire = new Wire(cancellation, {
				cancel: [{ status: 500 }],
				lookUp: [found('tooLate')],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({
				outcome: 'tooLate',
				stopped: false,
				status: samples.words.tooLate,
				attempts: 1,
			});
		});

		it('says that it does not know when the status does not tell', async () => {
			const wire = new Wire(cancellation, {
				cancel: [{ status: 500 }],
				lookUp: [found('unclear')],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null });
			expect(result.message).toMatch(
				new RegExp(`^It is not known whether .* is ${cancellation.done}`),
			);
		});

		it.each<[string, Answer, string?]>([
			// What a 403 means is asked of the credential's own test request.
			['is not allowed', { status: 403 }, 'cancel lookUp probe'],
			['finds nothing', { status: 404 }, 'cancel lookUp probe'],
			['gives a web page', { status: 200, body: '<html>Log in</html>' }, 'cancel lookUp probe'],
			['is about another order', { status: 200, body: samples.otherOrder }],
		])('says that it does not know when reading it back %s', async (...row) => {
			const [, lookUp, conversation = 'cancel lookUp'] = row;
			const wire = new Wire(cancellation, {
				cancel: [{ code: 'ECONNRESET' }],
				lookUp: [lookUp],
				probe: [{ status: 200, body: {} }],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe(conversation);
			expect(result).toMatchObject({
				outcome: 'unknown',
				stopped: null,
				retryable: true,
				attempts: 1,
			});
		});

		it('keeps reading through short outages', async () => {
			const wire = new Wire(cancellation, {
				cancel: [{ status: 504 }],
				lookUp: [{ status: 503 }, { code: 'ECONNRESET' }, found('cancelled')],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp lookUp lookUp');
			expect(result).toMatchObject({ outcome: 'cancelled', attempts: 1 });
		});

		it('stops after the attempts are used up, and says that it does not know', async () => {
			const wire = new Wire(cancellation, {
				cancel: Array(4).fill({ status: 500 }),
				lookUp: Array(4).fill(found('cancellable')),
			});

			const result = await cancelOne(cancellation, { maxAttempts: 2 });

			expect(wire.conversation).toBe('cancel lookUp cancel lookUp');
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 2 });
		});

		it('reports success when the second request is refused because the first one worked late', async () => {
			const wire = new Wire(cancellation, {
				cancel: [{ code: 'ECONNABORTED' }, samples.refusal],
				lookUp: [found('cancellable'), found('cancelled')],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp cancel lookUp');
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 2 });
		});

		it.each([401, 403, 404])(
			'still does not know when the second request is answered with HTTP %s',
			async (status) => {
				const wire = new Wire(cancellation, {
					cancel: [{ code: 'ECONNABORTED' }, { status }],
					lookUp: [found('cancellable')],
					probe: [{ status: 200, body: {} }],
				});

				const result = await cancelOne(cancellation);

				expect(wire.seen('cancel')).toHaveLength(2);
				expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 2 });
			},
		);
	});

	describe('no connection could be made', () => {
		it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
			'%s: sends again, without reading first',
			async (code) => {
				const wire = new Wire(cancellation, { cancel: [{ code }, { code }, confirmed] });

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel cancel cancel');
				expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
			},
		);

		it('gives up once the tries are used up, and says what stood in the way', async () => {
			const wire = new Wire(cancellation, { cancel: Array(5).fill({ code: 'ECONNREFUSED' }) });

			const result = await cancelOne(cancellation, { maxAttempts: 3 });

			expect(wire.conversation).toBe('cancel cancel cancel');
			expect(result).toMatchObject({
				outcome: 'notAttempted',
				stopped: false,
				retryable: true,
				attempts: 0,
			});
			expect(result.message).toContain('the connection was refused (ECONNREFUSED)');
		});

		it('gives up once time is over, and says what stood in the way', async () => {
			const wire = new Wire(cancellation, { cancel: Array(50).fill({ code: 'ECONNREFUSED' }) });

			const result = await cancelOne(cancellation, { maxAttempts: 20, giveUpAfter: 0.002 });

			expect(wire.seen('unexpected')).toHaveLength(0);
			expect(result).toMatchObject({ outcome: 'notAttempted', stopped: false, attempts: 0 });
			expect(result.message).toContain(
				'the connection was refused (ECONNREFUSED), and time ran out',
			);
		});

		it('still does not know of an earlier request that got no answer', async () => {
			const wire = new Wire(cancellation, {
				cancel: [{ status: 500 }, ...Array<Answer>(4).fill({ code: 'ECONNREFUSED' })],
				lookUp: [found('cancellable')],
			});

			const result = await cancelOne(cancellation, { maxAttempts: 2 });

			expect(wire.conversation).toBe('cancel lookUp cancel');
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		});

		it('does not send again when no secure connection can be agreed on', async () => {
			const wire = new Wire(cancellation, { cancel: Array(3).fill({ code: 'CERT_HAS_EXPIRED' }) });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel');
			expect(result).toMatchObject({
				outcome: 'notAttempted',
				stopped: false,
				retryable: false,
				attempts: 0,
			});
		});
	});

	describe('HTTP 429', () => {
		it.each([
			['without Retry-After', {}],
			['with Retry-After in seconds', { 'retry-after': '0' }],
			['with Retry-After as a date', { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
			['with a Retry-After that cannot be read', { 'Retry-After': 'soon' }],
		])(
			'waits and sends again %s, and 429 answers do not use up the attempts',
			async (_case, headers) => {
				const limited = { status: 429, body: { message: 'Too Many Attempts.' }, headers };
				const wire = new Wire(cancellation, { cancel: [limited, limited, confirmed] });

				const result = await cancelOne(cancellation, { maxAttempts: 1 });

				expect(wire.conversation).toBe('cancel cancel cancel');
				expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 3 });
			},
		);

		it('ends as rateLimited, safe to run again, when time is up before the wait is over', async () => {
			const limited = { status: 429, headers: { 'retry-after': '100' } };
			const wire = new Wire(cancellation, { cancel: [limited, confirmed] });

			const result = await cancelOne(cancellation, { giveUpAfter: 0.02 });

			expect(wire.conversation).toBe('cancel');
			expect(result).toMatchObject({
				outcome: 'rateLimited',
				stopped: false,
				retryable: true,
				attempts: 1,
			});
		});
	});
});

// How long to wait is read from the header alone, so one vendor will do for a wait that takes a second.
describe.each(CANCELLATIONS.slice(0, 1))('$label', (cancellation) => {
	it('HTTP 429: waits as long as Retry-After says', async () => {
		const limited = { status: 429, headers: { 'retry-after': '1' } };
		const confirmed = { status: 200, body: cancellation.wire.confirmed };
		const wire = new Wire(cancellation, { cancel: [limited, confirmed] });
		const start = Date.now();

		await cancelOne(cancellation);

		expect(wire.conversation).toBe('cancel cancel');
		expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
	});
});
