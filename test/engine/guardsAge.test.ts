import type { IDataObject } from 'n8n-workflow';

import { GUARD_CASES } from '../support/guardCases';
import { resultOf } from '../support/runNode';
import { runAgainst, SERVICES } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

describe.each(SERVICES)('$service: Only If Younger Than', (service) => {
	const sandbox = useSandbox();
	const { sandboxService, cancellable } = service;
	const id = service.idOf(0);

	function seedPlaced(minutesAgo: number, status = cancellable): void {
		const createdAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
		sandbox().seed([{ service: sandboxService, id, status, createdAt }]);
	}

	async function cancelIf(options: IDataObject): Promise<IDataObject> {
		const { items } = await runAgainst(sandbox(), service, [id], { options });
		return resultOf(items[0]);
	}

	it('cancels an order that was placed less long ago', async () => {
		seedPlaced(10);

		expect(await cancelIf({ onlyIfYoungerThan: 60 })).toMatchObject({ outcome: 'cancelled' });
	});

	it('leaves an older one alone, and says how old it is', async () => {
		seedPlaced(10.5);

		const result = await cancelIf({ onlyIfYoungerThan: 5 });

		expect(result).toMatchObject({ outcome: 'rejected', stopped: false, attempts: 0 });
		expect(result.message).toContain(
			"it was placed 10 minutes ago, and 'Only If Younger Than' allows less than 5",
		);
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
	});

	it('takes parts of a minute', async () => {
		seedPlaced(1);

		expect(await cancelIf({ onlyIfYoungerThan: 0.5 })).toMatchObject({ outcome: 'rejected' });
	});

	it('both conditions must hold', async () => {
		seedPlaced(10);
		const both = { onlyIfStatus: [cancellable], onlyIfYoungerThan: 5 };
		expect(await cancelIf(both)).toMatchObject({ outcome: 'rejected' });
		expect(await cancelIf({ onlyIfStatus: ['x'], onlyIfYoungerThan: 60 })).toMatchObject({
			outcome: 'rejected',
		});

		expect(await cancelIf({ ...both, onlyIfYoungerThan: 60 })).toMatchObject({
			outcome: 'cancelled',
		});
	});

	it('holds item by item', async () => {
		const ids = [0, 1].map(service.idOf);
		const createdAt = new Date(Date.now() - 600_000).toISOString();
		sandbox().seed(
			ids.map((each) => ({ service: sandboxService, id: each, status: cancellable, createdAt })),
		);

		const { items } = await runAgainst(sandbox(), service, ids, {
			fields: [{ minutes: 60 }, { minutes: '5' }],
			options: { onlyIfYoungerThan: '={{ $json.minutes }}' },
		});

		expect(items.map((item) => resultOf(item).outcome)).toEqual(['cancelled', 'rejected']);
	});

	it.each([undefined, null, '', 'soon', 0, -5])(
		'%j is no age, so nothing is sent',
		async (minutes) => {
			seedPlaced(1);

			const { items } = await runAgainst(sandbox(), service, [id], {
				fields: [{ minutes }] as IDataObject[],
				options: { onlyIfYoungerThan: '={{ $json.minutes }}' },
			});

			expect(resultOf(items[0])).toMatchObject({ outcome: 'notAttempted', attempts: 0 });
			expect(resultOf(items[0]).message).toContain("'Only If Younger Than (Minutes)'");
			expect(sandbox().requests()).toEqual([]);
		},
	);

	it('an order that does not say when it was placed is left alone', async () => {
		seedPlaced(1);
		const { otherBody } =
			GUARD_CASES.find((guarded) => guarded.service.service === service.service) ?? {};
		const body = otherBody?.(id);
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', status: 200, body });

		const result = await cancelIf({ onlyIfYoungerThan: 60 });

		expect(result).toMatchObject({ outcome: 'rejected', attempts: 0 });
		expect(result.message).toContain('it does not say when it was placed');
	});

	it('a dry run reports it too', async () => {
		seedPlaced(10);

		expect(await cancelIf({ dryRun: true, onlyIfYoungerThan: 5 })).toMatchObject({
			outcome: 'rejected',
		});
		expect(await cancelIf({ dryRun: true, onlyIfYoungerThan: 60 })).toMatchObject({
			outcome: 'cancellable',
		});
		expect(sandbox().requests({ operation: 'cancel' })).toEqual([]);
	});
});
