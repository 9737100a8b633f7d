import type { IDataObject } from 'n8n-workflow';

import { GUARD_CASES } from '../support/guardCases';
import { conversation, serviceCase } from '../support/reads';
import { resultOf } from '../support/runNode';
import { credentialFor, runAgainst } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

describe.each(GUARD_CASES)('$title: Only If Status', (guarded) => {
	const sandbox = useSandbox();
	const { service, allowed, seed } = guarded;
	const id = guarded.idOf(0);

	function operations(): string[] {
		return sandbox()
			.requests()
			.map(({ operation }) => operation);
	}

	async function cancelIf(onlyIfStatus: unknown, more: IDataObject = {}): Promise<IDataObject> {
		const options = { onlyIfStatus, ...more } as IDataObject;
		const { items } = await runAgainst(sandbox(), service, [id], { options });
		return resultOf(items[0]);
	}

	it('cancels an order that is in the status', async () => {
		seed(sandbox(), id, allowed);

		expect(await cancelIf([allowed])).toMatchObject({ outcome: 'cancelled', attempts: 1 });
		expect(operations()).toEqual(['get', 'cancel']);
	});

	it('leaves an order in another status alone, and says in which it is and which was allowed', async () => {
		seed(sandbox(), id, guarded.other);

		const result = await cancelIf([allowed]);

		expect(result).toMatchObject({
			outcome: 'rejected',
			stopped: false,
			retryable: false,
			status: guarded.otherShown,
			attempts: 0,
		});
		expect(result.message).toContain(
			`was not cancelled (status ${guarded.otherShown}): 'Only If Status' allows only ${allowed}`,
		);
		expect(result.nextStep).toContain('change the condition');
		expect(operations()).toEqual(['get']);
	});

	it('an order that is cancelled already is that, whatever statuses are allowed', async () => {
		seed(sandbox(), id, 'cancelled');

		expect(await cancelIf([allowed])).toMatchObject({ outcome: 'alreadyCancelled', stopped: true });
		expect(operations()).toEqual(['get']);
	});

	it('an order that is past cancelling is too late, not just kept back by a condition', async () => {
		seed(sandbox(), id, guarded.late);

		expect(await cancelIf([allowed])).toMatchObject({
			outcome: 'tooLate',
			stopped: false,
			attempts: 0,
		});
		expect(operations()).toEqual(['get']);
	});

	it('the words may be spelt as people and APIs spell them, one or several, as text or as a list', async () => {
		const spelt = ` ${allowed.toUpperCase().replace('_', ' ')} , somethingElse`;
		for (const words of [spelt, ['other', allowed], allowed]) {
			seed(sandbox(), id, allowed);
			expect(await cancelIf(words)).toMatchObject({ outcome: 'cancelled' });
		}
	});

	it('holds item by item, as an expression', async () => {
		const ids = [0, 1, 2, 3].map(guarded.idOf);
		for (const each of ids) seed(sandbox(), each, allowed);

		const { items } = await runAgainst(sandbox(), service, ids, {
			fields: [{ only: `x,${allowed}` }, { only: 'x' }, {}, { only: [allowed] }],
			options: { onlyIfStatus: '={{ $json.only }}' },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual([
			'cancelled',
			'rejected',
			'notAttempted',
			'cancelled',
		]);
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(2);
	});

	it.each([undefined, null, '', ' , ', [], 0])(
		'a condition that is blank (%j) guards nothing, so nothing is sent',
		async (only) => {
			seed(sandbox(), id, allowed);

			const { items } = await runAgainst(sandbox(), service, [id], {
				fields: [{ only }] as IDataObject[],
				options: { onlyIfStatus: '={{ $json.only }}' },
			});

			expect(resultOf(items[0])).toMatchObject({ outcome: 'notAttempted', attempts: 0 });
			expect(resultOf(items[0]).message).toContain("'Only If Status' is blank for this item");
			expect(sandbox().requests()).toEqual([]);
		},
	);

	it('a dry run reports what the condition would do, and sends nothing either way', async () => {
		const ids = [0, 1, 2].map(guarded.idOf);
		[allowed, guarded.other, guarded.late].forEach((status, number) => {
			seed(sandbox(), ids[number] ?? '', status);
		});

		const { items, thrown } = await runAgainst(sandbox(), service, ids, {
			options: { dryRun: true, onlyIfStatus: [allowed] },
			settings: {},
		});

		expect(thrown).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual(['cancellable', 'rejected', 'tooLate']);
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
	});

	it('an order kept back is a refusal: it fails the run, or is reported, as set under When Refused', async () => {
		seed(sandbox(), id, guarded.other);

		const failed = await runAgainst(sandbox(), service, [id], {
			options: { onlyIfStatus: [allowed] },
			settings: {},
		});
		const reported = await runAgainst(sandbox(), service, [id], {
			options: { onlyIfStatus: [allowed], whenRefused: 'report' },
			settings: {},
		});

		expect(failed.thrown?.message).toContain(`'Only If Status' allows only ${allowed}`);
		expect(reported.items[0]?.json).toMatchObject({ outcome: 'rejected', stopped: false });
	});

	it('an order that cannot be read is not cancelled', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', times: Infinity });

		expect(await cancelIf([allowed], { maxAttempts: 2 })).toMatchObject({
			outcome: 'unknown',
			attempts: 0,
		});
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
	});

	it('an unknown order is not found, and a wrong key is refused, before anything is sent', async () => {
		expect(await cancelIf([allowed])).toMatchObject({ outcome: 'notFound', attempts: 0 });

		seed(sandbox(), id, allowed);
		const { items } = await runAgainst(sandbox(), service, [id], {
			options: { onlyIfStatus: [allowed] },
			credential: credentialFor(sandbox(), service, 'wrongkey'),
		});

		expect(resultOf(items[0])).toMatchObject({ outcome: 'unauthorized', attempts: 0 });
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
	});
});

describe('FastPOD: Only If Status names a status that we take for too late', () => {
	const sandbox = useSandbox();
	const fastPod = serviceCase('fastPod');
	const id = fastPod.idOf(0);
	const options = { onlyIfStatus: ['in_production'] };

	it('the cancellation is sent: FastPOD does not say until when it accepts one', async () => {
		sandbox().seed([{ service: 'fastPod', id, status: 'in_production', cancellable: true }]);

		const { items } = await runAgainst(sandbox(), fastPod, [id], { options });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled', stopped: true });
		expect(conversation(sandbox(), fastPod)).toEqual([
			`GET /v1/orders/${id}`,
			`POST /v1/orders/${id}/cancel`,
		]);
	});

	it('if FastPOD refuses, it is too late, and is not tried again', async () => {
		sandbox().seed([{ service: 'fastPod', id, status: 'in_production' }]);

		const { items } = await runAgainst(sandbox(), fastPod, [id], { options });

		expect(resultOf(items[0])).toMatchObject({ outcome: 'tooLate', attempts: 1 });
		expect(sandbox().requests({ operation: 'cancel' })).toHaveLength(1);
	});
});
