import type { IDataObject } from 'n8n-workflow';

import { CANCELLATIONS, hasOption } from '../samples';
import { credentialFor, operationsSeen, runAgainst, stopRequests } from '../support/againstSandbox';
import { outcomesOf, resultOf } from '../support/runNode';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const sandbox = useSandbox();

describe.each(CANCELLATIONS)('$label: Only If Status', (cancellation) => {
	const { logged, statuses, done, seed } = cancellation;
	const allowed = statuses.open;
	const id = cancellation.idOf(0);

	async function cancelIf(onlyIfStatus: unknown, more: IDataObject = {}): Promise<IDataObject> {
		const options = { onlyIfStatus, ...more } as IDataObject;
		const { items } = await runAgainst(sandbox(), cancellation, [id], { options });
		return resultOf(items[0]);
	}

	it('stops what is in the status', async () => {
		seed(sandbox(), id, allowed);

		expect(await cancelIf([allowed])).toMatchObject({ outcome: 'cancelled', attempts: 1 });
		expect(operationsSeen(sandbox())).toEqual(['get', logged]);
	});

	it('leaves what is in another status alone, and says in which it is and which was allowed', async () => {
		seed(sandbox(), id, statuses.other);

		const result = await cancelIf([allowed]);

		expect(result).toMatchObject({
			outcome: 'rejected',
			stopped: false,
			retryable: false,
			status: statuses.otherShown,
			attempts: 0,
		});
		expect(result.message).toContain(
			`was not ${done} (status ${statuses.otherShown}): 'Only If Status' allows only ${allowed}`,
		);
		expect(result.nextStep).toContain('change the condition');
		expect(operationsSeen(sandbox())).toEqual(['get']);
	});

	it('what is stopped already is reported as that, whatever statuses are allowed', async () => {
		seed(sandbox(), id, statuses.stopped);

		expect(await cancelIf([allowed])).toMatchObject({ outcome: 'alreadyCancelled', stopped: true });
		expect(operationsSeen(sandbox())).toEqual(['get']);
	});

	it('what is past stopping is too late, not just kept back by a condition', async () => {
		seed(sandbox(), id, statuses.late);

		expect(await cancelIf([allowed])).toMatchObject({
			outcome: 'tooLate',
			stopped: false,
			attempts: 0,
		});
		expect(operationsSeen(sandbox())).toEqual(['get']);
	});

	it('statuses may be spelt as people and APIs spell them, one or several, as text or as a list', async () => {
		const spelt = ` ${allowed.toUpperCase().replace('_', ' ')} , somethingElse`;
		for (const words of [spelt, ['other', allowed], allowed]) {
			seed(sandbox(), id, allowed);
			expect(await cancelIf(words)).toMatchObject({ outcome: 'cancelled' });
		}
	});

	it('holds item by item, as an expression', async () => {
		const ids = [0, 1, 2, 3].map(cancellation.idOf);
		for (const each of ids) seed(sandbox(), each, allowed);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			fields: [{ only: `x,${allowed}` }, { only: 'x' }, {}, { only: [allowed] }],
			options: { onlyIfStatus: '={{ $json.only }}' },
		});

		expect(outcomesOf(items)).toEqual(['cancelled', 'rejected', 'notAttempted', 'cancelled']);
		expect(stopRequests(sandbox(), cancellation)).toHaveLength(2);
	});

	it.each([undefined, null, '', ' , ', [], 0])(
		'a condition that is blank (%j): nothing is sent',
		async (only) => {
			seed(sandbox(), id, allowed);

			const { items } = await runAgainst(sandbox(), cancellation, [id], {
				fields: [{ only }] as IDataObject[],
				options: { onlyIfStatus: '={{ $json.only }}' },
			});

			expect(resultOf(items[0])).toMatchObject({ outcome: 'notAttempted', attempts: 0 });
			expect(resultOf(items[0]).message).toContain("'Only If Status' is blank for this item");
			expect(sandbox().requests()).toEqual([]);
		},
	);

	it('a dry run reports what the condition would do, and sends nothing either way', async () => {
		const ids = [0, 1, 2].map(cancellation.idOf);
		[allowed, statuses.other, statuses.late].forEach((status, number) => {
			seed(sandbox(), ids[number] ?? '', status);
		});

		const { items, thrown } = await runAgainst(sandbox(), cancellation, ids, {
			options: { dryRun: true, onlyIfStatus: [allowed] },
			settings: {},
		});

		expect(thrown).toBeUndefined();
		expect(outcomesOf(items)).toEqual(['cancellable', 'rejected', 'tooLate']);
		expect(stopRequests(sandbox(), cancellation)).toEqual([]);
	});

	it('what is kept back is a refusal: it fails the run, or is reported, as set under When Refused', async () => {
		seed(sandbox(), id, statuses.other);

		const failed = await runAgainst(sandbox(), cancellation, [id], {
			options: { onlyIfStatus: [allowed] },
			settings: {},
		});
		const reported = await runAgainst(sandbox(), cancellation, [id], {
			options: { onlyIfStatus: [allowed], whenRefused: 'report' },
			settings: {},
		});

		expect(failed.thrown?.message).toContain(`'Only If Status' allows only ${allowed}`);
		expect(reported.items[0]?.json).toMatchObject({ outcome: 'rejected', stopped: false });
	});

	it('what cannot be read is not stopped', async () => {
		seed(sandbox(), id, allowed);
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', times: Infinity });

		expect(await cancelIf([allowed], { maxAttempts: 2 })).toMatchObject({
			outcome: 'unknown',
			attempts: 0,
		});
		expect(stopRequests(sandbox(), cancellation)).toEqual([]);
	});

	it('what does not exist is not found, and a wrong key is refused, before anything is sent', async () => {
		expect(await cancelIf([allowed])).toMatchObject({ outcome: 'notFound', attempts: 0 });

		seed(sandbox(), id, allowed);
		const { items } = await runAgainst(sandbox(), cancellation, [id], {
			options: { onlyIfStatus: [allowed] },
			credential: credentialFor(sandbox(), cancellation, 'wrongkey'),
		});

		expect(resultOf(items[0])).toMatchObject({ outcome: 'unauthorized', attempts: 0 });
		expect(stopRequests(sandbox(), cancellation)).toEqual([]);
	});
});

const WITH_AGE = CANCELLATIONS.filter((each) => hasOption(each, 'onlyIfYoungerThan'));

describe.each(WITH_AGE)('$label: Only If Younger Than', (cancellation) => {
	const { open } = cancellation.statuses;
	const id = cancellation.idOf(0);

	function seedPlaced(minutesAgo: number, ids = [id]): void {
		const createdAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
		for (const each of ids) cancellation.seed(sandbox(), each, open, { createdAt });
	}

	async function cancelIf(options: IDataObject): Promise<IDataObject> {
		const { items } = await runAgainst(sandbox(), cancellation, [id], { options });
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
		expect(stopRequests(sandbox(), cancellation)).toEqual([]);
	});

	it('takes parts of a minute', async () => {
		seedPlaced(1);

		expect(await cancelIf({ onlyIfYoungerThan: 0.5 })).toMatchObject({ outcome: 'rejected' });
	});

	it('both conditions must hold', async () => {
		seedPlaced(10);
		const both = { onlyIfStatus: [open], onlyIfYoungerThan: 5 };
		expect(await cancelIf(both)).toMatchObject({ outcome: 'rejected' });
		expect(await cancelIf({ onlyIfStatus: ['x'], onlyIfYoungerThan: 60 })).toMatchObject({
			outcome: 'rejected',
		});

		expect(await cancelIf({ ...both, onlyIfYoungerThan: 60 })).toMatchObject({
			outcome: 'cancelled',
		});
	});

	it('holds item by item', async () => {
		const ids = [0, 1].map(cancellation.idOf);
		seedPlaced(10, ids);

		const { items } = await runAgainst(sandbox(), cancellation, ids, {
			fields: [{ minutes: 60 }, { minutes: '5' }],
			options: { onlyIfYoungerThan: '={{ $json.minutes }}' },
		});

		expect(outcomesOf(items)).toEqual(['cancelled', 'rejected']);
	});

	it.each([undefined, null, '', 'soon', 0, -5])(
		'%j is no age: nothing is sent',
		async (minutes) => {
			seedPlaced(1);

			const { items } = await runAgainst(sandbox(), cancellation, [id], {
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
		const body = cancellation.shownAsOther(id);
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
		expect(stopRequests(sandbox(), cancellation)).toEqual([]);
	});
});
