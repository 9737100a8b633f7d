import { cancelOne } from '../support/runNode';
import { SAMPLES } from '../support/samples';
import { keepWaitsShort } from '../support/shortWaits';
import { Wire, type Answer } from '../support/wire';

keepWaitsShort();

describe.each(SAMPLES)('$label: HTTP 200 that does not confirm the cancellation', (sample) => {
	const LIES: Array<[string, Answer]> = [
		['another state', { status: 200, body: sample.otherState }],
		['another order', { status: 200, body: sample.otherOrder }],
		['status false', { status: 200, body: { status: false, message: 'No' } }],
		['nothing', { status: 200, body: '' }],
		['204 without content', { status: 204 }],
		['a web page', { status: 200, body: '<!doctype html><title>Log in</title>' }],
		['a list', { status: 200, body: '[]' }],
	];

	it.each(LIES)('%s: reads the order, and believes only that', async (_case, answer) => {
		const wire = new Wire(sample, {
			cancel: [answer],
			lookUp: [{ status: 200, body: sample.found.cancelled }],
		});

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
	});

	it.each(LIES)('%s, and the order has moved on: too late', async (_case, answer) => {
		const wire = new Wire(sample, {
			cancel: [answer],
			lookUp: [{ status: 200, body: sample.found.tooLate }],
		});

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel lookUp');
		expect(result).toMatchObject({ outcome: 'tooLate', stopped: false });
	});

	it.each(LIES)(
		'%s, and the order is as before: unknown, and no second cancel',
		async (_case, answer) => {
			const wire = new Wire(sample, {
				cancel: [answer],
				lookUp: [{ status: 200, body: sample.found.cancellable }],
			});

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel lookUp');
			expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		},
	);
});
