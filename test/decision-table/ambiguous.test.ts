import { cancelOne } from '../support/runNode';
import { SAMPLES } from '../support/samples';
import { keepWaitsShort } from '../support/shortWaits';
import { Wire, type Answer } from '../support/wire';

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
		'a body that was cut',
		{ status: 200, body: '{"order":{"id":4270', headers: { 'content-type': 'application/json' } },
	],
];

describe.each(SAMPLES)('$label: the cancel may have been carried out', (sample) => {
	const found = (body: Answer | keyof typeof sample.found): Answer =>
		typeof body === 'string' ? { status: 200, body: sample.found[body] } : body;

	it.each(AMBIGUOUS)(
		'after %s it reads the order and does not send a second cancel',
		async (_case, answer) => {
			const wire = new Wire(sample, { cancel: [answer], lookUp: [found('cancelled')] });

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(wire.seen('lookUp')[0]).toMatchObject({ ...sample.lookUp, body: '' });
			expect(result).toMatchObject({
				orderId: sample.orderId,
				outcome: 'cancelled',
				stopped: true,
				cancelledAt: sample.cancelledAt,
				attempts: 1,
			});
		},
	);

	it.each(AMBIGUOUS)(
		'after %s it sends again only when the order can still be cancelled',
		async (_case, answer) => {
			const wire = new Wire(sample, {
				cancel: [answer, { status: 200, body: sample.confirmed }],
				lookUp: [found('cancellable')],
			});

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel lookUp cancel');
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 2 });
		},
	);

	it('reports too late when the order has moved on', async () => {
		const wire = new Wire(sample, { cancel: [{ status: 500 }], lookUp: [found('tooLate')] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result).toMatchObject({
			outcome: 'tooLate',
			stopped: false,
			status: sample.words.tooLate,
			attempts: 1,
		});
	});

	it('says that it does not know when the status says nothing', async () => {
		const wire = new Wire(sample, { cancel: [{ status: 500 }], lookUp: [found('unclear')] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result).toMatchObject({ outcome: 'unknown', stopped: null });
	});

	it.each<[string, Answer]>([
		['is not allowed', { status: 403 }],
		['finds nothing', { status: 404 }],
		['gives a web page', { status: 200, body: '<html>Log in</html>' }],
		['is about another order', { status: 200, body: sample.otherOrder }],
	])('says that it does not know when reading %s', async (_case, answer) => {
		const wire = new Wire(sample, { cancel: [{ code: 'ECONNRESET' }], lookUp: [answer] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result).toMatchObject({
			outcome: 'unknown',
			stopped: null,
			retryable: true,
			attempts: 1,
		});
	});

	it('keeps reading through short outages', async () => {
		const wire = new Wire(sample, {
			cancel: [{ status: 504 }],
			lookUp: [{ status: 503 }, { code: 'ECONNRESET' }, found('cancelled')],
		});

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp lookUp lookUp');
		expect(result).toMatchObject({ outcome: 'cancelled', attempts: 1 });
	});

	it('stops after the attempts are used up, and says that it does not know', async () => {
		const wire = new Wire(sample, {
			cancel: Array(4).fill({ status: 500 }),
			lookUp: Array(4).fill(found('cancellable')),
		});

		const result = await cancelOne(sample, { maxAttempts: 2 });

		expect(wire.conversation).toBe('cancel lookUp cancel lookUp');
		expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 2 });
	});

	it('counts a refusal of the second send as cancelled when the first one had worked late', async () => {
		const wire = new Wire(sample, {
			cancel: [{ code: 'ECONNABORTED' }, sample.refusal],
			lookUp: [found('cancellable'), found('cancelled')],
		});

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp cancel lookUp');
		expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 2 });
	});

	it.each([401, 403, 404])(
		'does not turn an earlier doubt into a no when the second send gets %s',
		async (status) => {
			const wire = new Wire(sample, {
				cancel: [{ code: 'ECONNABORTED' }, { status }],
				lookUp: [found('cancellable')],
				probe: [{ status: 200, body: {} }],
			});

			const result = await cancelOne(sample);

			expect(wire.seen('cancel')).toHaveLength(2);
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 2 });
		},
	);
});
