import { CANCELLATIONS } from '../samples';
import { operationsSeen, runAgainst, stopRequests } from '../support/againstSandbox';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe.each(CANCELLATIONS)('$label: conditions and more than one try', (cancellation) => {
	const { logged, statuses, seed } = cancellation;
	const allowed = statuses.open;
	const id = cancellation.idOf(0);
	const options = { onlyIfStatus: [allowed] };

	/** From the second look-up on, the order is shown in another status. */
	function changesAfterFirstLook(): void {
		const body = cancellation.shownAsOther(id);
		const times = Infinity;
		sandbox().addFault({
			operation: 'get',
			kind: 'statusBefore',
			status: 200,
			body,
			skip: 1,
			times,
		});
	}

	it('an answer that was lost: it is read back, and sent again only while the condition holds', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: logged, kind: 'cutBefore' });

		const { items } = await runAgainst(sandbox(), cancellation, [id], { options });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled', attempts: 2 });
		expect(operationsSeen(sandbox())).toEqual(['get', logged, 'get', logged]);
	});

	it('an answer that was lost, and the condition no longer holds: nothing more is sent, and nobody claims to know', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: logged, kind: 'statusBefore' });
		changesAfterFirstLook();

		const { items } = await runAgainst(sandbox(), cancellation, [id], { options });

		const result = resultOf(items[0]);
		expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		expect(result.message).toContain(`'Only If Status' allows only ${allowed}`);
		expect(operationsSeen(sandbox())).toEqual(['get', logged, 'get']);
	});

	it('Retry On Fail does not send what was left unknown once the condition no longer holds', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: logged, kind: 'statusBefore' });
		changesAfterFirstLook();

		const { thrown } = await runAgainst(sandbox(), cancellation, [id], {
			options,
			settings: RETRY,
		});

		expect(thrown?.message).toContain('It is not known whether');
		expect(stopRequests(sandbox(), cancellation)).toHaveLength(1);
	});

	it('Retry On Fail does not ask again about what a condition kept back', async () => {
		seed(sandbox(), id, statuses.other);

		const { thrown } = await runAgainst(sandbox(), cancellation, [id], {
			options,
			settings: RETRY,
		});

		expect(thrown?.message).toContain("'Only If Status'");
		expect(operationsSeen(sandbox())).toEqual(['get']);
	});

	it('Retry On Fail with a condition: one recovers, none is stopped twice', async () => {
		const ids = [0, 1, 2].map(cancellation.idOf);
		for (const each of ids) seed(sandbox(), each, allowed);
		sandbox().addFault({ operation: logged, orderId: ids[1], kind: 'emptyBefore', times: 2 });

		const { items, thrown } = await runAgainst(sandbox(), cancellation, ids, {
			options,
			settings: RETRY,
		});

		expect(thrown).toBeUndefined();
		expect(outcomesOf(items)).toEqual(Array(3).fill('cancelled'));
		const sends = ids.map((each) => stopRequests(sandbox(), cancellation, each).length);
		expect(sends).toEqual([1, 3, 1]);
	});

	it.each([
		['kept back, then let through', ['x', 'ALLOWED', '']],
		['let through, then kept back', ['ALLOWED', 'x', 'ALLOWED,x']],
	])(
		'the same ID under different conditions (%s): it is stopped once, and every item says so',
		async (_, conditions) => {
			seed(sandbox(), id, allowed);
			const fields = conditions.map((only) => ({ only: only.replace('ALLOWED', allowed) }));

			const { items } = await runAgainst(sandbox(), cancellation, [id, id, id], {
				fields,
				options: { onlyIfStatus: '={{ $json.only }}' },
				settings: RETRY,
			});

			expect(stopRequests(sandbox(), cancellation)).toHaveLength(1);
			expect(items.map((item) => resultOf(item))).toEqual(
				Array(3).fill(expect.objectContaining({ outcome: 'cancelled', stopped: true })),
			);
		},
	);

	it('the same ID under different conditions, stopped before: it is read once', async () => {
		seed(sandbox(), id, statuses.stopped);

		const { items } = await runAgainst(sandbox(), cancellation, [id, id], {
			fields: [{ only: allowed }, { only: 'x' }],
			options: { onlyIfStatus: '={{ $json.only }}' },
		});

		expect(outcomesOf(items)).toEqual(Array(2).fill('alreadyCancelled'));
		expect(operationsSeen(sandbox())).toEqual(['get']);
	});

	it('an item that is kept back does not claim to know when what became of the other request is unknown', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: logged, kind: 'cutAfter' });
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', skip: 1, times: Infinity });

		const { items } = await runAgainst(sandbox(), cancellation, [id, id], {
			fields: [{ only: '' }, { only: allowed }],
			options: { onlyIfStatus: '={{ $json.only }}', maxAttempts: 2 },
		});

		expect(items.map((item) => resultOf(item).stopped)).toEqual([null, null]);
		expect(stopRequests(sandbox(), cancellation)).toHaveLength(1);
	});

	it.each([
		[true, false],
		[false, true],
	])('a dry run beside it sends nothing, and says that it is cancelled (%j)', async (...dry) => {
		seed(sandbox(), id, allowed);

		const { items } = await runAgainst(sandbox(), cancellation, [id, id], {
			fields: dry.map((isDry) => ({ dry: isDry })),
			options: { dryRun: '={{ $json.dry }}', onlyIfStatus: [allowed] },
		});

		expect(outcomesOf(items)).toEqual(
			dry.map((isDry) => (isDry ? 'alreadyCancelled' : 'cancelled')),
		);
		const result = resultOf(items[dry.indexOf(true)]);
		expect(result).toMatchObject({ stopped: true, attempts: 0 });
		expect(result.message).toMatch(/: another item of this run did so$/);
		expect(stopRequests(sandbox(), cancellation)).toHaveLength(1);
	});
});
