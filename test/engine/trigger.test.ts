import type { IDataObject } from 'n8n-workflow';

import { SANDBOX_RECIPIENT } from '../../sandbox';
import { ActiveTrigger, type TriggerForm } from '../support/activeTrigger';
import { addOtherWebhooks, listedWebhooks } from '../support/thanksIoWebhooks';
import { keepWaitsShort } from '../support/shortWaits';
import { useSandbox } from '../support/useSandbox';

keepWaitsShort();

const sandbox = useSandbox();

const ORDER_ID = '42708';
const STATUS_UPDATE = 'order.status_update';
const DELIVERED = 'order_item.delivered';

const opened: ActiveTrigger[] = [];

async function openTrigger(
	parameters: IDataObject = {},
	more: Partial<TriggerForm> = {},
): Promise<ActiveTrigger> {
	const trigger = await ActiveTrigger.open({
		nodeType: 'thanksIoTrigger',
		credential: sandbox().credentialOf('thanksIo'),
		parameters: { events: [STATUS_UPDATE], ...parameters },
		...more,
	});
	opened.push(trigger);
	return trigger;
}

async function activeTrigger(...form: Parameters<typeof openTrigger>): Promise<ActiveTrigger> {
	const trigger = await openTrigger(...form);
	await trigger.activate();
	return trigger;
}

function seed(status: string, id = ORDER_ID, tenant?: string): void {
	sandbox().seed([
		{ service: 'thanksIo', id, status, ...(tenant === undefined ? {} : { tenant }) },
	]);
}

async function send(more: { id?: string; event?: string; status?: string; orderId?: string } = {}) {
	const event = { event: STATUS_UPDATE, orderId: ORDER_ID, ...more };
	return await sandbox().sendEvent('thanksIo', event);
}

const webhooks = async () => await listedWebhooks(sandbox());

afterEach(async () => {
	for (const trigger of opened.splice(0)) await trigger.close();
});

describe('activating a workflow with thanks.io Trigger', () => {
	it('creates one webhook for each event, and none a second time', async () => {
		const trigger = await openTrigger({ events: [STATUS_UPDATE, DELIVERED] });

		expect(await trigger.activate()).toBe(false);
		expect(await trigger.activate()).toBe(true);

		expect(await webhooks()).toMatchObject([
			{ url: trigger.url, type: STATUS_UPDATE, verb: 'post' },
			{ url: trigger.url, type: DELIVERED, verb: 'post' },
		]);
	});

	it('finds its webhook on the third page of the list', async () => {
		await addOtherWebhooks(sandbox(), 35);
		const trigger = await activeTrigger();

		expect(await trigger.activate()).toBe(true);
		expect(await webhooks()).toHaveLength(36);
	});

	it('deactivating leaves nothing of its own behind, and those of others alone', async () => {
		await addOtherWebhooks(sandbox(), 17);
		const trigger = await activeTrigger({ events: [STATUS_UPDATE, DELIVERED] });

		await trigger.deactivate();

		expect((await webhooks()).map(({ url }) => new URL(url).hostname)).toEqual(
			Array(17).fill('other.example'),
		);
	});

	it('one of two cannot be created: the other one does not stay either', async () => {
		const trigger = await openTrigger({ events: [STATUS_UPDATE, DELIVERED] });
		sandbox().addFault({ operation: 'webhooks', kind: 'statusBefore', status: 422, skip: 3 });

		await expect(trigger.activate()).rejects.toThrow(/HTTP 422/);

		expect(await webhooks()).toEqual([]);
	});

	it('a webhook whose creation was not answered is found, and not created twice', async () => {
		const trigger = await openTrigger();
		sandbox().addFault({ operation: 'webhooks', kind: 'cutAfter', skip: 2 });

		await trigger.activate();

		expect(await webhooks()).toHaveLength(1);
	});

	it('an account without a paid subscription is told so, and what to do', async () => {
		sandbox().setPlan({ paid: false });
		const trigger = await openTrigger();

		await expect(trigger.activate()).rejects.toMatchObject({
			message: expect.stringContaining('takes a paid subscription. Upgrade') as string,
			description: expect.stringContaining('Upgrade') as string,
		});
	});

	it('an account that is only then refused is told the same', async () => {
		const trigger = await openTrigger();
		sandbox().addFault({ operation: 'webhooks', kind: 'statusBefore', status: 403, skip: 2 });

		await expect(trigger.activate()).rejects.toThrow(/paid subscription/);
	});

	it('a key that is refused is called that', async () => {
		const { type, data } = sandbox().credentialOf('thanksIo');
		const trigger = await openTrigger(
			{},
			{ credential: { type, data: { ...data, apiToken: 'x' } } },
		);

		await expect(trigger.activate()).rejects.toThrow(/thanks.io refused the credential/);
	});

	it('signs in by OAuth2 too, with a token that is renewed for it', async () => {
		const credential = sandbox().oAuth2CredentialOf('thanksIo', { uses: 1 });
		const trigger = await activeTrigger({ authentication: 'oAuth2' }, { credential });
		seed('processing');

		expect(await send()).toEqual([200]);
		await trigger.deactivate();

		expect(trigger.started).toMatchObject([{ orderId: ORDER_ID, status: 'Printing' }]);
		expect(sandbox().tokenRequests()).toMatchObject([{ status: 200 }]);
		expect(await webhooks()).toEqual([]);
	});
});

describe('a call to thanks.io Trigger', () => {
	it('starts the workflow with the order as thanks.io has it, and the event beside it', async () => {
		seed('processing');
		const trigger = await activeTrigger();

		expect(await send({ id: 'e1' })).toEqual([200]);

		expect(trigger.started).toEqual([
			{
				orderId: ORDER_ID,
				service: 'thanks.io',
				status: 'Printing',
				cancellable: false,
				createdAt: expect.any(String) as string,
				updatedAt: expect.any(String) as string,
				total: 0.73,
				currency: null,
				recipient: null,
				verified: true,
				event: {
					id: 'e1',
					type: STATUS_UPDATE,
					createdAt: expect.any(String) as string,
					orderItemId: null,
					orderItemStatus: null,
				},
			},
		]);
	});

	it('about a piece says which one, and nothing about who gets it', async () => {
		seed('delivered');
		const trigger = await activeTrigger({ events: [DELIVERED] });

		await send({ event: DELIVERED });

		expect(trigger.started).toMatchObject([
			{ status: 'Delivered', event: { orderItemId: '427081', orderItemStatus: 'Delivered' } },
		]);
		expect(JSON.stringify(trigger.started)).not.toContain(SANDBOX_RECIPIENT.lastName);
	});

	it('without Simplify passes on order and event as they came', async () => {
		seed('delivered');
		const trigger = await activeTrigger({ events: [DELIVERED], simplify: false });

		await send({ event: DELIVERED });

		expect(trigger.started).toMatchObject([
			{
				status: 'Delivered',
				type: 'postcard',
				event: { data: { 'recipient.name': SANDBOX_RECIPIENT.name } },
			},
		]);
	});

	it('that is repeated starts it once, also when n8n was started anew in between', async () => {
		seed('processing');
		const trigger = await activeTrigger();

		await send({ id: 'e1' });
		await send({ id: 'e1' });
		trigger.restart();
		await trigger.activate();
		const again = { event: STATUS_UPDATE, orderId: ORDER_ID, id: 'e1' };
		expect(await sandbox().sendEvent('thanksIo', again)).not.toContain(500);
		await send({ id: 'e2' });

		expect(trigger.started.map(({ event }) => (event as IDataObject).id)).toEqual(['e1', 'e2']);
	});

	it('that comes twice at the same time starts it once', async () => {
		seed('processing');
		const trigger = await activeTrigger();

		await Promise.all([send({ id: 'e1' }), send({ id: 'e1' }), send({ id: 'e2' })]);
		await Promise.all([send({ id: 'e1' }), send({ id: 'e2' })]);

		expect(trigger.started).toHaveLength(2);
	});

	it('remembers the last 500 events and no more', async () => {
		const trigger = await activeTrigger({ options: { trustEvents: true } });

		for (let number = 0; number < 620; number++) await send({ id: `e${number}` });

		const { length } = JSON.parse(trigger.stored)['node:Trigger'].events as string[];
		expect(length).toBe(500);
		await send({ id: 'e619' });
		expect(trigger.started).toHaveLength(620);
	});

	it('out of order tells each time what holds by then', async () => {
		seed('shipped');
		const trigger = await activeTrigger();

		await send({ status: 'shipped' });
		await send({ status: 'processing' });

		expect(trigger.started.map(({ status }) => status)).toEqual(['Shipped', 'Shipped']);
	});

	it.each(['cancelled', 'delivered'])(
		'that is made up and claims %s starts it with the truth',
		async (status) => {
			seed('reviewing');
			const trigger = await activeTrigger();

			await send({ status });

			expect(trigger.started).toMatchObject([{ status: 'Reviewing', verified: true }]);
			expect(JSON.stringify(trigger.started)).not.toMatch(new RegExp(status, 'i'));
		},
	);

	it.each([
		['an order that does not exist', '99999'],
		['an order of somebody else', '42999'],
		['no order', 'x/../../webhooks'],
	])('that is made up about %s starts nothing', async (_case, orderId) => {
		seed('reviewing', '42999', 'somebody else');
		const trigger = await activeTrigger();

		const status = await trigger.call({
			event_type: STATUS_UPDATE,
			event_id: 'made-up',
			data: { 'order.id': orderId, 'order.status': 'Cancelled' },
		});

		expect({ status, started: trigger.started }).toEqual({ status: 200, started: [] });
	});

	it.each([
		['nothing', null],
		['text', 'hello'],
		['a list', []],
		['another event', { event_type: 'scans.scan_update', data: { 'order.id': 42708 } }],
		['an event of no kind', { data: { 'order.id': 42708 } }],
	])('with %s in it starts nothing, and nothing is asked', async (_case, body) => {
		const trigger = await activeTrigger();
		const before = sandbox().requests().length;

		expect(await trigger.call(body)).toBe(200);

		expect(trigger.started).toEqual([]);
		expect(sandbox().requests()).toHaveLength(before);
	});

	it.each([[['shipped']], ['delivered, Shipped']])(
		'starts the workflow only if the order is in a status that was chosen: %j',
		async (onlyIfStatus) => {
			seed('reviewing');
			seed('shipped', '42709');
			const trigger = await activeTrigger({ options: { onlyIfStatus } });

			// What counts is the order, not what is claimed of it.
			await send({ status: 'shipped' });
			await send({ orderId: '42709', status: 'reviewing' });

			expect(trigger.started).toMatchObject([{ orderId: '42709' }]);
		},
	);

	it.each([[['']], [[]], ['']])(
		'starts nothing where the statuses are asked for but come out as %j, and says what to do',
		async (onlyIfStatus) => {
			seed('shipped');
			const trigger = await activeTrigger({ options: { onlyIfStatus } });

			expect(await send({ status: 'shipped' })).toEqual([500]);

			expect(trigger.started).toEqual([]);
			expect(trigger.thrown).toMatchObject([
				{
					message:
						"An event was not passed on, because the option 'Only If Status' is blank. Choose a status under 'Only If Status', or remove the option.",
				},
			]);
		},
	);

	it('whose order cannot be read is not taken over, says why, and works when it is repeated', async () => {
		seed('processing');
		const trigger = await activeTrigger();
		sandbox().addFault({ operation: 'get', kind: 'statusBefore', status: 503, times: 5 });

		expect(await send({ id: 'e1' })).toEqual([500]);
		expect(trigger.thrown).toMatchObject([
			{ message: expect.stringContaining('could not be read') as string },
		]);
		expect(await send({ id: 'e1' })).toEqual([200]);

		expect(trigger.started).toMatchObject([{ status: 'Printing' }]);
	});

	it('with Trust Events passes on what is said, and asks nothing', async () => {
		seed('reviewing');
		const trigger = await activeTrigger({ options: { trustEvents: true } });
		const before = sandbox().requests().length;

		await send({ status: 'shipped' });

		expect(trigger.started).toMatchObject([
			{ orderId: ORDER_ID, status: 'Shipped', cancellable: false, verified: false },
		]);
		expect(sandbox().requests()).toHaveLength(before);
	});

	it('may be repeated as often as somebody tries it in the editor', async () => {
		seed('processing');
		const trigger = await activeTrigger({}, { mode: 'manual' });

		await send({ id: 'e1' });
		await send({ id: 'e1' });

		expect(trigger.started).toHaveLength(2);
	});
});
