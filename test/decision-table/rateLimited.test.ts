import { cancelOne } from '../support/runNode';
import { SAMPLES } from '../support/samples';
import { keepWaitsShort } from '../support/shortWaits';
import { Wire } from '../support/wire';

keepWaitsShort();

describe.each(SAMPLES)('$label: HTTP 429', (sample) => {
	const confirmed = { status: 200, body: sample.confirmed };

	it.each([
		['without Retry-After', {}],
		['with Retry-After in seconds', { 'retry-after': '0' }],
		['with Retry-After as a date', { 'Retry-After': 'Wed, 21 Oct 2015 07:28:00 GMT' }],
		['with a Retry-After that says nothing', { 'Retry-After': 'soon' }],
	])(
		'waits and sends again %s, and 429 answers do not use up the attempts',
		async (_case, headers) => {
			const limited = { status: 429, body: { message: 'Too Many Attempts.' }, headers };
			const wire = new Wire(sample, { cancel: [limited, limited, limited, confirmed] });

			const result = await cancelOne(sample, { maxAttempts: 1 });

			expect(wire.conversation).toBe('cancel cancel cancel cancel');
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 4 });
		},
	);

	it('waits as long as Retry-After says', async () => {
		const limited = { status: 429, headers: { 'retry-after': '1' } };
		const wire = new Wire(sample, { cancel: [limited, confirmed] });
		const start = Date.now();

		await cancelOne(sample);

		expect(wire.conversation).toBe('cancel cancel');
		expect(Date.now() - start).toBeGreaterThanOrEqual(1000);
	});

	it('ends as rateLimited, safe to run again, when the time is over before the wait is', async () => {
		const limited = { status: 429, headers: { 'retry-after': '100' } };
		const wire = new Wire(sample, { cancel: [limited, confirmed] });

		const result = await cancelOne(sample, { giveUpAfter: 0.02 });

		expect(wire.conversation).toBe('cancel');
		expect(result).toMatchObject({
			outcome: 'rateLimited',
			stopped: false,
			retryable: true,
			attempts: 1,
		});
	});
});
