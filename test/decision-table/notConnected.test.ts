import { cancelOne } from '../support/runNode';
import { SAMPLES } from '../support/samples';
import { keepWaitsShort } from '../support/shortWaits';
import { Wire } from '../support/wire';

keepWaitsShort();

describe.each(SAMPLES)('$label: no connection could be made', (sample) => {
	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
		'sends again after %s, without reading first',
		async (code) => {
			const confirmed = { status: 200, body: sample.confirmed };
			const wire = new Wire(sample, { cancel: [{ code }, { code }, confirmed] });

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel cancel cancel');
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 3 });
		},
	);

	it('gives up as unknown once the attempts are used up', async () => {
		const wire = new Wire(sample, { cancel: Array(5).fill({ code: 'ECONNREFUSED' }) });

		const result = await cancelOne(sample, { maxAttempts: 3 });

		expect(wire.conversation).toBe('cancel cancel cancel');
		expect(result).toMatchObject({
			outcome: 'unknown',
			stopped: null,
			retryable: true,
			attempts: 3,
		});
		expect(result.message).toContain('the connection was refused (ECONNREFUSED)');
	});

	it('does not send again when no secure connection can be agreed on', async () => {
		const wire = new Wire(sample, { cancel: Array(3).fill({ code: 'CERT_HAS_EXPIRED' }) });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel');
		expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
	});
});
