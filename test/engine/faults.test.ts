import type { FaultKind, Sandbox } from '../../sandbox';
import { resultOf } from '../support/runNode';
import {
	credentialFor,
	runAgainst,
	seedOrders,
	SERVICES,
	type ServiceCase,
} from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const PROCESSED: FaultKind[] = [
	'timeoutAfter',
	'cutAfter',
	'cutBody',
	'slowBody',
	'statusAfter',
	'emptyAfter',
	'htmlAfter',
	'malformedAfter',
];

const NOT_PROCESSED: Array<[FaultKind, string, number]> = [
	['timeoutBefore', 'cancelled', 2],
	['cutBefore', 'cancelled', 2],
	['statusBefore', 'cancelled', 2],
	['malformedBefore', 'cancelled', 2],
	['rateLimited', 'cancelled', 2],
	['otherState', 'unknown', 1],
	['statusFalse', 'unknown', 1],
	['otherOrder', 'unknown', 1],
	['emptyBefore', 'unknown', 1],
	['htmlBefore', 'unknown', 1],
	['redirect', 'unknown', 1],
];

async function cancelWithFault(sandbox: Sandbox, service: ServiceCase, kind: FaultKind) {
	const ids = seedOrders(sandbox, service, 1);
	sandbox.addFault({ service: service.sandboxService, operation: 'cancel', kind });
	const { items } = await runAgainst(sandbox, service, ids, { options: { requestTimeout: 400 } });
	return {
		result: resultOf(items[0]),
		order: sandbox.order(service.sandboxService, ids[0] ?? ''),
		cancels: sandbox.requests({ operation: 'cancel' }),
	};
}

describe.each(SERVICES)('$service', (service) => {
	const sandbox = useSandbox();

	it.each(PROCESSED)(
		'%s: the cancel was carried out, so exactly one is sent and the order is reported as cancelled',
		async (kind) => {
			const { result, order, cancels } = await cancelWithFault(sandbox(), service, kind);

			expect(cancels).toHaveLength(1);
			expect(order).toMatchObject({ cancelled: true, cancelCount: 1 });
			expect(result).toMatchObject({ outcome: 'cancelled', stopped: true, attempts: 1 });
		},
	);

	it.each(NOT_PROCESSED)(
		'%s: the cancel was not carried out, and the report says %s',
		async (kind, outcome, sends) => {
			const { result, order, cancels } = await cancelWithFault(sandbox(), service, kind);

			expect(cancels).toHaveLength(sends);
			expect(result).toMatchObject({ outcome, attempts: sends });
			expect(result.stopped).toBe(outcome === 'cancelled' ? true : null);
			expect(order?.cancelled).toBe(outcome === 'cancelled');
		},
	);

	it('processLate: a cancel that works after the time is over is found out, and not counted as a refusal', async () => {
		const ids = seedOrders(sandbox(), service, 1);
		sandbox().addFault({ operation: 'cancel', kind: 'processLate', delayMs: 400 });
		// The order is still open when it is read, and cancelled by the time the second cancel arrives.
		sandbox().addFault({ operation: 'cancel', kind: 'rateLimited', skip: 1, retryAfter: '1' });

		const { items } = await runAgainst(sandbox(), service, ids, {
			options: { requestTimeout: 100 },
		});

		expect(resultOf(items[0])).toMatchObject({ outcome: 'cancelled', stopped: true });
		expect(sandbox().order(service.sandboxService, ids[0] ?? '')?.cancelCount).toBe(1);
	});

	it('reports the truth for an order in any state', async () => {
		const ids = [0, 1, 2].map((number) => service.idOf(number));
		const [open = '', late = '', gone = ''] = ids;
		const { sandboxService, cancellable, tooLate } = service;
		sandbox().seed([
			{ service: sandboxService, id: open, status: cancellable },
			{ service: sandboxService, id: late, status: tooLate },
			{ service: sandboxService, id: gone, status: 'cancelled', cancelled: true },
		]);

		const { items } = await runAgainst(sandbox(), service, [...ids, service.idOf(9)]);

		expect(items.map((item) => resultOf(item).outcome)).toEqual([
			'cancelled',
			'tooLate',
			'alreadyCancelled',
			'notFound',
		]);
		expect(sandbox().order(sandboxService, gone)?.cancelCount).toBe(0);
	});

	it("does not take another account's order for a bad credential", async () => {
		const ids = seedOrders(sandbox(), service, 1);
		const foreign = service.idOf(5);
		sandbox().seed([
			{
				service: service.sandboxService,
				tenant: 'another',
				id: foreign,
				status: service.cancellable,
			},
		]);

		const { items } = await runAgainst(sandbox(), service, [foreign, ...ids]);

		expect(['forbidden', 'notFound']).toContain(resultOf(items[0]).outcome);
		expect(resultOf(items[1])).toMatchObject({ outcome: 'cancelled' });
	});

	it('a 401 whose body is cut off is not sent again by n8n behind our back', async () => {
		const ids = seedOrders(sandbox(), service, 1);
		sandbox().addFault({ operation: 'cancel', kind: 'cutBody' });
		const credential = { ...credentialFor(sandbox(), service), [service.keyField]: 'wrongkey' };

		const { items } = await runAgainst(sandbox(), service, ids, { credential });

		expect(
			sandbox()
				.requests({ operation: 'cancel' })
				.map(({ status }) => status),
		).toEqual([401]);
		expect(resultOf(items[0])).toMatchObject({ outcome: 'unknown', attempts: 1 });
	});

	it('a wrong key is refused once, and the rest of the run is not sent', async () => {
		const ids = seedOrders(sandbox(), service, 200);
		const { sandboxService, keyField } = service;
		const credential = { [keyField]: 'wrongkey', baseUrl: sandbox().baseUrlOf(sandboxService) };

		const { items } = await runAgainst(sandbox(), service, ids, { credential });

		const outcomes = items.map((item) => resultOf(item).outcome);
		expect(outcomes.filter((outcome) => outcome === 'unauthorized')).toHaveLength(4);
		expect(sandbox().requests({ operation: 'probe' })).toHaveLength(1);
		expect(new Set(outcomes)).toEqual(new Set(['unauthorized', 'notAttempted']));
		expect(
			sandbox()
				.orders()
				.some(({ cancelled }) => cancelled),
		).toBe(false);
	});
});
