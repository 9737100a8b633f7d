import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import { offerTool, type ToolCase, type Way } from '../support/agentTool';
import { doing, giftCase } from '../support/reads';
import { credentialFor, seedOrders, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

/** A result has to leave room for the rest of the conversation. */
const LONGEST_ANSWER = 600;

const sandbox = useSandbox();

function idFromAi({ node }: ServiceCase): IDataObject {
	const value = "={{ $fromAI('id', 'ID of the order', 'string') }}";
	return { [node.idParameter]: { __rl: true, mode: 'id', value } };
}

async function call(
	service: ServiceCase,
	way: Way,
	calls: IDataObject[],
	{ parameters, onError }: Pick<ToolCase, 'parameters' | 'onError'> = {},
) {
	return await offerTool({
		node: service.node,
		credential: credentialFor(sandbox(), service),
		parameters: { ...idFromAi(service), ...parameters },
		calls,
		way,
		onError,
	});
}

function resultIn(answer: string | undefined): IDataObject {
	const [result] = JSON.parse(answer ?? '[]') as IDataObject[];
	return result ?? {};
}

function cancels(): number {
	return sandbox().requests({ operation: 'cancel' }).length;
}

describe.each(['direct', 'engine'] as const)('a call of the model (%s)', (way) => {
	describe.each(SERVICES)('$service', (service) => {
		it('cancels the order that it names, and gets back a short result', async () => {
			const [id = ''] = seedOrders(sandbox(), service, 1);

			const { answers } = await call(service, way, [{ id }]);

			expect(resultIn(answers[0])).toMatchObject({
				orderId: id,
				outcome: 'cancelled',
				stopped: true,
				retryable: false,
			});
			expect(answers[0]?.length).toBeLessThan(LONGEST_ANSWER);
			expect(answers[0]).not.toContain(SANDBOX_RECIPIENT.lastName);
			expect(sandbox().order(service.sandboxService, id)?.cancelCount).toBe(1);
		});

		it('a second call for the same order sends nothing, and gets the same answer', async () => {
			const [id = ''] = seedOrders(sandbox(), service, 1);

			const { answers } = await call(service, way, [{ id }, { id: ` ${id}` }]);

			expect(answers[1]).toBe(answers[0]);
			expect(cancels()).toBe(1);
		});

		it('an id that is none sends nothing, and the model is told', async () => {
			const { answers } = await call(service, way, [{ id: '' }, { id: '../1' }]);

			expect(answers[0]).toContain("'Order ID' is blank, so nothing was sent");
			expect(answers[1]).toContain('ID (expected');
			expect(sandbox().requests()).toEqual([]);
		});

		it('a refusal that is reported comes as a result with all that the model needs', async () => {
			const id = service.idOf(0);
			sandbox().seed([{ service: service.sandboxService, id, status: service.tooLate }]);

			const { answers } = await call(service, way, [{ id }], {
				parameters: { options: { whenRefused: 'report' } },
			});

			expect(resultIn(answers[0])).toMatchObject({
				outcome: 'tooLate',
				stopped: false,
				retryable: false,
				message: expect.stringContaining('can no longer be cancelled'),
				nextStep: expect.stringContaining('Expect it to ship'),
			});
			expect(answers[0]?.length).toBeLessThan(LONGEST_ANSWER);
		});

		it('a refusal that is not reported reaches the model in words', async () => {
			const id = service.idOf(0);
			sandbox().seed([{ service: service.sandboxService, id, status: service.tooLate }]);

			const { answers } = await call(service, way, [{ id }]);

			expect(answers[0]).toContain('can no longer be cancelled');
		});

		it('what the builder set is not for the model to change', async () => {
			const [id = ''] = seedOrders(sandbox(), service, 1);

			const { answers } = await call(
				service,
				way,
				[{ id, dryRun: false, options: { dryRun: false }, onlyIfStatus: [] }],
				{ parameters: { options: { dryRun: true, onlyIfStatus: [service.cancellable] } } },
			);

			expect(resultIn(answers[0])).toMatchObject({ outcome: 'cancellable', stopped: false });
			expect(cancels()).toBe(0);
		});

		it('Get Many, as a tool, gives the model the orders without their addresses', async () => {
			const ids = seedOrders(sandbox(), service, 2);

			const { answers } = await call(doing(service, 'getAll'), way, [{}]);

			const orders = JSON.parse(answers[0] ?? '[]') as IDataObject[];
			expect(orders.map(({ orderId }) => orderId).sort()).toEqual(ids);
			expect(answers[0]).not.toContain(SANDBOX_RECIPIENT.street);
			expect(answers[0]).not.toContain(SANDBOX_RECIPIENT.email);
		});
	});

	it('a gift is expired by its id', async () => {
		const gift = giftCase('expire');
		sandbox().seedGift({ id: gift.idOf(0), status: 'opened', orders: [] });

		const { answers } = await call(gift, way, [{ id: gift.idOf(0) }]);

		expect(resultIn(answers[0])).toMatchObject({ outcome: 'cancelled', status: 'expired' });
	});
});
