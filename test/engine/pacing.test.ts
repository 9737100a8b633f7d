import type { LoggedRequest } from '../../sandbox';
import { ORDERS } from '../samples';
import { runAgainst, seedOpen, stopRequests, timesStopped } from '../support/againstSandbox';
import { outcomesOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';

const sandbox = useSandbox();

/** The most requests that arrived within any window of this length. */
function mostInAnyWindow(requests: readonly LoggedRequest[], windowMs: number): number {
	const times = requests.map(({ at }) => at);
	return Math.max(
		...times.map((start) => times.filter((at) => at >= start && at < start + windowMs).length),
	);
}

// A rate limit is one of the vendor's, so its orders will do.
const PUBLISHED = ORDERS.flatMap((cancellation) => {
	const { limit } = cancellation.vendor;
	return limit === null ? [] : [{ ...cancellation, limit }];
});

describe.each(PUBLISHED)('$label: a rate limit that the vendor publishes', (cancellation) => {
	const { limit, vendor } = cancellation;

	it('two executions with one credential stay inside of it together, and leave nothing of it unused', async () => {
		const ids = seedOpen(sandbox(), cancellation, 2 * limit.requests);
		sandbox().setRateLimit({ service: vendor.name, ...limit });
		// What does not fit into the window is given up at once if the window ends later than this.
		const more = { credentialId: `shared-${vendor.name}`, options: { giveUpAfter: 0.2 } };

		const runs = await Promise.all([
			runAgainst(sandbox(), cancellation, ids.slice(0, limit.requests), more),
			runAgainst(sandbox(), cancellation, ids.slice(limit.requests), more),
		]);

		const requests = sandbox().requests();
		expect(mostInAnyWindow(requests, limit.windowMs)).toBeLessThanOrEqual(limit.requests);
		expect(requests.length).toBeGreaterThanOrEqual(limit.requests);
		expect(requests.filter(({ status }) => status === 429)).toEqual([]);
		const outcomes = runs.flatMap(({ items }) => outcomesOf(items));
		const stopped = outcomes.filter((outcome) => outcome === 'cancelled');
		expect(stopped).toHaveLength(requests.length);
		const rest = outcomes.filter((outcome) => outcome === 'notAttempted');
		expect(rest).toHaveLength(ids.length - requests.length);
	});

	it('Requests per Minute overrides it', async () => {
		const ids = seedOpen(sandbox(), cancellation, 8);
		const options = { requestsPerMinute: 5, giveUpAfter: 0.005 };

		await runAgainst(sandbox(), cancellation, ids, { options });

		expect(sandbox().requests()).toHaveLength(5);
	});

	it('x-ratelimit-remaining: what another program used of the limit is left to it', async () => {
		const ids = seedOpen(sandbox(), cancellation, 30);
		sandbox().setRateLimit({
			service: vendor.name,
			requests: 20,
			windowMs: 10_000,
			remainingHeader: true,
		});
		const { credential } = vendor;
		for (let request = 0; request < 10; request++) {
			await fetch(`${sandbox().baseUrlOf(vendor.name)}${credential.probe.path}`, {
				headers: [credential.keyHeader(sandbox().keyOf(vendor.name))],
			});
		}

		// 20 in the vendor's own window; a window too short for that is counted by the minute.
		const windows = limit.windowMs < 10_000 ? 1 : 60_000 / limit.windowMs;
		const options = { requestsPerMinute: 20 * windows, giveUpAfter: 0.01 };
		await runAgainst(sandbox(), cancellation, ids, { options });

		const requests = stopRequests(sandbox(), cancellation);
		expect(requests.filter(({ status }) => status === 200)).toHaveLength(10);
		// Those under way when the vendor's count came in; without it there would be ten.
		expect(requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(3);
	});
});

const UNPUBLISHED = ORDERS.filter(({ vendor }) => vendor.limit === null);

describe.each(UNPUBLISHED)('$label: a rate limit that nobody has told', (cancellation) => {
	it('starts with few under way, and settles into it', async () => {
		const ids = seedOpen(sandbox(), cancellation, 60);
		sandbox().setRateLimit({
			service: cancellation.vendor.name,
			requests: 25,
			windowMs: 150,
			retryAfter: 'none',
		});

		const { items } = await runAgainst(sandbox(), cancellation, ids);

		expect(outcomesOf(items)).toEqual(Array(ids.length).fill('cancelled'));
		expect(new Set(ids.map((id) => timesStopped(sandbox(), cancellation, id)))).toEqual(
			new Set([1]),
		);
	});
});
