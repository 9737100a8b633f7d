import { cancelOne } from '../support/runNode';
import { RECIPIENT, SAMPLES, SECRET } from '../support/samples';
import { keepWaitsShort } from '../support/shortWaits';
import { Wire } from '../support/wire';

keepWaitsShort();

describe.each(SAMPLES)('$label: the vendor refuses', (sample) => {
	const REFUSALS = [400, 402, 405, 409, 410, 422, 423];
	const { refusal, found } = sample;

	it.each(REFUSALS)(
		'HTTP %s because it was cancelled before: already cancelled',
		async (status) => {
			const wire = new Wire(sample, {
				cancel: [{ status, body: refusal.body }],
				lookUp: [{ status: 200, body: found.cancelled }],
			});

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({
				outcome: 'alreadyCancelled',
				stopped: true,
				cancelledAt: sample.cancelledAt,
				attempts: 1,
			});
		},
	);

	it.each(REFUSALS)('HTTP %s because it has moved on: too late', async (status) => {
		const wire = new Wire(sample, {
			cancel: [{ status, body: refusal.body }],
			lookUp: [{ status: 200, body: found.tooLate }],
		});

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result).toMatchObject({
			outcome: 'tooLate',
			stopped: false,
			status: sample.words.tooLate,
		});
	});

	it.each(REFUSALS)(
		"HTTP %s although it could be cancelled: rejected, with the vendor's words",
		async (status) => {
			const wire = new Wire(sample, {
				cancel: [{ status, body: refusal.body }],
				lookUp: [{ status: 200, body: found.cancellable }],
			});

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({ outcome: 'rejected', stopped: false, attempts: 1 });
			expect(result.message).toContain(`${sample.service} says "${refusal.words}"`);
		},
	);

	it('says that it does not know when the order cannot be read', async () => {
		const wire = new Wire(sample, { cancel: [refusal], lookUp: [{ status: 403 }] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result).toMatchObject({ outcome: 'unknown', stopped: null });
	});

	it("takes the key and the recipient out of the vendor's words", async () => {
		const message = `Key ${SECRET} may not stop the order of ${RECIPIENT.name}, ${RECIPIENT.email}, ${RECIPIENT.phone}`;
		const wire = new Wire(sample, {
			cancel: [{ status: 422, body: { message } }],
			lookUp: [{ status: 200, body: found.cancellable }],
		});

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result.message).toContain('[hidden] may not stop');
		const text = JSON.stringify(result);
		for (const secret of [SECRET, RECIPIENT.email, RECIPIENT.phone])
			expect(text).not.toContain(secret);
	});
});
