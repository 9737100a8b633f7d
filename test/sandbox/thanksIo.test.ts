import { SANDBOX_RECIPIENT } from '../../sandbox';
import { call, cancel, get, useSandbox } from './helpers';

const sandbox = useSandbox();

function seed(status: string, more: { cancellable?: boolean; tenant?: string } = {}): void {
	sandbox().seed([{ service: 'thanksIo', id: '42708', status, ...more }]);
}

test('cancels an order in Reviewing and answers the raw record', async () => {
	seed('reviewing');
	const answer = await cancel(sandbox(), 'thanksIo');
	expect(answer.status).toBe(200);
	expect(answer.json).toMatchObject({
		order: { id: 42708, status: 'cancelled', display_status: 'Cancelled', grand_total: 0 },
	});
	expect(answer.json).not.toHaveProperty('order.created_at');
	expect(answer.text).toContain(SANDBOX_RECIPIENT.name);
	expect(sandbox().order('thanksIo', '42708')).toMatchObject({
		status: 'cancelled',
		cancelled: true,
		cancelCount: 1,
		cancelledAt: expect.any(String),
	});
});

test('the older singular path cancels too and carries plain dates', async () => {
	seed('reviewing');
	const answer = await call(sandbox(), 'thanksIo', '/order/42708/cancel', { method: 'PUT' });
	expect(answer.json).toMatchObject({
		order: {
			status: 'cancelled',
			updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		},
	});
});

test.each(['processing', 'printed', 'fulfilled', 'shipped', 'delivered', 'paused', 'error'])(
	'refuses to cancel in %s',
	async (status) => {
		seed(status);
		const answer = await cancel(sandbox(), 'thanksIo');
		expect(answer.status).toBe(422);
		expect(answer.json).toEqual({
			status: 'failed',
			errors: ['Order can no longer be cancelled'],
		});
		expect(sandbox().order('thanksIo', '42708')).toMatchObject({ status, cancelCount: 0 });
	},
);

test('a second cancel is refused and counts nothing', async () => {
	seed('reviewing');
	await cancel(sandbox(), 'thanksIo');
	expect((await cancel(sandbox(), 'thanksIo')).status).toBe(422);
	expect(sandbox().order('thanksIo', '42708')?.cancelCount).toBe(1);
	expect(
		sandbox()
			.requests()
			.map((entry) => entry.processed),
	).toEqual([true, false]);
});

test('a seeded `cancellable` overrules the status', async () => {
	seed('reviewing', { cancellable: false });
	expect((await cancel(sandbox(), 'thanksIo')).status).toBe(422);
});

test('track shows the display status, no inner id, and the address of a failed piece', async () => {
	seed('processing');
	const answer = await get(sandbox(), 'thanksIo');
	expect(answer.json).toMatchObject({
		data: {
			id: 42708,
			order: { status: 'Printing', created_at: expect.stringMatching(/^\S{10} \S{8}$/) },
			stats: { processing: 1 },
			errors: [],
			returned: [],
		},
	});
	expect(answer.json).not.toHaveProperty('data.order.id');
	expect(answer.json).not.toHaveProperty('data.order.cancellable');
	seed('error');
	expect((await get(sandbox(), 'thanksIo')).text).toContain(SANDBOX_RECIPIENT.street);
});

test('lists newest first, in pages, with links that lose the query', async () => {
	const orders = Array.from({ length: 30 }, (_, index) => ({
		service: 'thanksIo' as const,
		id: String(index + 1),
		status: index === 29 ? 'reviewing' : 'fulfilled',
		createdAt: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
		subAccountId: index < 2 ? 66 : null,
	}));
	sandbox().seed(orders);
	const url = `${sandbox().baseUrlOf('thanksIo')}/orders/list`;
	const first = await call(sandbox(), 'thanksIo', '/orders/list');
	expect(first.json).toMatchObject({
		links: { first: `${url}?page=1`, last: `${url}?page=2`, prev: null, next: `${url}?page=2` },
		meta: { current_page: 1, from: 1, to: 25, last_page: 2, per_page: '25', total: 30 },
	});
	expect(first.json).toHaveProperty(
		'data.0',
		expect.objectContaining({
			id: 30,
			status: 'Reviewing',
			cancellable: true,
			created_at: '2026-01-02T05:00:00.000000Z',
		}),
	);
	expect(first.json).toHaveProperty('data.1.cancellable', false);
	const second = await call(sandbox(), 'thanksIo', '/orders/list?page=2&items_per_page=25');
	expect(second.json).toMatchObject({ links: { next: null }, meta: { from: 26, to: 30 } });
	const sub = await call(sandbox(), 'thanksIo', '/orders/list?sub_account_id=66');
	expect(sub.json).toMatchObject({ meta: { total: 2 } });
});

test('tells unknown, foreign and unauthorised apart as the docs do', async () => {
	expect(await cancel(sandbox(), 'thanksIo', '1')).toMatchObject({
		status: 404,
		json: { message: 'Not Found' },
	});
	seed('reviewing', { tenant: 'another' });
	const foreign = { status: 401, json: { status: 'failed', errors: ['Unauthorized'] } };
	expect(await cancel(sandbox(), 'thanksIo')).toMatchObject(foreign);
	expect(await get(sandbox(), 'thanksIo')).toMatchObject(foreign);
	expect(await cancel(sandbox(), 'thanksIo', '42708', { key: 'wrong' })).toMatchObject({
		status: 401,
		json: { message: 'Unauthenticated.' },
	});
	expect((await call(sandbox(), 'thanksIo', '/orders/list')).json).toMatchObject({ data: [] });
});

test('paths it does not know are 404 and logged as other', async () => {
	expect((await call(sandbox(), 'thanksIo', '/ping')).status).toBe(404);
	expect((await call(sandbox(), 'thanksIo', '/orders//cancel', { method: 'PUT' })).status).toBe(
		404,
	);
	expect((await call(sandbox(), 'thanksIo', '/orders/%E0%A4%A/track')).status).toBe(404);
	expect(
		sandbox()
			.requests()
			.map(({ operation }) => operation),
	).toEqual(['other', 'other', 'get']);
});

test('gives back the metadata of an order, or its reference as such', async () => {
	seed('reviewing');
	const metadataOf = async () => (await get(sandbox(), 'thanksIo')).json;
	expect(await metadataOf()).toMatchObject({ data: { order: { metadata: null } } });
	const order = { service: 'thanksIo', id: '42708', status: 'reviewing' };
	sandbox().seed([{ ...order, reference: '1001' }]);
	expect(await metadataOf()).toMatchObject({
		data: { order: { metadata: { reference: '1001' } } },
	});
	sandbox().seed([{ ...order, metadata: { orderNumber: 1001 } }]);
	expect(await metadataOf()).toMatchObject({
		data: { order: { metadata: { orderNumber: 1001 } } },
	});
});
