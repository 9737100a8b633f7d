import type { IDataObject } from 'n8n-workflow';

import type { Webhook } from '../../../nodes/orders/vendor/webhooks';
import { webhooks } from '../../../nodes/ThanksIo/thanksIoWebhooks';

const URL = 'https://n8n.example/webhook/1';
const ONE: Webhook = { id: '17', url: URL, event: 'order.status_update' };

/** An entry of thanks.io's list. */
function entry(more: object = {}): object {
	return { id: 17, url: URL, type: 'order.status_update', verb: 'post', ...more };
}

function page(data: unknown, more: object = {}): object {
	return { data, links: { next: null }, can_manage_webhooks: true, ...more };
}

describe("thanks.io's list of webhooks", () => {
	it('is asked for page by page', () => {
		expect(webhooks.page(3)).toEqual({ method: 'GET', path: '/webhooks', qs: { page: 3 } });
	});

	it('names each with its address and its event', () => {
		const other = { id: 'w2', url: ' https://n8n.example/2 ', type: 'order_item.delivered' };
		expect(webhooks.interpretPage(page([entry(), other]), 1)).toEqual({
			webhooks: [ONE, { id: 'w2', url: 'https://n8n.example/2', event: 'order_item.delivered' }],
			isLast: true,
			mayManage: true,
		});
	});

	it.each<[string, object, Partial<Webhook>]>([
		['an address', { url: null }, { url: '' }],
		['an event', { type: undefined }, { event: '' }],
	])('keeps one without %s', (_case, more, lacks) => {
		const read = webhooks.interpretPage(page([entry(more)]), 1);
		expect(read?.webhooks).toEqual([{ ...ONE, ...lacks }]);
	});

	it.each([[null], ['webhook'], [[]], [{ url: URL }], [{ id: '', url: URL }], [{ id: 2 ** 60 }]])(
		'leaves out what cannot be removed for want of an ID: %j',
		(value) => {
			expect(webhooks.interpretPage(page([value, entry()]), 1)?.webhooks).toEqual([ONE]);
		},
	);

	it.each([
		['the last page by its number', { meta: { current_page: 2, last_page: 2 } }, true],
		['the last page by its link', { links: { next: null } }, true],
		['a page with more to come', { meta: { current_page: 2, last_page: 3 } }, false],
		['a page with a link to the next', { links: { next: '/webhooks?page=3' } }, false],
		['a page that says nothing of it', { links: undefined }, null],
	])('tells %s', (_case, more, isLast) => {
		expect(webhooks.interpretPage(page([entry()], more), 2)).toEqual({
			webhooks: [ONE],
			isLast,
			mayManage: true,
		});
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['text', 'webhooks'],
		['a bare list', [entry()]],
		['no list', page(entry())],
		['another page', page([entry()], { meta: { current_page: 1, last_page: 3 } })],
	])('cannot be told by %s', (_case, body) => {
		expect(webhooks.interpretPage(body, 2)).toBeNull();
	});

	it.each([
		[true, true],
		[false, false],
		[undefined, true],
		[null, true],
	])('says by %j whether they may be managed', (given, mayManage) => {
		const body = page([], { can_manage_webhooks: given });
		expect(webhooks.interpretPage(body, 1)?.mayManage).toBe(mayManage);
	});
});

describe('a webhook of thanks.io', () => {
	it('is created for one event', () => {
		expect(webhooks.create({ url: URL, event: 'order_item.delivered' }, 'n8n workflow 7')).toEqual({
			method: 'POST',
			path: '/webhooks',
			body: { url: URL, type: 'order_item.delivered', verb: 'post', description: 'n8n workflow 7' },
		});
	});

	it.each([
		['17', '/webhooks/17'],
		['../orders/1', '/webhooks/..%2Forders%2F1'],
	])('is removed by its ID: %s', (id, path) => {
		expect(webhooks.remove(id)).toEqual({ method: 'DELETE', path });
	});

	it('takes a paid subscription', () => {
		expect(webhooks.noRight.reason).toContain('may not manage webhooks');
		expect(webhooks.noRight.nextStep).toMatch(/^Upgrade the thanks\.io subscription/);
	});
});

/** A call as thanks.io makes it, with some of it otherwise. */
function call(data: IDataObject = {}, more: IDataObject = {}): IDataObject {
	return {
		event_type: 'order_item.status_update',
		event_id: '9b1f5c3e-0000-4000-8000-0123456789ab',
		timestamp: 1_767_225_600,
		data: {
			'order.id': 42708,
			'order.status': 'Printing',
			'order_item.id': 427081,
			'order_item.current_status': 'In Transit',
			...data,
		},
		...more,
	};
}

describe('a call of thanks.io', () => {
	it('tells event, order and piece', () => {
		expect(webhooks.interpretCall(call())).toEqual({
			id: '9b1f5c3e-0000-4000-8000-0123456789ab',
			event: 'order_item.status_update',
			state: {
				id: '42708',
				status: 'Printing',
				phase: 'tooLate',
				cancelledAt: null,
				order: { id: 42708, status: 'Printing' },
			},
			facts: {
				createdAt: '2026-01-01T00:00:00.000Z',
				orderItemId: '427081',
				orderItemStatus: 'In Transit',
			},
		});
	});

	it.each([
		['reviewing', 'Reviewing', 'cancellable'],
		['CANCELED', 'Cancelled', 'cancelled'],
		[' shipped ', 'Shipped', 'tooLate'],
	])('may say %j for a status that is documented', (given, status, phase) => {
		const state = webhooks.interpretCall(call({ 'order.status': given }))?.state;
		expect(state).toMatchObject({ status, phase, order: { status } });
	});

	it.each(['Call 555-0199 for a refund', 'constructor', '', 5, null, undefined, {}])(
		'puts no words into a workflow that are no status: %j',
		(words) => {
			const given = words as IDataObject[string];
			const event = webhooks.interpretCall(
				call({ 'order.status': given, 'order_item.current_status': given }),
			);
			expect(event?.state).toMatchObject({ status: null, phase: 'unclear' });
			expect(event?.facts.orderItemStatus).toBeNull();
		},
	);

	it.each([
		['processing', 'Processing'],
		['in_local_area', 'In Local Area'],
		['Re-routed', 'Re-routed'],
		['RETURNED TO SENDER', 'Returned to Sender'],
	])('says what became of a piece in the documented word: %s', (given, word) => {
		const event = webhooks.interpretCall(call({ 'order_item.current_status': given }));
		expect(event?.facts.orderItemStatus).toBe(word);
	});

	it.each([
		[1_767_225_600.5, '2026-01-01T00:00:00.500Z'],
		['1767225600', '2026-01-01T00:00:00.000Z'],
		[0, '1970-01-01T00:00:00.000Z'],
		[1e20, null],
		['today', null],
		[null, null],
	])('was made at %j', (timestamp, createdAt) => {
		expect(webhooks.interpretCall(call({}, { timestamp }))?.facts.createdAt).toBe(createdAt);
	});

	it.each([
		['e-1_X', 'e-1_X'],
		[17, '17'],
		['x'.repeat(64), 'x'.repeat(64)],
		['x'.repeat(65), null],
		['e 1', null],
		['e1/', null],
		['<e1', null],
		['', null],
		[null, null],
	])('is known by %j as %j', (given, id) => {
		expect(webhooks.interpretCall(call({}, { event_id: given }))?.id).toBe(id);
	});

	it('may be about a piece that has no ID', () => {
		const event = webhooks.interpretCall(call({ 'order_item.id': null }));
		expect(event?.facts.orderItemId).toBeNull();
	});

	it('may name no order, which is not looked for then', () => {
		expect(webhooks.interpretCall(call({ 'order.id': null }))?.state.id).toBeNull();
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['text', 'hello'],
		['a list', [call()]],
		['no data', { event_type: 'order.status_update' }],
		['data that is none', call({}, { data: 'order.id' })],
		['no event', call({}, { event_type: null })],
		['an event that is no text', call({}, { event_type: ['order.status_update'] })],
	])('is none if there is %s in it', (_case, body) => {
		expect(webhooks.interpretCall(body)).toBeNull();
	});
});
