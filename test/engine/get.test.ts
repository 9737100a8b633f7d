import { SANDBOX_RECIPIENT, type OrderSeed } from '../../sandbox';
import { conversation, doing } from '../support/reads';
import { runAgainst, seedOrders, SERVICES, type ServiceCase } from '../support/services';
import { useSandbox } from '../support/useSandbox';
import { keepWaitsShort } from '../support/shortWaits';

keepWaitsShort();

const NAME = SANDBOX_RECIPIENT.name;

const TIMES = { createdAt: '2026-06-01T12:00:00.000Z', updatedAt: '2026-06-02T13:30:00.000Z' };

/** What each service says about an order of the sandbox, beside id, service, status and cancellable. */
const FACTS = {
	thanksIo: { ...TIMES, total: 0.73, currency: null, recipient: null },
	snappy: { ...TIMES, updatedAt: null, total: null, currency: null, recipient: NAME },
	fastPod: { ...TIMES, total: 38.4, currency: null, recipient: NAME },
};

/** A status of the sandbox, the word that the service shows for it, and whether such an order can be cancelled. */
const STATES: Record<
	ServiceCase['sandboxService'],
	Array<[Partial<OrderSeed> & { status: string }, string, boolean | null]>
> = {
	thanksIo: [
		[{ status: 'reviewing' }, 'Reviewing', true],
		[{ status: 'processing' }, 'Printing', false],
		[{ status: 'delivered' }, 'Delivered', false],
		[{ status: 'cancelled' }, 'Cancelled', false],
		[{ status: 'paused' }, 'Paused', null],
	],
	snappy: [
		[{ status: 'active' }, 'active', true],
		[{ status: 'active', fulfillment: 'inTransit' }, 'active', false],
		[{ status: 'completed' }, 'completed', false],
		[{ status: 'cancelled' }, 'cancelled', false],
		[{ status: 'paused' }, 'paused', null],
	],
	fastPod: [
		[{ status: 'new_order' }, 'new_order', true],
		[{ status: 'draft' }, 'draft', true],
		[{ status: 'on_hold' }, 'on_hold', true],
		[{ status: 'in_production' }, 'in_production', false],
		[{ status: 'cancelled' }, 'cancelled', false],
		[{ status: 'rejected' }, 'rejected', null],
	],
};

const LOOK_UPS: Record<ServiceCase['sandboxService'], (id: string) => string> = {
	thanksIo: (id) => `GET /orders/${id}/track`,
	snappy: (id) => `GET /v3/orders/${id}`,
	fastPod: (id) => `GET /v1/orders/${id}`,
};

describe.each(SERVICES.map((service) => doing(service, 'get')))('$service: Get', (service) => {
	const sandbox = useSandbox();
	const { sandboxService } = service;

	it('gives exactly the simplified facts, null where the service says nothing, times in UTC', async () => {
		const id = service.idOf(0);
		sandbox().seed([{ service: sandboxService, id, status: service.cancellable, ...TIMES }]);

		const { items } = await runAgainst(sandbox(), service, [id]);

		const [, shown] = STATES[sandboxService][0] ?? [];
		const facts = { orderId: id, service: service.service, cancellable: true };
		expect(items[0]?.json).toEqual({
			...facts,
			status: shown,
			...FACTS[sandboxService],
		});
		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			'orderId',
			'service',
			'status',
			'cancellable',
			'createdAt',
			'updatedAt',
			'total',
			'currency',
			'recipient',
		]);
		expect(conversation(sandbox(), service)).toEqual([LOOK_UPS[sandboxService](id)]);
	});

	it.each(STATES[sandboxService])(
		'%j: shows status %s, cancellable %s',
		async (state, status, can) => {
			const id = service.idOf(0);
			sandbox().seed([{ service: sandboxService, id, ...state }]);

			const { items } = await runAgainst(sandbox(), service, [id]);

			expect(items[0]?.json).toMatchObject({ status, cancellable: can });
		},
	);

	it('keeps no more of the recipient than the name, and of thanks.io not even that', async () => {
		const ids = seedOrders(sandbox(), service, 1);

		const { run } = await runAgainst(sandbox(), service, ids);

		const { name, email, phone, street, postalCode, lastName } = SANDBOX_RECIPIENT;
		const secrets: string[] = [email, phone, street, postalCode];
		if (sandboxService === 'thanksIo') secrets.push(name, lastName);
		const stored = JSON.stringify(run);
		expect(secrets.filter((text) => stored.includes(text))).toEqual([]);
	});

	it('Simplify off: the order as the service gives it', async () => {
		const ids = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, ids, {
			parameters: { simplify: false },
		});

		expect(Object.keys(items[0]?.json ?? {}).length).toBeGreaterThan(9);
		expect(items[0]?.json).not.toHaveProperty('cancellable');
		expect(JSON.stringify(items[0]?.json)).toContain(SANDBOX_RECIPIENT.lastName);
	});

	it('reads the same id once, however often and however it is written', async () => {
		const [id = ''] = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, [id, ` ${id} `, id]);

		expect(conversation(sandbox(), service)).toEqual([LOOK_UPS[sandboxService](id)]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		expect(items.map(({ json }) => json)).toEqual(Array(3).fill(items[0]?.json));
	});

	it('an order chosen from the list is read like one that was typed in', async () => {
		const [id = ''] = seedOrders(sandbox(), service, 1);

		const { items } = await runAgainst(sandbox(), service, [''], {
			parameters: { orderId: { __rl: true, mode: 'list', value: id, cachedResultName: 'Chosen' } },
		});

		expect(items[0]?.json).toMatchObject({ orderId: id, cancellable: true });
	});
});
