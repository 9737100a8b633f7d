import { cancelOne } from '../support/runNode';
import { SAMPLES, SECRET } from '../support/samples';
import { Wire } from '../support/wire';

describe.each(SAMPLES)('$label: the body says cancelled', (sample) => {
	it('sends one request, exactly as documented, and reports the order as cancelled', async () => {
		const wire = new Wire(sample, { cancel: [{ status: 200, body: sample.confirmed }] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel');
		const [request] = wire.requests;
		expect(request).toMatchObject({
			method: sample.cancel.method,
			path: sample.cancel.path,
			body: '',
		});
		const [name, value] = sample.keyHeader;
		expect(request?.headers[name]).toBe(value);
		expect(request?.headers.accept).toBe('application/json');
		expect(request?.headers).not.toHaveProperty('content-type');
		expect(
			Object.values(request?.headers ?? {}).filter((text) => text.includes(SECRET)),
		).toHaveLength(1);
		expect(result).toEqual({
			orderId: sample.orderId,
			service: sample.service,
			outcome: 'cancelled',
			stopped: true,
			retryable: false,
			status: sample.words.cancelled,
			cancelledAt: sample.cancelledAt,
			message: expect.stringContaining(sample.orderId) as string,
			nextStep: '',
			attempts: 1,
		});
	});
});
