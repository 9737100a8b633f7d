import type { FaultKind } from '../../sandbox';
import { CANCELLATIONS, type Cancellation } from '../samples';
import {
	credentialFor,
	runAgainst,
	seedOpen,
	stopRequests,
	timesStopped,
} from '../support/againstSandbox';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const PROCESSED: FaultKind[] = [
	'timeoutAfter',
	'cutAfter',
	'cutBody',
	'statusAfter',
	'emptyAfter',
	'htmlAfter',
	'malformedAfter',
];

/** What the report says in the end, and how many requests it takes. */
const NOT_PROCESSED: Array<[FaultKind, string, number]> = [
	['timeoutBefore', 'cancelled', 2],
	['cutBefore', 'cancelled', 2],
	['statusBefore', 'cancelled', 2],
	['malformedBefore', 'cancelled', 2],
	['rateLimited', 'cancelled', 2],
	['otherState', 'unknown', 1],
	['statusFalse', 'unknown', 1],
	['otherOrder', 'unknown', 1],
	['emptyBefore', 'unknown', 1],
	['htmlBefore', 'unknown', 1],
	['redirect', 'unknown', 1],
];

const sandbox = useSandbox();

/** One thing per fault, all in one run, so that their waits are one wait. */
async function stopWithFaults(cancellation: Cancellation, kinds: readonly FaultKind[]) {
	const ids = seedOpen(sandbox(), cancellation, kinds.length);
	ids.forEach((orderId, number) => {
		const kind = kinds[number] ?? 'cutAfter';
		sandbox().addFault({ operation: cancellation.logged, orderId, kind });
	});
	const { items } = await runAgainst(sandbox(), cancellation, ids, {
		options: { requestTimeout: 300, requestsPerMinute: 100_000 },
	});
	return kinds.map((kind, number) => {
		const { outcome, stopped, attempts } = resultOf(items[number]);
		const id = ids[number] ?? '';
		const sent = stopRequests(sandbox(), cancellation, id).length;
		const done = timesStopped(sandbox(), cancellation, id);
		return { kind, outcome, stopped, attempts, sent, done };
	});
}

describe.each(CANCELLATIONS)('$label', (cancellation) => {
	const { logged, statuses, vendor } = cancellation;

	it('whatever hides that it was carried out: one request is sent, and success is reported', async () => {
		const told = { outcome: 'cancelled', stopped: true, attempts: 1, sent: 1, done: 1 };

		expect(await stopWithFaults(cancellation, PROCESSED)).toEqual(
			PROCESSED.map((kind) => ({ kind, ...told })),
		);
	});

	it('whatever kept it from being carried out: it is sent again, or reported as unknown', async () => {
		// Where the answer names nothing, no one can tell that it is about something else.
		const faults = NOT_PROCESSED.filter(
			([kind]) => cancellation.answerNamesIt || kind !== 'otherOrder',
		);

		expect(
			await stopWithFaults(
				cancellation,
				faults.map(([kind]) => kind),
			),
		).toEqual(
			faults.map(([kind, outcome, sent]) => {
				const stopped = outcome === 'cancelled' ? true : null;
				return { kind, outcome, stopped, attempts: sent, sent, done: stopped ? 1 : 0 };
			}),
		);
	});

	it('a request that works after the time is over is found out, and not counted as a refusal', async () => {
		const [id = ''] = seedOpen(sandbox(), cancellation, 1);
		sandbox().addFault({ operation: logged, kind: 'timeoutBefore', delayMs: 250 });
		// It is still open when it is read, and stopped by the time the next request is let in.
		sandbox().addFault({ operation: logged, kind: 'rateLimited', skip: 1, times: 5 });

		const { items } = await runAgainst(sandbox(), cancellation, [id], {
			options: { requestTimeout: 100 },
		});

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled', stopped: true });
		expect(timesStopped(sandbox(), cancellation, id)).toBe(1);
	});

	it('reports the truth about any state', async () => {
		const ids = [0, 1, 2, 3].map(cancellation.idOf);
		[statuses.open, statuses.late, statuses.stopped].forEach((status, number) => {
			cancellation.seed(sandbox(), ids[number] ?? '', status);
		});

		const { items } = await runAgainst(sandbox(), cancellation, ids);

		expect(outcomesOf(items)).toEqual(['cancelled', 'tooLate', 'alreadyCancelled', 'notFound']);
		expect(ids.map((id) => timesStopped(sandbox(), cancellation, id))).toEqual([1, 0, 0, 0]);
	});

	it('overtaken while the answer was lost: too late, and not sent again', async () => {
		const [id = ''] = seedOpen(sandbox(), cancellation, 1);
		sandbox().addFault({ operation: logged, kind: 'statusBefore' });
		const running = runAgainst(sandbox(), cancellation, [id]);
		while (sandbox().requests().length === 0) await new Promise((later) => setImmediate(later));
		cancellation.seed(sandbox(), id, statuses.late);

		const { items } = await running;

		expect(resultOf(items[0])).toMatchObject({ outcome: 'tooLate', stopped: false, attempts: 1 });
		expect(stopRequests(sandbox(), cancellation)).toHaveLength(1);
	});

	it("does not take what belongs to another account for a bad key, and stops what is one's own", async () => {
		const [id = ''] = seedOpen(sandbox(), cancellation, 1);
		const foreign = cancellation.idOf(5);
		cancellation.seed(sandbox(), foreign, statuses.open, { tenant: 'another' });

		const { items } = await runAgainst(sandbox(), cancellation, [foreign, id]);

		expect(['forbidden', 'notFound']).toContain(resultOf(items[0]).outcome);
		expect(resultOf(items[1])).toMatchObject({ outcome: 'cancelled' });
		expect(timesStopped(sandbox(), cancellation, foreign)).toBe(0);
	});

	it('a key without the right is forbidden, not unauthorized', async () => {
		const ids = seedOpen(sandbox(), cancellation, 1);
		sandbox().addKey(vendor.name, 'readonlykey', ['read']);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			credential: credentialFor(sandbox(), cancellation, 'readonlykey'),
		});

		expect(resultOf(items[0])).toMatchObject({ outcome: 'forbidden', stopped: false });
		expect(resultOf(items[0]).message).toContain(`was not ${cancellation.done}`);
	});

	it('a key that may not read: success is reported, and unknown where reading back is needed', async () => {
		const ids = seedOpen(sandbox(), cancellation, 2);
		sandbox().addKey(vendor.name, 'cancelonlykey', ['cancel']);
		sandbox().addFault({ operation: logged, orderId: ids[1], kind: 'cutAfter' });

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			credential: credentialFor(sandbox(), cancellation, 'cancelonlykey'),
		});

		expect(outcomesOf(items)).toEqual(['cancelled', 'unknown']);
	});

	it('a 401 whose body is cut off is not sent again by n8n behind our back', async () => {
		const ids = seedOpen(sandbox(), cancellation, 1);
		sandbox().addFault({ operation: logged, kind: 'cutBody' });

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			credential: credentialFor(sandbox(), cancellation, 'wrongkey'),
		});

		expect(stopRequests(sandbox(), cancellation).map(({ status }) => status)).toEqual([401]);
		expect(resultOf(items[0])).toMatchObject({ outcome: 'unknown', attempts: 1 });
	});

	it('a wrong key is refused once, and the rest of the run is not sent', async () => {
		const ids = seedOpen(sandbox(), cancellation, 50);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			credential: credentialFor(sandbox(), cancellation, 'wrongkey'),
		});

		const outcomes = outcomesOf(items);
		expect(outcomes.filter((outcome) => outcome === 'unauthorized')).toHaveLength(4);
		expect(sandbox().requests({ operation: 'probe' })).toHaveLength(1);
		expect(new Set(outcomes)).toEqual(new Set(['unauthorized', 'notAttempted']));
		expect(
			sandbox()
				.requests()
				.some(({ processed }) => processed),
		).toBe(false);
	});
});

// A body that never ends is noticed before anybody reads it as a vendor's, so one will do for a wait of a second.
describe.each(CANCELLATIONS.slice(0, 1))('$label', (cancellation) => {
	it('an answer whose body never ends: one request is sent, and success is reported', async () => {
		expect(await stopWithFaults(cancellation, ['slowBody'])).toMatchObject([
			{ outcome: 'cancelled', stopped: true, attempts: 1, sent: 1, done: 1 },
		]);
	});
});
