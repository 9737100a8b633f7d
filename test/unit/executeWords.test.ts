import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { executeOperation } from '../../nodes/orders';
import { VendorClient } from '../../nodes/orders/client/vendorClient';
import { acmeOrder, AcmeService, acmeWith, type Behaviour } from './support/acme';
import { contextWith, type Parameters } from './support/context';
import { clock, runNode, type FailureSettings, type Fault } from './support/nodeRun';

const CONTINUE: FailureSettings = { onError: 'continueErrorOutput' };

const NOT_STARTED = {
	message: 'The node could not start its work',
	nextStep: 'Check the expressions in the parameters of the node; nothing was sent',
	outcome: 'notAttempted',
	stopped: false,
};
const NOT_FINISHED = {
	message: 'The node could not finish its work',
	nextStep: 'Look the orders up before you count on them either way',
	outcome: 'unknown',
	stopped: null,
};

/** What a run is about, where that is not two orders that are there to be cancelled. */
interface Run {
	operation?: string;
	orderIds?: string[];
	behaviours?: Record<string, Behaviour>;
	parameters?: Parameters;
	failure?: FailureSettings;
	fault?: Fault;
	store?: IDataObject;
}

async function run({ operation = 'cancel', orderIds = ['1', '2'], ...more }: Run = {}) {
	const { behaviours = {}, failure = CONTINUE, parameters, fault, store } = more;
	const service = new AcmeService(clock, behaviours);
	const form = { resource: 'order', operation, options: {}, filters: {}, returnAll: true };
	const items = orderIds.map((orderId) => ({ ...form, orderId, ...parameters }));
	return { ...(await runNode({ service, items, failure, fault, store })), service };
}

function errorsIn(output: INodeExecutionData[] | null): unknown[] {
	return (output ?? []).map(({ json: { error } }) => error);
}

/** A step that fails, once. */
function failing(step: string, at = 1): Fault {
	return { step, hits: (_args, call) => call === at };
}

afterEach(() => jest.restoreAllMocks());

describe('a node that stumbles', () => {
	it('before anything was sent says so, once for each item', async () => {
		const fault = failing('getWorkflowDataProxy');
		const { output, service } = await run({ fault });
		expect(errorsIn(output)).toMatchObject([NOT_STARTED, NOT_STARTED]);
		expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(service.log).toEqual([]);
	});

	it('before it knows what to do says the same', async () => {
		const { output } = await run({ fault: failing('vendor.operations') });
		expect(errorsIn(output)).toMatchObject([NOT_STARTED, NOT_STARTED]);
	});

	it('before anything was sent says so in the message, too, if it is to stop', async () => {
		const fault = failing('getWorkflowDataProxy');
		const { thrown } = await run({ fault, failure: { onError: 'stopWorkflow' } });
		expect(thrown).toMatchObject({
			message: NOT_STARTED.message,
			description: NOT_STARTED.nextStep,
			context: { itemIndex: 0 },
		});
	});

	it('when it has begun says that the orders are to be looked up', async () => {
		const { output } = await run({ fault: failing('subject.list', 2) });
		expect(errorsIn(output)).toMatchObject([NOT_FINISHED, NOT_FINISHED]);
	});

	it('before anything was sent, when an earlier try has sent something, says the same', async () => {
		const store: IDataObject = {};
		await run({ store });
		const { output } = await run({ store, fault: failing('getWorkflowDataProxy') });
		const { nextStep, outcome, stopped } = NOT_FINISHED;
		const error = { message: NOT_STARTED.message, nextStep, outcome, stopped };
		expect(errorsIn(output)).toMatchObject([error, error]);
	});

	it('over one credential says so for its item, and goes on with the other', async () => {
		const { output, service } = await run({ fault: failing('vendor.credential', 2) });
		expect(errorsIn(output)).toMatchObject([
			{
				message: 'No call was sent for order 1: the credential could not be opened',
				nextStep: 'Check the expressions in the credential',
				outcome: 'notAttempted',
			},
			undefined,
		]);
		expect([service.isCancelled('1'), service.isCancelled('2')]).toEqual([false, true]);
	});
});

describe('an item without an ID', () => {
	it('costs nothing: no credential is opened for it', async () => {
		const { output, steps } = await run({ orderIds: ['', 'x'] });
		expect(errorsIn(output)).toMatchObject([
			{ outcome: 'invalidOrderId' },
			{ outcome: 'invalidOrderId' },
		]);
		expect(steps.has('getCredentials')).toBe(false);
	});

	it('has its credential opened where something else is wrong with it', async () => {
		const { output, steps } = await run({ parameters: { options: { dryRun: 'perhaps' } } });
		expect(errorsIn(output)).toMatchObject([{ outcome: 'notAttempted' }, {}]);
		expect(steps.get('getCredentials')).toBe(2);
	});
});

describe('what a run leaves behind', () => {
	it('is kept by resource and operation', async () => {
		const store: IDataObject = {};
		await run({ store });
		const kept = Object.keys(store.orders ?? {});
		expect(kept.map((key) => key.split(' ').slice(0, 2))).toEqual([
			['order', 'cancel'],
			['order', 'cancel'],
		]);
	});

	it.each(['cancel', 'get', 'getAll'])(
		'is nobody who sends anything any more (%s)',
		async (operation) => {
			const stop = jest.spyOn(VendorClient.prototype, 'stop');
			await run({ operation });
			expect(stop).toHaveBeenCalledTimes(1);
		},
	);

	it('is nobody who sends anything any more, if it stumbles', async () => {
		const stop = jest.spyOn(VendorClient.prototype, 'stop');
		await run({ fault: failing('subject.list', 2) });
		expect(stop).toHaveBeenCalledTimes(1);
	});
});

describe('a run that reads', () => {
	const denied = { '1': 'forbids', '2': 'forbids' } as const;

	it('names the order that could not be read', async () => {
		const { output } = await run({ operation: 'get', behaviours: denied });
		expect(errorsIn(output)).toMatchObject([{ orderId: '1' }, { orderId: '2' }]);
		expect(output?.[0]?.json.error).toMatchObject({
			message: expect.stringContaining('order 1 was not read') as string,
		});
	});

	it('names no order where a list could not be read', async () => {
		const filters = { reference: '1' };
		const { output } = await run({
			operation: 'getAll',
			behaviours: denied,
			parameters: { filters },
		});
		expect(output).toHaveLength(2);
		for (const error of errorsIn(output)) {
			expect(error).toMatchObject({
				message: expect.stringContaining('the list of orders was not read') as string,
			});
			expect(error).not.toHaveProperty('orderId');
		}
	});

	it.each([
		['get', ['GET /orders/1', 'GET /orders/2']],
		['getAll', ['GET /orders', 'GET /orders']],
	])('reads for every item what its operation says: %s', async (operation, log) => {
		const filters = { reference: '1' };
		const { output, service } = await run({ operation, parameters: { filters } });
		expect(output?.map(({ json: { status } }) => status)).toEqual(['open', 'open']);
		expect(service.log.sort()).toEqual(log);
	});

	it('says what went wrong if it is to stop', async () => {
		const failure: FailureSettings = { onError: 'stopWorkflow' };
		const { thrown } = await run({ operation: 'get', behaviours: denied, failure });
		expect(thrown).toMatchObject({
			message: expect.stringContaining('order 1 was not read') as string,
		});
	});
});

describe('the hint beside the output', () => {
	it('sums up what was cancelled', async () => {
		const { steps } = await run();
		expect(steps.get('addExecutionHints')).toBe(1);
	});

	it.each(['get', 'getAll'])(
		'is left out where something was only read (%s)',
		async (operation) => {
			const { steps } = await run({ operation });
			expect(steps.has('addExecutionHints')).toBe(false);
		},
	);
});

it('a run without input asks nothing of anybody', async () => {
	const { output, thrown, steps } = await run({
		orderIds: [],
		failure: { onError: 'stopWorkflow' },
	});
	expect([output, thrown]).toEqual([[], null]);
	expect([...steps.keys()]).toEqual(['getInputData']);
});

it('a run without input has its output all the same, with nothing in it', async () => {
	const context = Object.assign(contextWith([]), { getInputData: () => [] });
	expect(await executeOperation(context, acmeWith(acmeOrder))).toEqual([[]]);
});
