import type { LoggedRequest } from '../../sandbox';
import { resultOf } from '../support/runNode';
import { runAgainst, seedOrders, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';

const [THANKS_IO, SNAPPY, FASTPOD] = SERVICES as readonly [ServiceCase, ServiceCase, ServiceCase];

/** The most requests that arrived within any window of this length. */
function mostInAnyWindow(requests: readonly LoggedRequest[], windowMs: number): number {
	const times = requests.map(({ at }) => at).sort((a, b) => a - b);
	return Math.max(
		...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length),
	);
}

describe('pacing', () => {
	const sandbox = useSandbox();

	function share429(): number {
		const answers = sandbox().requests();
		return answers.filter(({ status }) => status === 429).length / answers.length;
	}

	it('Snappy: two executions with one credential stay inside 100 requests in any second, together', async () => {
		const ids = seedOrders(sandbox(), SNAPPY, 300);
		sandbox().setRateLimit({ service: 'snappy', requests: 100, windowMs: 1000 });
		const credentialId = 'shared-snappy';

		const runs = await Promise.all([
			runAgainst(sandbox(), SNAPPY, ids.slice(0, 150), { credentialId }),
			runAgainst(sandbox(), SNAPPY, ids.slice(150), { credentialId }),
		]);

		const outcomes = runs.flatMap(({ items }) => items.map((item) => resultOf(item).outcome));
		expect(new Set(outcomes)).toEqual(new Set(['cancelled']));
		expect(mostInAnyWindow(sandbox().requests(), 1000)).toBeLessThanOrEqual(100);
		expect(share429()).toBeLessThanOrEqual(0.01);
	});

	it('thanks.io: 60 leave in a burst, and the 61st does not', async () => {
		const ids = seedOrders(sandbox(), THANKS_IO, 61);

		const { items } = await runAgainst(sandbox(), THANKS_IO, ids, {
			options: { giveUpAfter: 0.05 },
		});

		expect(sandbox().requests()).toHaveLength(60);
		const outcomes = items.map((item) => resultOf(item).outcome);
		expect(outcomes.filter((outcome) => outcome === 'cancelled')).toHaveLength(60);
		expect(outcomes.filter((outcome) => outcome === 'notAttempted')).toHaveLength(1);
	});

	it('Requests per Minute overrides the published limit', async () => {
		const ids = seedOrders(sandbox(), SNAPPY, 8);
		const options = { requestsPerMinute: 5, giveUpAfter: 0.02 };

		await runAgainst(sandbox(), SNAPPY, ids, { options });

		expect(sandbox().requests()).toHaveLength(5);
	});

	it('FastPOD: starts with few under way, and settles into a limit that it was not told', async () => {
		const ids = seedOrders(sandbox(), FASTPOD, 200);
		sandbox().setRateLimit({ service: 'fastPod', requests: 60, windowMs: 300, retryAfter: 'none' });

		const { items } = await runAgainst(sandbox(), FASTPOD, ids);

		expect(items.map((item) => resultOf(item).outcome)).toEqual(Array(200).fill('cancelled'));
		expect(
			sandbox()
				.orders()
				.every(({ cancelCount }) => cancelCount === 1),
		).toBe(true);
	});

	it('heeds x-ratelimit-remaining: what another program used of the limit is left to it', async () => {
		const ids = seedOrders(sandbox(), SNAPPY, 30);
		sandbox().setRateLimit({
			service: 'snappy',
			requests: 20,
			windowMs: 1000,
			remainingHeader: true,
		});
		const { baseUrlOf, keyOf } = sandbox();
		const other = async () =>
			await fetch(`${baseUrlOf('snappy')}/v2/authentication/apiKeys`, {
				headers: { 'x-api-key': keyOf('snappy') },
			});
		for (let request = 0; request < 10; request++) await other();

		const options = { requestsPerMinute: 20, giveUpAfter: 0.02 };
		await runAgainst(sandbox(), SNAPPY, ids, { options });

		const cancels = sandbox().requests({ operation: 'cancel' });
		expect(cancels.filter(({ status }) => status === 200)).toHaveLength(10);
		// Those under way when the vendor's count came in; without it there would be ten.
		expect(cancels.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(3);
	});

	it('never has more than 64 connections open, however many orders come in', async () => {
		const ids = seedOrders(sandbox(), FASTPOD, 1000);

		await runAgainst(sandbox(), FASTPOD, ids);

		expect(sandbox().peakSockets()).toBeLessThanOrEqual(64);
		expect(
			sandbox()
				.orders()
				.every(({ cancelled }) => cancelled),
		).toBe(true);
	});
});
