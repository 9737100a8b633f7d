import nock from 'nock';

import { CANCELLATIONS, RECIPIENT } from '../samples';
import { outcomesOf, runNode } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { cancelOne, secretCredential, SECRET, Wire, type Answer } from '../support/wire';

keepWaitsShort();

describe.each(CANCELLATIONS)('$label', (cancellation) => {
	const { vendor, wire: samples } = cancellation;
	const { refusal, found, words } = samples;

	describe('the answer says that it is stopped', () => {
		it('sends one request, exactly as documented, and reports success', async () => {
			const wire = new Wire(cancellation, { cancel: [{ status: 200, body: samples.confirmed }] });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel');
			const [request] = wire.requests;
			expect(request?.body).toBe('');
			const [name, value] = vendor.credential.keyHeader(SECRET);
			expect(request?.headers[name]).toBe(value);
			expect(request?.headers.accept).toBe('application/json');
			expect(request?.headers).not.toHaveProperty('content-type');
			expect(
				Object.values(request?.headers ?? {}).filter((text) => text.includes(SECRET)),
			).toHaveLength(1);
			expect(result).toEqual({
				orderId: samples.orderId,
				service: vendor.service,
				outcome: 'cancelled',
				stopped: true,
				retryable: false,
				status: words.cancelled,
				cancelledAt: samples.cancelledAt,
				message: expect.stringContaining(samples.orderId) as string,
				nextStep: '',
				attempts: 1,
			});
			expect(result.message).toMatch(
				new RegExp(`^${vendor.service} confirmed that .* is ${cancellation.done}$`),
			);
		});
	});

	describe('HTTP 200 without a confirmation', () => {
		const LIES: Array<[string, Answer]> = [
			['another state', { status: 200, body: samples.otherState }],
			['another order', { status: 200, body: samples.otherOrder }],
			['status false', { status: 200, body: { status: false, message: 'No' } }],
			['an empty body', { status: 200, body: '' }],
			['an empty object', { status: 200, body: {} }],
			['204 without content', { status: 204 }],
			['a web page', { status: 200, body: '<!doctype html><title>Log in</title>' }],
			['a list', { status: 200, body: '[]' }],
		];

		it.each(LIES)('%s: success only if reading it back shows it stopped', async (_case, answer) => {
			const lookUp = [{ status: 200, body: found.cancelled }];
			const wire = new Wire(cancellation, { cancel: [answer], lookUp });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
		});

		it.each(LIES)('%s, and it has moved on: too late', async (_case, answer) => {
			const lookUp = [{ status: 200, body: found.tooLate }];
			const wire = new Wire(cancellation, { cancel: [answer], lookUp });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({ outcome: 'tooLate', stopped: false });
		});

		it.each(LIES)(
			'%s, and it is as before: unknown, and nothing is sent again',
			async (_case, answer) => {
				const lookUp = [{ status: 200, body: found.cancellable }];
				const wire = new Wire(cancellation, { cancel: [answer], lookUp });

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel lookUp');
				expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
			},
		);
	});

	describe('the vendor refuses', () => {
		const REFUSALS = [400, 402, 405, 409, 410, 422, 423];

		it.each(REFUSALS)('HTTP %s, and it was stopped before: already cancelled', async (status) => {
			const wire = new Wire(cancellation, {
				cancel: [{ status, body: refusal.body }],
				lookUp: [{ status: 200, body: found.cancelled }],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({
				outcome: 'alreadyCancelled',
				stopped: true,
				cancelledAt: samples.cancelledAt,
				attempts: 1,
				message: expect.stringContaining(`was already ${cancellation.done} before this run`),
			});
		});

		it.each(REFUSALS)('HTTP %s, and it has moved on: too late', async (status) => {
			const wire = new Wire(cancellation, {
				cancel: [{ status, body: refusal.body }],
				lookUp: [{ status: 200, body: found.tooLate }],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({
				outcome: 'tooLate',
				stopped: false,
				status: words.tooLate,
				message: expect.stringContaining(`can no longer be ${cancellation.done} (status `),
				nextStep: cancellation.tooLateStep,
			});
		});

		it.each(REFUSALS)(
			"HTTP %s, though it could be stopped: rejected, with the vendor's words",
			async (status) => {
				const wire = new Wire(cancellation, {
					cancel: [{ status, body: refusal.body }],
					lookUp: [{ status: 200, body: found.cancellable }],
				});

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel lookUp');
				expect(result).toMatchObject({ outcome: 'rejected', stopped: false, attempts: 1 });
				expect(result.message).toContain(`was not ${cancellation.done}`);
				expect(result.message).toContain(`${vendor.service} says "${refusal.words}"`);
			},
		);

		it('says that it does not know when it cannot be read back', async () => {
			const wire = new Wire(cancellation, {
				cancel: [refusal],
				lookUp: [{ status: 403 }],
				probe: [{ status: 200, body: {} }],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp probe');
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null });
		});

		it("takes the key and the recipient out of the vendor's words", async () => {
			const { name, email, phone } = RECIPIENT;
			const message = `Key ${SECRET} may not stop the order of ${name}, ${email}, ${phone}`;
			const wire = new Wire(cancellation, {
				cancel: [{ status: 422, body: { message } }],
				lookUp: [{ status: 200, body: found.cancellable }],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result.message).toContain('[hidden] may not stop');
			const text = JSON.stringify(result);
			for (const secret of [SECRET, email, phone]) expect(text).not.toContain(secret);
		});
	});

	describe('HTTP 404', () => {
		it('reports that there is no such thing, and sends nothing more', async () => {
			const wire = new Wire(cancellation, {
				cancel: [{ status: 404, body: { message: 'Not Found' } }],
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel');
			expect(result).toMatchObject({
				outcome: 'notFound',
				stopped: null,
				retryable: false,
				attempts: 1,
				message: expect.stringContaining(
					`${vendor.service} knows no such ${cancellation.noun} with this credential`,
				),
			});
		});
	});

	describe('the vendor denies access', () => {
		it.each([401, 403])(
			'HTTP %s, and the key works otherwise: forbidden, for this one only',
			async (status) => {
				const wire = new Wire(cancellation, {
					cancel: [{ status }],
					probe: [{ status: 200, body: {} }],
				});

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel probe');
				expect(wire.seen('probe')[0]?.body).toBe('');
				expect(result).toMatchObject({
					outcome: 'forbidden',
					stopped: false,
					retryable: false,
					attempts: 1,
				});
			},
		);

		it.each([401, 403])('HTTP %s, and the key is refused: unauthorized', async (status) => {
			const wire = new Wire(cancellation, { cancel: [{ status }], probe: [{ status: 401 }] });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel probe');
			expect(result).toMatchObject({ outcome: 'unauthorized', stopped: false, attempts: 1 });
			expect(result.message).toContain(`refused the credential, so `);
			expect(result.message).toContain(`was not ${cancellation.done}`);
		});

		it('asks once per run, and sends nothing more once the key is refused', async () => {
			const wire = new Wire(cancellation, { cancel: [{ status: 401 }], probe: [{ status: 401 }] });
			const { id } = samples;

			const { items } = await runNode({
				node: cancellation.node,
				credential: secretCredential(cancellation),
				ids: [id, id, ...[1, 2, 3].map(cancellation.idOf)],
				settings: { onError: 'continueRegularOutput' },
				options: { requestsPerMinute: 1000 },
			});

			expect(outcomesOf(items).slice(0, 2)).toEqual(['unauthorized', 'unauthorized']);
			expect(wire.seen('probe')).toHaveLength(1);
			expect(wire.seen('cancel')).toHaveLength(1);
		});

		it('does not blame the key when the test request is not answered clearly', async () => {
			const wire = new Wire(cancellation, { cancel: [{ status: 401 }], probe: [{ status: 500 }] });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel probe');
			expect(result).toMatchObject({ outcome: 'forbidden', stopped: false });
		});
	});

	describe('a redirect', () => {
		it.each([301, 302, 303, 307, 308])(
			'HTTP %s is not followed and proves nothing',
			async (status) => {
				const headers = { location: 'https://login.example.com/' };
				const lookUp = [{ status: 200, body: found.cancelled }];
				const wire = new Wire(cancellation, { cancel: [{ status, headers }], lookUp });
				const elsewhere = nock('https://login.example.com').get('/').reply(200, 'welcome');

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel');
				expect(elsewhere.isDone()).toBe(false);
				expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
			},
		);
	});
});
