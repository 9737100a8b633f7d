import type { IExecuteContextData } from 'n8n-workflow';

import { resultOf } from '../support/runNode';
import { runAgainst, seedOrders, SERVICES } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

interface Kept {
	verdict: { outcome: string };
}

describe.each(SERVICES)('$service', (service) => {
	const sandbox = useSandbox();
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	function cancelsOf(id: string | undefined): number {
		return sandbox().requests({ operation: 'cancel', orderId: id ?? '' }).length;
	}

	it('Retry On Fail sends only what is unresolved: one order recovers on the third try', async () => {
		const ids = seedOrders(sandbox(), service, 4);
		const [, late, shaky] = ids;
		const { sandboxService, tooLate } = service;
		sandbox().seed([{ service: sandboxService, id: late ?? '', status: tooLate }]);
		sandbox().addFault({ operation: 'cancel', orderId: shaky, kind: 'otherState', times: 2 });

		const { items, thrown } = await runAgainst(sandbox(), service, ids, {
			settings: retry,
			options: { whenRefused: 'report' },
		});

		expect(thrown).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual([
			'cancelled',
			'tooLate',
			'cancelled',
			'cancelled',
		]);
		expect(ids.map(cancelsOf)).toEqual([1, 1, 3, 1]);
		expect(items[2]?.json.attempts).toBe(3);
	});

	it('the same with On Error = Continue, where n8n runs the node again for its first item', async () => {
		const ids = seedOrders(sandbox(), service, 4);
		sandbox().addFault({ operation: 'cancel', orderId: ids[0], kind: 'otherState', times: 2 });

		const { items } = await runAgainst(sandbox(), service, ids, {
			settings: { ...retry, onError: 'continueRegularOutput' },
		});

		expect(items.map(({ json }) => json.outcome)).toEqual(Array(4).fill('cancelled'));
		expect(ids.map(cancelsOf)).toEqual([3, 1, 1, 1]);
	});

	it('an order that ended unknown is read before it is ever sent again', async () => {
		const ids = seedOrders(sandbox(), service, 1);
		// The cancel works, but nobody can read that for the whole first try.
		sandbox().addFault({ operation: 'cancel', kind: 'cutAfter' });
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', times: 2 });

		const { items } = await runAgainst(sandbox(), service, ids, {
			settings: retry,
			options: { maxAttempts: 2 },
		});

		expect(items[0]?.json).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
		expect(
			sandbox()
				.requests()
				.map(({ operation }) => operation),
		).toEqual(['cancel', 'get', 'get', 'get']);
	});

	it('"Retry execution" goes on from what is settled', async () => {
		const ids = seedOrders(sandbox(), service, 3);
		sandbox().addFault({ operation: 'cancel', orderId: ids[1], kind: 'otherState' });
		const options = {};
		const first = await runAgainst(sandbox(), service, ids, {
			settings: {},
			options,
			credentialId: `again-${service.sandboxService}`,
		});
		expect(first.thrown?.message).toContain('1 of 3 orders is not known to be cancelled');

		const second = await runAgainst(sandbox(), service, ids, {
			settings: {},
			options,
			credentialId: `again-${service.sandboxService}`,
			resume: resumed(first.run.data),
		});

		expect(second.thrown).toBeUndefined();
		expect(second.items.map((item) => resultOf(item).outcome)).toEqual(Array(3).fill('cancelled'));
		expect(ids.map(cancelsOf)).toEqual([1, 2, 1]);
	});

	it('the stop button: nothing more is sent, and what was under way is remembered as unknown', async () => {
		const ids = seedOrders(sandbox(), service, 30);
		sandbox().addFault({ operation: 'cancel', kind: 'timeoutAfter', times: Infinity });
		const kept: IExecuteContextData = {};

		await runAgainst(sandbox(), service, ids, {
			context: kept,
			onStart: (stop) => {
				setTimeout(stop, 300);
			},
		}).catch(() => undefined);

		const sent = sandbox().requests().length;
		expect(sent).toBeGreaterThan(0);
		expect(sent).toBeLessThan(30);
		await new Promise((later) => setTimeout(later, 600));
		expect(sandbox().requests()).toHaveLength(sent);
		const verdicts = Object.values(kept['node:Cancel']?.orders as Record<string, Kept>);
		expect(verdicts.map(({ verdict }) => verdict.outcome)).toEqual(Array(sent).fill('unknown'));
	});
});

/** What n8n stores of a stopped execution and loads for "Retry execution": through JSON, without the last error. */
function resumed(data: Awaited<ReturnType<typeof runAgainst>>['run']['data']): typeof data {
	const copy = JSON.parse(JSON.stringify(data)) as typeof data;
	const { lastNodeExecuted } = copy.resultData;
	delete copy.resultData.error;
	Reflect.deleteProperty(copy.resultData.runData, lastNodeExecuted ?? '');
	return copy;
}
