import { getEventListeners } from 'node:events';

import { executeOperation } from '../../nodes/orders';
import { Accounts } from '../../nodes/orders/client/accounts';
import { AcmeService, acmeOrder, acmeWith } from './support/acme';
import { contextWith, type Parameters } from './support/context';
import { clock, runNode, type NodeRun } from './support/nodeRun';

const CONTINUE = { onError: 'continueRegularOutput' } as const;

const READ = { orderId: '1', status: 'open', reference: '1' };

/** What comes of one operation for such items. */
async function run(
	operation: string,
	items: Parameters[],
	service = new AcmeService(clock, {}),
): Promise<NodeRun & { service: AcmeService; store: Record<string, unknown> }> {
	const store = {};
	const parameters = items.map((item) => ({ resource: 'order', operation, ...item }));
	return {
		...(await runNode({ service, items: parameters, failure: CONTINUE, store })),
		service,
		store,
	};
}

/** The results, those with `error` too. */
function resultsOf({ output }: NodeRun): unknown[] {
	return (output ?? []).map(({ json: { error, ...rest } }) => error ?? rest);
}

describe('an operation of the node', () => {
	it('Cancel cancels, sums up in a hint, and remembers the order under its own name', async () => {
		const cancelled = await run('cancel', [{ orderId: '1' }]);
		expect(resultsOf(cancelled)).toMatchObject([{ orderId: '1', outcome: 'cancelled' }]);
		expect(cancelled.service.log).toEqual(['PUT /orders/1/cancel']);
		expect(cancelled.steps.get('addExecutionHints')).toBe(1);
		expect(JSON.stringify(cancelled.store)).toContain('"order cancel ');
	});

	it('Get reads one order, and has no hint', async () => {
		const read = await run('get', [{ orderId: '1' }]);
		expect(resultsOf(read)).toMatchObject([READ]);
		expect(read.service.log).toEqual(['GET /orders/1']);
		expect(read.steps.get('addExecutionHints')).toBeUndefined();
	});

	it('Get Many reads a list', async () => {
		const list = { returnAll: true, filters: { reference: '1' } };
		const read = await run('getAll', [list]);
		expect(resultsOf(read)).toMatchObject([READ]);
		expect(read.service.log).toEqual(['GET /orders']);
	});

	it.each([
		['get', { orderId: '1' }, 'order 1'],
		['getAll', { returnAll: true, filters: { reference: '1' } }, 'the list of orders'],
	])('that may not read says what was not read (%s)', async (operation, item, what) => {
		const read = await run(operation, [item], new AcmeService(clock, { 1: 'forbids' }));
		const [result] = resultsOf(read);
		expect(result).toMatchObject({
			outcome: 'forbidden',
			message: expect.stringContaining(`so ${what} was not read`),
		});
		expect(result).toEqual(
			operation === 'get'
				? expect.objectContaining({ orderId: '1' })
				: expect.not.objectContaining({ orderId: expect.anything() }),
		);
	});

	it('opens no credential for an item without an ID', async () => {
		const blank = await run('cancel', [{ orderId: '' }]);
		expect(resultsOf(blank)).toMatchObject([{ outcome: 'invalidOrderId' }]);
		expect(blank.steps.get('getCredentials')).toBeUndefined();
	});

	it('has a result for each item whose account cannot be opened', async () => {
		const open = jest.spyOn(Accounts.prototype, 'open').mockRejectedValue(new Error('No'));
		const none = await run('cancel', [{ orderId: '1' }, { orderId: '2' }]);
		open.mockRestore();
		expect(resultsOf(none)).toMatchObject(
			['1', '2'].map((orderId) => ({
				orderId,
				outcome: 'notAttempted',
				message: expect.stringContaining('the credential could not be opened'),
				nextStep: 'Check the expressions in the credential',
			})),
		);
	});

	it('that cannot even begin says that nothing was sent', async () => {
		const items = [{ resource: 'order', operation: 'cancel', orderId: '1' }];
		const fault = { step: 'getWorkflowDataProxy' };
		const service = new AcmeService(clock, {});
		const begun = await runNode({ service, items, failure: CONTINUE, fault });
		expect(resultsOf(begun)).toMatchObject([
			{
				outcome: 'notAttempted',
				stopped: false,
				message: 'The node could not start its work',
				nextStep: 'Check the expressions in the parameters of the node; nothing was sent',
			},
		]);
		expect(service.log).toEqual([]);
	});

	it('lets go of the stop button at its end', async () => {
		const items = [{ resource: 'order', operation: 'cancel', orderId: '1' }];
		const { signal: stopSignal } = new AbortController();
		await runNode({ service: new AcmeService(clock, {}), items, stopSignal });
		expect(getEventListeners(stopSignal, 'abort')).toEqual([]);
	});

	it('without any item has one output, with nothing in it', async () => {
		const context = Object.assign(contextWith([]), { getInputData: () => [] });
		expect(await executeOperation(context, acmeWith(acmeOrder))).toEqual([[]]);
	});
});
