import { doing } from '../support/reads';
import { resultOf } from '../support/runNode';
import { credentialFor, runAgainst, seedOrders, SERVICES } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

describe.each(SERVICES.map((service) => doing(service, 'get')))('$service: Get', (service) => {
	const sandbox = useSandbox();
	const { sandboxService } = service;

	it('a blank or impossible id sends nothing, and the other items are read', async () => {
		const [id = ''] = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, ['', '../1', undefined, id]);

		expect(items.map((item) => resultOf(item).outcome)).toEqual([
			'invalidOrderId',
			'invalidOrderId',
			'invalidOrderId',
			undefined,
		]);
		expect(resultOf(items[0])).toEqual({
			orderId: '',
			service: service.service,
			outcome: 'invalidOrderId',
			retryable: false,
			message: "'Order ID' is blank, so nothing was sent",
			nextStep: "Correct 'Order ID' of this item",
		});
		expect(sandbox().requests()).toHaveLength(1);
	});

	it("says of an unknown order, and of another account's, that this credential does not see it", async () => {
		const [unknown, foreign] = [service.idOf(1), service.idOf(2)];
		const status = service.cancellable;
		sandbox().seed([{ service: sandboxService, id: foreign, status, tenant: 'another' }]);

		const { items } = await runAgainst(sandbox(), service, [unknown, foreign]);

		expect(resultOf(items[0])).toMatchObject({
			orderId: unknown,
			outcome: 'notFound',
			message: `${service.service} knows no such order with this credential: order ${unknown}`,
		});
		// thanks.io answers 401 for it, as for a bad key.
		const outcome = sandboxService === 'thanksIo' ? 'forbidden' : 'notFound';
		expect(resultOf(items[1])).toMatchObject({ orderId: foreign, outcome });
		expect(resultOf(items[1]).nextStep).toContain('account');
	});

	it('a wrong key is refused once, and the rest is not asked for', async () => {
		const ids = seedOrders(sandbox(), service, 30);

		const { items } = await runAgainst(sandbox(), service, ids, {
			credential: credentialFor(sandbox(), service, 'wrongkey'),
		});

		const outcomes = new Set(items.map((item) => resultOf(item).outcome));
		expect(outcomes).toEqual(new Set(['unauthorized', 'notAttempted']));
		expect(sandbox().requests({ operation: 'get' }).length).toBeLessThan(5);
		expect(sandbox().requests({ operation: 'probe' })).toHaveLength(1);
	});

	it('an answer about another order is not taken for the one that was asked for', async () => {
		const ids = seedOrders(sandbox(), service, 1);
		sandbox().addFault({ operation: 'get', kind: 'otherOrder' });

		const { items } = await runAgainst(sandbox(), service, ids);

		expect(resultOf(items[0])).toMatchObject({
			outcome: 'unknown',
			message: `Order ${ids[0]} could not be read: the answer was about another one`,
		});
	});

	it('a stumble of the service is read again', async () => {
		const ids = seedOrders(sandbox(), service, 1);
		sandbox().addFault({ operation: 'get', kind: 'statusBefore' });
		sandbox().addFault({ operation: 'get', kind: 'cutBody' });

		const { items } = await runAgainst(sandbox(), service, ids);

		expect(items[0]?.json).toMatchObject({ cancellable: true });
		expect(sandbox().requests()).toHaveLength(3);
	});

	it('On Error = Stop: one message with the first reason and how many more there are', async () => {
		const ids = seedOrders(sandbox(), service, 1);
		const unknown = service.idOf(7);

		const { thrown } = await runAgainst(sandbox(), service, [...ids, unknown, ''], {
			settings: {},
		});

		expect(thrown?.message).toBe(
			`${service.service} knows no such order with this credential: order ${unknown} (and 1 more of 3 items)`,
		);
		expect(thrown?.description).toContain("Check 'Order ID'");
	});
});
