import { cancelOne, resultOf, runNode } from '../support/runNode';
import { SAMPLES } from '../support/samples';
import { keepWaitsShort } from '../support/shortWaits';
import { Wire } from '../support/wire';

keepWaitsShort();

describe.each(SAMPLES)('$label: the vendor denies access', (sample) => {
	it.each([401, 403])(
		'HTTP %s and the credential works otherwise: forbidden, for this order only',
		async (status) => {
			const wire = new Wire(sample, { cancel: [{ status }], probe: [{ status: 200, body: {} }] });

			const result = await cancelOne(sample);

			expect(wire.conversation).toBe('cancel probe');
			expect(wire.seen('probe')[0]).toMatchObject({ ...sample.probe, body: '' });
			expect(result).toMatchObject({
				outcome: 'forbidden',
				stopped: false,
				retryable: false,
				attempts: 1,
			});
		},
	);

	it.each([401, 403])('HTTP %s and the credential is refused: unauthorized', async (status) => {
		const wire = new Wire(sample, { cancel: [{ status }], probe: [{ status: 401 }] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel probe');
		expect(result).toMatchObject({ outcome: 'unauthorized', stopped: false, attempts: 1 });
	});

	it('asks once per run, and sends nothing more once the credential is refused', async () => {
		const wire = new Wire(sample, { cancel: [{ status: 401 }], probe: [{ status: 401 }] });
		const others = ['77777777', '88888888', '99999999'];

		const { items } = await runNode({
			node: sample,
			credential: sample.credential,
			ids: [sample.id, sample.id, ...others],
			settings: { onError: 'continueRegularOutput' },
			options: { requestsPerMinute: 1000 },
		});

		const outcomes = items.map((item) => resultOf(item).outcome);
		expect(outcomes.slice(0, 2)).toEqual(['unauthorized', 'unauthorized']);
		expect(wire.seen('probe')).toHaveLength(1);
		expect(wire.seen('cancel')).toHaveLength(1);
	});

	it('does not condemn the credential when the test request is not answered clearly', async () => {
		const wire = new Wire(sample, { cancel: [{ status: 401 }], probe: [{ status: 500 }] });

		const result = await cancelOne(sample);

		expect(wire.conversation).toBe('cancel probe');
		expect(result).toMatchObject({ outcome: 'forbidden', stopped: false });
	});
});
