import fc from 'fast-check';

import { snappyOrder } from '../../../sandbox/vendors/snappy/orders';
import { listItem } from '../../../sandbox/vendors/thanksIo';
import { kept } from '../support/bodies';
import { askPage, listOf, readPage, shown } from '../support/pages';
import { askFor, CASES, SNAPPY, THANKS_IO } from '../support/subjects';

describe('a page of thanks.io', () => {
	const data = [
		listItem(kept(THANKS_IO, 'reviewing'), true),
		listItem(kept(THANKS_IO, 'processing', { id: '42709' }), false),
	];
	const meta = { current_page: 2, last_page: 3, per_page: '2', total: 5 };

	it('is asked for with what its documentation names', () => {
		const plan = listOf(THANKS_IO).page(
			askPage({ filters: { subAccountId: '66', status: 'paused' } }),
		);
		expect(plan).toEqual({
			method: 'GET',
			path: '/orders/list',
			qs: { items_per_page: 2, page: 2, sub_account_id: '66' },
		});
		expect(listOf(THANKS_IO).page(askPage()).qs).toEqual({ items_per_page: 2, page: 2 });
	});

	it.each<[string, object, string]>([
		['counts', { meta }, 'false'],
		['counts in text', { meta: { current_page: '2', last_page: '3' } }, 'false'],
		['counts to its end in text', { meta: { current_page: '2', last_page: '2' } }, 'true'],
		['links on', { links: { next: 'https://api.thanks.io/api/v2/orders/list?page=3' } }, 'false'],
		['links nowhere', { links: { next: null } }, 'true'],
		['says nothing', {}, 'null'],
	])('tells its orders, and whether more follow, if it %s', (_case, more, last) => {
		expect(shown(readPage(THANKS_IO, { data, ...more }))).toBe(
			`42708 cancellable, 42709 tooLate; last: ${last}`,
		);
	});

	it('is not understood under another number', () => {
		const other = { meta: { ...meta, current_page: '1' } };
		expect(readPage(THANKS_IO, { data, ...other })).toBeNull();
	});

	it.each([
		['reviewing', 'Reviewing', true],
		['reviewing', 'reviewing', true],
		['cancelled', 'Canceled', true],
		['reviewing', 'Printing', false],
		['reviewing', null, false],
	])('leaves in, for the filter %s, an order in %s: %s', (wanted, status, expected) => {
		const state = { orderId: '1', status, phase: 'unclear', cancelledAt: null, order: {} } as const;
		expect(listOf(THANKS_IO).keeps?.(state, { status: wanted })).toBe(expected);
		expect(listOf(THANKS_IO).keeps?.(state, {})).toBe(true);
	});

	it('gives orders as they came, and one that is read alone gets the ID that stood beside it', () => {
		expect(readPage(THANKS_IO, { data })?.states[0]?.order).toEqual(data[0]);
		const body = { data: { id: 42708, order: { status: 'Reviewing' } } };
		const state = THANKS_IO.subject.readLookUp(body, askFor(THANKS_IO));
		expect(state?.order).toMatchObject({ status: 'Reviewing' });
		expect(String(state?.order.id)).toBe('42708');
	});

	it('cannot be searched', () => {
		expect(listOf(THANKS_IO).searchFilter).toBeUndefined();
	});
});

describe('a page of Snappy', () => {
	const data = [
		snappyOrder(kept(SNAPPY, 'active')),
		snappyOrder(kept(SNAPPY, 'completed', { id: 'A1bC2dE3fG' })),
	];
	const states = 'G7nR4bD9mK cancellable, A1bC2dE3fG tooLate';

	it('is asked for with what its documentation names, newest first, times in UTC', () => {
		const filters = {
			createdAfter: '2026-01-01T09:00:00.000+09:00',
			createdBefore: '2026-01-02T00:00:00.000Z',
			idempotencyKey: 'key-1,key-2',
			status: 'active',
		};
		const settings = { companyId: 'c1', accountId: 'a1' };
		expect(listOf(SNAPPY).page(askPage({ filters, settings }))).toEqual({
			method: 'GET',
			path: '/v3/orders',
			qs: {
				'page[number]': 2,
				'page[size]': 2,
				sort: '-createdAt',
				'filter[createdAt][gte]': '2026-01-01T00:00:00.000Z',
				'filter[createdAt][lte]': '2026-01-02T00:00:00.000Z',
				'filter[idempotencyKey]': 'key-1,key-2',
				'filter[status]': 'active',
			},
			headers: { 'snappy-company-id': 'c1', 'snappy-account-id': 'a1' },
		});
	});

	it('is searched by the very key, also if that looks like a date', () => {
		const { searchFilter = '' } = listOf(SNAPPY);
		const plan = listOf(SNAPPY).page(askPage({ filters: { [searchFilter]: '2026-01-01' } }));
		expect(plan.qs).toMatchObject({ 'filter[idempotencyKey]': '2026-01-01' });
	});

	it.each<[string, object, number, string]>([
		['links on', { links: { next: '/v3/products?page[number]=3' } }, 2, 'false'],
		['links on, though it is not full', { links: { next: '/v3/orders' } }, 300, 'false'],
		['links nowhere', { links: { next: null } }, 2, 'true'],
		['has no links and is full', {}, 2, 'false'],
		['has no links and is not full', {}, 3, 'true'],
	])('tells its orders, and whether more follow, if it %s', (_case, more, size, last) => {
		expect(shown(readPage(SNAPPY, { data, ...more }, { size }))).toBe(`${states}; last: ${last}`);
	});
});

describe.each(CASES)('$label: an answer that is no list', (entry) => {
	it.each([
		null,
		'',
		'<html>',
		[],
		{},
		{ data: null },
		{ data: {} },
		{ data: [null] },
		{ data: [{}] },
	])('is not understood, instead of being taken for an empty one (%j)', (body) => {
		expect(readPage(entry, body)).toBeNull();
	});

	it('never makes reading throw, and never gives an order without an ID', () => {
		const anyPage = fc.oneof(fc.anything(), fc.record({ data: fc.array(fc.object()) }));
		fc.assert(
			fc.property(anyPage, (body) => {
				for (const { orderId } of readPage(entry, body)?.states ?? [])
					expect(orderId).not.toBeNull();
			}),
		);
	});
});
