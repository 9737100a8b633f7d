import type { IDataObject } from 'n8n-workflow';

import { GUARD_CASES } from '../support/guardCases';
import { serviceCase } from '../support/reads';
import { resultOf } from '../support/runNode';
import { runAgainst } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe.each(GUARD_CASES)('$title: conditions and more than one try', (guarded) => {
	const sandbox = useSandbox();
	const { service, allowed, seed } = guarded;
	const id = guarded.idOf(0);
	const options = { onlyIfStatus: [allowed] };

	function operations(): string[] {
		return sandbox()
			.requests()
			.map(({ operation }) => operation);
	}

	/** From the second look-up on, the order is shown in another status. */
	function changesAfterFirstLook(): void {
		const body = guarded.otherBody(id);
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

	it('an answer that was lost: the order is read, and sent again only while the condition holds', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: 'cancel', kind: 'cutBefore' });

		const { items } = await runAgainst(sandbox(), service, [id], { options });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled', attempts: 2 });
		expect(operations()).toEqual(['get', 'cancel', 'get', 'cancel']);
	});

	it('an answer that was lost, and the condition no longer holds: nothing more is sent, and nobody claims to know', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: 'cancel', kind: 'statusBefore' });
		changesAfterFirstLook();

		const { items } = await runAgainst(sandbox(), service, [id], { options });

		const result = resultOf(items[0]);
		expect(result).toMatchObject({ outcome: 'unknown', stopped: null, attempts: 1 });
		expect(result.message).toContain(`'Only If Status' allows only ${allowed}`);
		expect(operations()).toEqual(['get', 'cancel', 'get']);
	});

	it('Retry On Fail does not send what was left unknown once the condition no longer holds', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: 'cancel', kind: 'statusBefore' });
		changesAfterFirstLook();

		const { thrown } = await runAgainst(sandbox(), service, [id], { options, settings: RETRY });

		expect(thrown?.message).toContain('It is not known whether');
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
	});

	it('Retry On Fail does not ask again about an order that a condition kept back', async () => {
		seed(sandbox(), id, guarded.other);

		const { thrown } = await runAgainst(sandbox(), service, [id], { options, settings: RETRY });

		expect(thrown?.message).toContain("'Only If Status'");
		expect(operations()).toEqual(['get']);
	});

	it('Retry On Fail with a condition: one order recovers, none is cancelled twice', async () => {
		const ids = [0, 1, 2].map(guarded.idOf);
		for (const each of ids) seed(sandbox(), each, allowed);
		sandbox().addFault({ operation: 'cancel', orderId: ids[1], kind: 'emptyBefore', times: 2 });

		const { items, thrown } = await runAgainst(sandbox(), service, ids, {
			options,
			settings: RETRY,
		});

		expect(thrown).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual(Array(3).fill('cancelled'));
		const sends = ids.map((orderId) => sandbox().requests({ operation: 'cancel', orderId }).length);
		expect(sends).toEqual([1, 3, 1]);
	});

	it.each([
		['kept back, then let through', ['x', 'ALLOWED', '']],
		['let through, then kept back', ['ALLOWED', 'x', 'ALLOWED,x']],
	])(
		'the same order under different conditions (%s): one cancellation, and every item says so',
		async (_, conditions) => {
			seed(sandbox(), id, allowed);
			const fields = conditions.map((only) => ({ only: only.replace('ALLOWED', allowed) }));

			const { items } = await runAgainst(sandbox(), service, [id, id, id], {
				fields,
				options: { onlyIfStatus: '={{ $json.only }}' },
				settings: RETRY,
			});

			expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
			expect(items.map((item) => resultOf(item))).toEqual(
				Array(3).fill(expect.objectContaining({ outcome: 'cancelled', stopped: true })),
			);
		},
	);

	it('the same order under different conditions, cancelled before: it is read once', async () => {
		seed(sandbox(), id, 'cancelled');

		const { items } = await runAgainst(sandbox(), service, [id, id], {
			fields: [{ only: allowed }, { only: 'x' }],
			options: { onlyIfStatus: '={{ $json.only }}' },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(Array(2).fill('alreadyCancelled'));
		expect(operations()).toEqual(['get']);
	});

	it('nor does an item that is kept back claim to know, when what became of the other request is unknown', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: 'cancel', kind: 'cutAfter' });
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', skip: 1, times: Infinity });

		const { items } = await runAgainst(sandbox(), service, [id, id], {
			fields: [{ only: '' }, { only: allowed }],
			options: { onlyIfStatus: '={{ $json.only }}', maxAttempts: 2 },
		});

		expect(items.map((item) => resultOf(item).stopped)).toEqual([null, null]);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
	});

	it('a dry run beside it stays a dry run', async () => {
		seed(sandbox(), id, allowed);

		const { items } = await runAgainst(sandbox(), service, [id, id], {
			fields: [{ dry: true }, { dry: false }],
			options: { dryRun: '={{ $json.dry }}', onlyIfStatus: [allowed] },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(['cancellable', 'cancelled']);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
	});
});

describe('FastPOD: what the service refused is not sent again under another condition', () => {
	const sandbox = useSandbox();
	const fastPod = serviceCase('fastPod');

	it('the second item gets the same answer', async () => {
		const id = fastPod.idOf(0);
		sandbox().seed([{ service: 'fastPod', id, status: 'in_production' }]);
		const fields: IDataObject[] = [{ only: 'in_production' }, { only: 'in_production,draft' }];

		const { items } = await runAgainst(sandbox(), fastPod, [id, id], {
			fields,
			options: { onlyIfStatus: '={{ $json.only }}' },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(['tooLate', 'tooLate']);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
	});
});
