import { resultOf } from '../support/runNode';
import { runAgainst, seedOrders, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

describe.each(SERVICES)('$service: three orders, of which the second is too late', (service) => {
	const sandbox = useSandbox();

	function seed(): string[] {
		const ids = seedOrders(sandbox(), service, 3);
		const { sandboxService, tooLate } = service;
		sandbox().seed([{ service: sandboxService, id: ids[1] ?? '', status: tooLate }]);
		return ids;
	}

	it('On Error = Stop: all are dealt with, then one message names the order and the reason', async () => {
		const ids = seed();

		const { thrown, items, run } = await runAgainst(sandbox(), service, ids, { settings: {} });

		expect(items).toEqual([]);
		expect(run.status).toBe('error');
		expect(thrown?.message).toContain('1 of 3 orders was not cancelled (1 too late)');
		expect(thrown?.message).toContain(`${ids[1]}: too late (status `);
		expect(thrown?.description).toContain('The other 2 went well.');
		expect(
			sandbox()
				.orders()
				.filter(({ cancelled }) => cancelled),
		).toHaveLength(2);
	});

	it('On Error = Stop with one order: the message is its own', async () => {
		const ids = seed();

		const { thrown } = await runAgainst(sandbox(), service, ids.slice(1, 2), { settings: {} });

		expect(thrown?.message).toContain(`Order ${ids[1]} can no longer be cancelled`);
		expect(thrown?.description).toContain('support could still stop it');
	});

	it('On Error = Continue: one item per order, in order, the bad one with nothing but its error', async () => {
		const ids = seed();

		const { items, hints } = await runAgainst(sandbox(), service, ids);

		expect(items.map((item) => resultOf(item).orderId)).toEqual(ids);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(Object.keys(items[1]?.json ?? {})).toEqual(['error']);
		expect(items[0]?.json).not.toHaveProperty('error');
		expect(hints).toEqual(['2 of 3 orders cancelled, 1 too late']);
	});

	it('On Error = Continue (using error output): the bad one leaves there, with all its fields', async () => {
		const ids = seed();

		const { items, failed } = await runAgainst(sandbox(), service, ids, {
			settings: { onError: 'continueErrorOutput' },
		});

		expect(items.map((item) => resultOf(item).orderId)).toEqual([ids[0], ids[2]]);
		expect(failed).toHaveLength(1);
		expect(resultOf(failed[0])).toMatchObject({
			orderId: ids[1],
			outcome: 'tooLate',
			stopped: false,
		});
	});

	it('When Refused = Report: the refusal is an ordinary item', async () => {
		const ids = seed();

		const { items, thrown } = await runAgainst(sandbox(), service, ids, {
			settings: {},
			options: { whenRefused: 'report' },
		});

		expect(thrown).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual(['cancelled', 'tooLate', 'cancelled']);
	});

	it("n8n is not made to believe that a user stopped the run by the vendor's spelling", async () => {
		const ids = seedOrders(sandbox(), service, 1);
		const { sandboxService } = service;
		sandbox().addFault({
			service: sandboxService,
			operation: 'cancel',
			kind: 'statusBefore',
			status: 422,
			body: { message: 'Cannot be canceled' },
		});

		const { thrown, run } = await runAgainst(sandbox(), service, ids, { settings: {} });

		expect(thrown?.message).toContain('Cannot be cancelled');
		expect(run.status).toBe('error');
	});
});

describe('no input', () => {
	const sandbox = useSandbox();

	it('sends nothing and is no complaint', async () => {
		const { thrown, items } = await runAgainst(sandbox(), SERVICES[0] as ServiceCase, []);

		expect(thrown).toBeUndefined();
		expect(items).toEqual([]);
		expect(sandbox().requests()).toEqual([]);
	});
});
