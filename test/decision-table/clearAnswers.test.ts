import nock from 'nock';

import { CANCELLATIONS, RECIPIENT } from '../samples';
import { outcomesOf, resultOf, runNode } from '../support/runNode';
import { keepWaitsShort } from '../support/shortWaits';
import { cancelOne, secretCredential, SECRET, Wire, type Answer } from '../support/wire';

keepWaitsShort();

/** What the credential's own test request meets where the API is. */
const NO_PAGE: Answer = { status: 200, body: {} };

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
			['plain text', { status: 202, body: 'Accepted' }],
			['a list', { status: 200, body: '[]' }],
		];

		it.each(LIES)('%s: success only if reading it back shows it stopped', async (_case, answer) => {
			const lookUp = [{ status: 200, body: found.cancelled }];
			const wire = new Wire(cancellation, { cancel: [answer], lookUp, probe: [NO_PAGE] });

			const result = await cancelOne(cancellation);

			expect(wire.asked).toBe('cancel lookUp');
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
		});

		it.each(LIES)('%s, and it has moved on: too late', async (_case, answer) => {
			const lookUp = [{ status: 200, body: found.tooLate }];
			const wire = new Wire(cancellation, { cancel: [answer], lookUp, probe: [NO_PAGE] });

			const result = await cancelOne(cancellation);

			expect(wire.asked).toBe('cancel lookUp');
			expect(result).toMatchObject({ outcome: 'tooLate', stopped: false });
		});

		it.each(LIES)(
			'%s, and it is as before: unknown, and nothing is sent again',
			async (_case, answer) => {
				const lookUp = [{ status: 200, body: found.cancellable }];
				const wire = new Wire(cancellation, { cancel: [answer], lookUp, probe: [NO_PAGE] });

				const result = await cancelOne(cancellation);

				expect(wire.asked).toBe('cancel lookUp');
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
					lookUp: Array(2).fill({ status: 200, body: found.cancellable }),
				});

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel lookUp lookUp');
				expect(result).toMatchObject({ outcome: 'rejected', stopped: false, attempts: 1 });
				expect(result.message).toContain(`was not ${cancellation.done}`);
				expect(result.message).toContain(`${vendor.service} says "${refusal.words}"`);
			},
		);

		it.each<[string, Answer, object]>(
			[
				['it is stopped by then', found.cancelled, { outcome: 'alreadyCancelled', stopped: true }],
				['it has moved on', found.tooLate, { outcome: 'tooLate', stopped: false }],
				['its status does not tell', found.unclear, { outcome: 'unknown', stopped: null }],
			].map(([name, body, result]) => [
				String(name),
				{ status: 200, body } as Answer,
				Object(result),
			]),
		)(
			'though it still read as open, and is read once more: %s',
			async (_case, second, expected) => {
				const wire = new Wire(cancellation, {
					cancel: [refusal],
					lookUp: [{ status: 200, body: found.cancellable }, second],
				});

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel lookUp lookUp');
				expect(result).toMatchObject({ ...expected, attempts: 1 });
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
				lookUp: Array(2).fill({ status: 200, body: found.cancellable }),
			});

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel lookUp lookUp');
			expect(result.message).toContain('[hidden] may not stop');
			const text = JSON.stringify(result);
			for (const secret of [SECRET, email, phone]) expect(text).not.toContain(secret);
		});
	});

	describe('HTTP 404', () => {
		it.each<[string, Answer, Answer[]]>([
			['of the API', { status: 404, body: { message: 'Not Found' } }, []],
			['without a word, where the API is', { status: 404 }, [NO_PAGE]],
			['without a word, and it stays unclear what is there', { status: 404 }, [{ status: 500 }]],
		])('reports that there is no such thing, and sends nothing more (a 404 %s)', async (...row) => {
			const [, answer, probe] = row;
			const wire = new Wire(cancellation, { cancel: [answer], probe });

			const result = await cancelOne(cancellation);

			expect(wire.asked).toBe('cancel');
			expect(wire.seen('probe')).toHaveLength(probe.length);
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

	describe('an answer that is not the word of the API', () => {
		const PAGE = { status: 404, body: '<!doctype html><title>Not Found</title>' };
		const PAGES: Array<[string, Answer]> = [
			['HTTP 404, a web page', PAGE],
			['HTTP 403, a web page', { status: 403, body: '<html>Blocked</html>' }],
			['HTTP 401, a web page', { status: 401, body: '<html>Log in</html>' }],
			['HTTP 405, a web page', { status: 405, body: '<html>Not Allowed</html>' }],
			['HTTP 404, plain text', { status: 404, body: 'default backend - 404' }],
		];
		const lookUp = [{ status: 200, body: found.cancelled }];

		it.each(PAGES)('%s: unknown, and says what to check', async (_case, answer) => {
			const wire = new Wire(cancellation, { cancel: [answer], lookUp, probe: [NO_PAGE] });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel probe');
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
			expect(result.nextStep).toMatch(/^Check the 'Base URL' of the credential, and the proxy/);
		});

		it.each<[string, Answer, Answer]>([
			['an empty 404, and a web page', { status: 404 }, PAGE],
			['an empty 403, and an empty 403', { status: 403 }, { status: 403 }],
			['an empty 404, and an empty 404', { status: 404 }, { status: 404 }],
		])('shows by what the credential test meets: %s', async (_case, answer, probe) => {
			const wire = new Wire(cancellation, { cancel: [answer], lookUp, probe: [probe] });

			const result = await cancelOne(cancellation);

			expect(wire.conversation).toBe('cancel probe');
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null });
			expect(result.nextStep).toMatch(/^Check the 'Base URL' of the credential, and the proxy/);
		});

		it.each<[string, Answer]>([
			['a web page', PAGE],
			['an empty 403', { status: 403 }],
			['a redirect', { status: 302, headers: { location: 'https://login.example.com/' } }],
		])('costs a handful of requests if it is all that answers there: %s', async (_case, answer) => {
			const wire = new Wire(cancellation, { otherwise: answer });

			const { items } = await runNode({
				node: cancellation.node,
				credential: secretCredential(cancellation),
				ids: Array.from({ length: 200 }, (_, order) => cancellation.idOf(order + 1)),
				settings: { onError: 'continueRegularOutput' },
			});

			expect(wire.requests.length).toBeLessThanOrEqual(6);
			expect(outcomesOf(items).filter((outcome) => outcome === 'notAttempted')).toHaveLength(196);
			expect(resultOf(items.at(-1)).message).toContain("no API answers at the 'Base URL'");
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
			expect(result.message).toContain(
				`${vendor.service} did not allow this request, and it is not known whether it accepts the credential`,
			);
		});
	});

	describe('a redirect', () => {
		it.each([301, 302, 303, 307, 308])(
			'HTTP %s is not followed and proves nothing',
			async (status) => {
				const headers = { location: 'https://login.example.com/' };
				const lookUp = [{ status: 200, body: found.cancelled }];
				const cancel = [{ status, headers }];
				const wire = new Wire(cancellation, { cancel, lookUp, probe: [NO_PAGE] });
				const elsewhere = nock('https://login.example.com').get('/').reply(200, 'welcome');

				const result = await cancelOne(cancellation);

				expect(wire.conversation).toBe('cancel probe');
				expect(elsewhere.isDone()).toBe(false);
				expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
			},
		);
	});
});
