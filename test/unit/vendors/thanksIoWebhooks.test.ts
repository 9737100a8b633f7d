import { webhooks } from '../../../nodes/ThanksIo/thanksIoWebhooks';

const WEBHOOK = { id: 7, url: 'https://n8n.example.com/1', type: 'order.status_update' };
const READ = { id: '7', url: 'https://n8n.example.com/1', event: 'order.status_update' };

describe('the requests about webhooks of thanks.io', () => {
	it('list, create and remove them', () => {
		expect(webhooks.page(3)).toEqual({ method: 'GET', path: '/webhooks', qs: { page: 3 } });
		expect(webhooks.create(READ, 'n8n workflow 7')).toEqual({
			method: 'POST',
			path: '/webhooks',
			body: {
				url: 'https://n8n.example.com/1',
				type: 'order.status_update',
				verb: 'post',
				description: 'n8n workflow 7',
			},
		});
		expect(webhooks.remove('a/b')).toEqual({ method: 'DELETE', path: '/webhooks/a%2Fb' });
	});

	it('that an account may not make are explained', () => {
		expect(webhooks.noRight).toEqual({
			reason: 'This thanks.io account may not manage webhooks, which takes a paid subscription',
			nextStep:
				'Upgrade the thanks.io subscription, or read the orders from time to time with Schedule Trigger and Get Many',
		});
	});
});

describe('a page of webhooks of thanks.io', () => {
	it.each<[string, object, boolean | null]>([
		['counts on', { meta: { current_page: 2, last_page: 3 } }, false],
		['counts to its end', { meta: { current_page: 2, last_page: 2 } }, true],
		['links on', { links: { next: 'https://api.thanks.io/api/v2/webhooks?page=3' } }, false],
		['links nowhere', { links: { next: null } }, true],
		['says nothing', {}, null],
	])('tells its webhooks, and whether more follow, if it %s', (_case, more, isLast) => {
		expect(webhooks.interpretPage({ data: [WEBHOOK], ...more }, 2)).toEqual({
			webhooks: [READ],
			isLast,
			mayManage: true,
		});
	});

	it('says whether the account may have any', () => {
		const page = (can: unknown) =>
			webhooks.interpretPage({ data: [], can_manage_webhooks: can }, 1)?.mayManage;
		expect([true, false, undefined].map(page)).toEqual([true, false, true]);
	});

	it('leaves out what cannot be removed, and takes what is not said for blank', () => {
		const data = [{ ...WEBHOOK, id: null }, { id: 8 }, 'x'];
		expect(webhooks.interpretPage({ data }, 1)?.webhooks).toEqual([
			{ id: '8', url: '', event: '' },
		]);
	});

	it.each([null, 'x', [], {}, { data: {} }, { data: [], meta: { current_page: 3, last_page: 9 } }])(
		'is none, or another one: %j',
		(body) => {
			expect(webhooks.interpretPage(body, 1)).toBeNull();
		},
	);
});

describe('a call of thanks.io', () => {
	const CALL = {
		event_type: 'order.status_update',
		event_id: 'b0f4a3a2-6e0c',
		timestamp: 1_767_225_600,
		data: { 'order.id': 42708, 'order.status': 'printing' },
	};

	it('says what has happened to which order, and when', () => {
		expect(webhooks.interpretCall(CALL)).toMatchObject({
			id: 'b0f4a3a2-6e0c',
			event: 'order.status_update',
			state: { id: '42708', status: 'Printing', phase: 'tooLate' },
			facts: {
				createdAt: '2026-01-01T00:00:00.000Z',
				orderItemId: null,
				orderItemStatus: null,
			},
		});
	});

	it.each([
		['processing', 'Processing'],
		['PRINTED', 'Printed'],
		['shipped', 'Shipped'],
		['in_transit', 'In Transit'],
		['In Local Area', 'In Local Area'],
		['processed for delivery', 'Processed for Delivery'],
		['delivered', 'Delivered'],
		['re-routed', 'Re-routed'],
		['returned to sender', 'Returned to Sender'],
		['failed', 'Failed'],
		['Renate Beispiel', null],
		['constructor', null],
	])('about a piece that is %j calls it %j', (given, status) => {
		const data = {
			...CALL.data,
			'order_item.id': 9,
			'order_item.current_status': given,
		};
		expect(webhooks.interpretCall({ ...CALL, data })?.facts).toMatchObject({
			orderItemId: '9',
			orderItemStatus: status,
		});
	});

	it.each([undefined, 'soon', null, 1e300])('has no time if it says %j', (timestamp) => {
		expect(webhooks.interpretCall({ ...CALL, timestamp })?.facts.createdAt).toBeNull();
	});

	it('has no status that nobody knows: whoever makes one up puts no words into a workflow', () => {
		const data = { ...CALL.data, 'order.status': 'Send it to Renate' };
		expect(webhooks.interpretCall({ ...CALL, data })?.state.status).toBeNull();
	});

	it.each([
		['b0f4', 'b0f4'],
		['x'.repeat(64), 'x'.repeat(64)],
		['x'.repeat(65), null],
		['a b', null],
		['a"', null],
		['"a', null],
		[null, null],
		[undefined, null],
	])('with the ID %j is known as %j', (event_id, id) => {
		expect(webhooks.interpretCall({ ...CALL, event_id })?.id).toBe(id);
	});

	it.each([
		['nothing', null],
		['a text', 'x'],
		['no data', { ...CALL, data: undefined }],
		['no event', { ...CALL, event_type: undefined }],
	])('is none if it is %s', (_what, body) => {
		expect(webhooks.interpretCall(body)).toBeNull();
	});
});
