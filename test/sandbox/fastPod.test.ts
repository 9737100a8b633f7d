import { SANDBOX_RECIPIENT } from '../../sandbox';
import { call, cancel, get, useSandbox } from './helpers';

const sandbox = useSandbox();
const id = 'F237-120723-000001';

test.each(['draft', 'new_order', 'on_hold'])('cancels an order in %s', async (status) => {
	sandbox().seed([{ service: 'fastPod', id, status, reference: 'shop-1001', testOrder: true }]);
	const answer = await cancel(sandbox(), 'fastPod');
	expect(answer).toMatchObject({
		status: 200,
		json: {
			status: true,
			message: 'Order cancelled successfully.',
			data: {
				id,
				reference_id: 'shop-1001',
				order_status: 'cancelled',
				test_order: true,
				cancelled_at: expect.stringMatching(/\.\d{6}Z$/),
				address: { name: SANDBOX_RECIPIENT.name, email: SANDBOX_RECIPIENT.email },
			},
		},
	});
	expect(sandbox().order('fastPod', id)).toMatchObject({ cancelled: true, cancelCount: 1 });
});

test.each(['in_production', 'shipped', 'cancelled', 'rejected'])(
	'refuses to cancel in %s',
	async (status) => {
		sandbox().seed([{ service: 'fastPod', id, status }]);
		expect(await cancel(sandbox(), 'fastPod')).toMatchObject({
			status: 422,
			json: { status: false, message: `Order can not be cancelled in status ${status}` },
		});
		expect(sandbox().order('fastPod', id)).toMatchObject({ status, cancelCount: 0 });
	},
);

test('get answers the bare order', async () => {
	sandbox().seed([{ service: 'fastPod', id, status: 'shipped' }]);
	const answer = await get(sandbox(), 'fastPod');
	expect(answer.json).toMatchObject({ id, order_status: 'shipped', cancelled_at: null });
	expect(answer.json).not.toHaveProperty('data');
});

test('unknown and foreign orders look alike; a wrong key is 401', async () => {
	sandbox().seed([{ service: 'fastPod', id, status: 'draft', tenant: 'another' }]);
	const hidden = { status: 404, json: { message: 'Not found' } };
	expect(await get(sandbox(), 'fastPod')).toMatchObject(hidden);
	expect(await cancel(sandbox(), 'fastPod')).toMatchObject(hidden);
	expect(await cancel(sandbox(), 'fastPod', 'F1-010101-000009')).toMatchObject(hidden);
	expect(await get(sandbox(), 'fastPod', id, { key: null })).toMatchObject({
		status: 401,
		json: { message: 'Unauthenticated.' },
	});
});

test('lists in the Laravel paginator and filters', async () => {
	const seeds = Array.from({ length: 130 }, (_, index) => ({
		service: 'fastPod' as const,
		id: `F1-010126-${String(index).padStart(6, '0')}`,
		status: index % 2 === 0 ? 'draft' : 'shipped',
		reference: `shop-${index}`,
		orderType: index < 3 ? '2' : '1',
		createdAt: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
	}));
	sandbox().seed(seeds);
	const url = `${sandbox().baseUrlOf('fastPod')}/v1/orders`;
	const list = async (query: string) =>
		(await call(sandbox(), 'fastPod', `/v1/orders${query}`)).json;
	expect(await list('?limit=500')).toMatchObject({
		current_page: 1,
		per_page: 100,
		from: 1,
		to: 100,
		last_page: 2,
		total: 130,
		path: url,
		prev_page_url: null,
		next_page_url: `${url}?page=2`,
	});
	expect(await list('?page=2&limit=100')).toMatchObject({ next_page_url: null, to: 130 });
	expect(await list('?page=9')).toMatchObject({ data: [], from: null, to: null });
	expect(await list('?status=draft&search=&start_date&end_date')).toMatchObject({ total: 65 });
	expect(await list('?search=SHOP-129')).toMatchObject({
		total: 1,
		data: [{ order_status: 'shipped' }],
	});
	expect(await list('?start_date=2026-01-02&end_date=2026-01-03')).toMatchObject({ total: 2 });
	expect(await list('?order_type=2')).toMatchObject({ total: 3 });
	expect(await list('?payment_status=unpaid&payment_method=cash')).toMatchObject({ total: 65 });
	expect(await list('?payment_method=point')).toMatchObject({ total: 0 });
});
