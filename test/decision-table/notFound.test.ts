import { cancelOne } from '../support/runNode';
import { SAMPLES } from '../support/samples';
import { Wire } from '../support/wire';

describe.each(SAMPLES)('$label: HTTP 404', (sample) => {
	it('reports that there is no such order, and sends nothing more', async () => {
		const wire = new Wire(sample, { cancel: [{ status: 404, body: { message: 'Not Found' } }] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel');
		expect(result).toMatchObject({
			outcome: 'notFound',
			stopped: null,
			retryable: false,
			attempts: 1,
		});
	});
});
