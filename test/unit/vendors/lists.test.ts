import fc from 'fast-check';

import { fastPodOrder } from '../../../sandbox/vendors/fastPod';
import { snappyOrder } from '../../../sandbox/vendors/snappy/orders';
import { listItem } from '../../../sandbox/vendors/thanksIo/orders';
import { isRounded } from '../../../nodes/orders/vendor/parse';
import { kept } from '../support/bodies';
import { askPage, listOf, interpretPage, shown } from '../support/pages';
import { askFor, CASES, FAST_POD, SNAPPY, THANKS_IO } from '../support/subjects';

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
		expect(listOf(THANKS_IO).page(askPage()).qs).toStrictEqual({ items_per_page: 2, page: 2 });
	});

	it.each<[string, object, string]>([
		['counts', { meta }, 'false'],
		['counts in text', { meta: { current_page: '2', last_page: '3' } }, 'false'],
		['counts to its end in text', { meta: { current_page: '2', last_page: '2' } }, 'true'],
		['links on', { links: { next: 'https://api.thanks.io/api/v2/orders/list?page=3' } }, 'false'],
		['links nowhere', { links: { next: null } }, 'true'],
		['says nothing', {}, 'null'],
	])('tells its orders, and whether more follow, if it %s', (_case, more, last) => {
		expect(shown(interpretPage(THANKS_IO, { data, ...more }))).toBe(
			`42708 cancellable, 42709 tooLate; last: ${last}`,
		);
	});

	it('is not understood if it is another than was asked for', () => {
		const other = { meta: { ...meta, current_page: '1' } };
		expect(interpretPage(THANKS_IO, { data, ...other })).toBeNull();
	});

	it.each([
		['reviewing', 'Reviewing', true],
		['reviewing', 'reviewing', true],
		['cancelled', 'Canceled', true],
		['reviewing', 'Printing', false],
		['reviewing', null, false],
	])('keeps, for the filter %s, an order in %s: %s', (wanted, status, expected) => {
		const state = { id: '1', status, phase: 'unclear', cancelledAt: null, order: {} } as const;
		expect(listOf(THANKS_IO).keeps?.(state, { status: wanted })).toBe(expected);
		expect(listOf(THANKS_IO).keeps?.(state, {})).toBe(true);
	});

	it('gives orders as they came, and one that is read alone gets the ID that stood beside it', () => {
		expect(interpretPage(THANKS_IO, { data })?.states[0]?.order).toBe(data[0]);
		const body = { data: { id: 42708, order: { status: 'Reviewing' } } };
		const state = THANKS_IO.subject.interpretLookUp(body, askFor(THANKS_IO));
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

	it('is asked for without filters if there are none', () => {
		expect(listOf(SNAPPY).page(askPage()).qs).toStrictEqual({
			'page[number]': 2,
			'page[size]': 2,
			sort: '-createdAt',
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
		['has no links and is full', {}, 2, 'null'],
		['has no links, and fewer orders than were asked for', {}, 300, 'null'],
		['has an empty link', { links: { next: '' } }, 2, 'null'],
	])('tells its orders, and whether more follow, if it %s', (_case, more, size, last) => {
		expect(shown(interpretPage(SNAPPY, { data, ...more }, { size }))).toBe(
			`${states}; last: ${last}`,
		);
	});
});

describe('a page of FastPOD', () => {
	const data = [
		fastPodOrder(kept(FAST_POD, 'new_order', { id: 'F-1' })),
		fastPodOrder(kept(FAST_POD, 'shipped', { id: 'F-2' })),
	];
	const states = 'F-1 cancellable, F-2 tooLate';

	it('is asked for with what its documentation names, and with days', () => {
		const filters = {
			endDate: '2026-01-31T00:00:00.000+09:00',
			orderType: '2',
			paymentMethod: 'point',
			paymentStatus: 'paid',
			search: 'FAS105-111423-000006',
			shippingMethod: '4',
			startDate: '2026-01-01T23:30:00.000-05:00',
			status: 'on_hold',
		};
		expect(listOf(FAST_POD).page(askPage({ filters }))).toEqual({
			method: 'GET',
			path: '/v1/orders',
			qs: {
				page: 2,
				limit: 2,
				end_date: '2026-01-31',
				order_type: '2',
				payment_method: 'point',
				payment_status: 'paid',
				search: 'FAS105-111423-000006',
				shipping_method: '4',
				start_date: '2026-01-01',
				status: 'on_hold',
			},
		});
	});

	it('is searched for all that was typed, and only days are cut', () => {
		const filters = { search: 'FAS105-111423-000006', startDate: '2026-01-01T23:30:00Z' };
		expect(listOf(FAST_POD).page(askPage({ filters })).qs).toMatchObject({
			search: 'FAS105-111423-000006',
			start_date: '2026-01-01',
		});
	});

	it('is searched for a reference, whatever else is searched for', () => {
		const plan = listOf(FAST_POD).page(askPage({ filters: { search: 'F-1', reference: '1001' } }));
		expect(plan.qs).toEqual({ page: 2, limit: 2, search: '1001' });
	});

	it.each<[string, object, string]>([
		['counts, as Laravel does', { current_page: 2, last_page: 3 }, 'false'],
		['counts to its end', { current_page: 2, last_page: 2 }, 'true'],
		['links on', { current_page: 2, next_page_url: 'https://x.example/?page=3' }, 'false'],
		['links nowhere', { current_page: 2, next_page_url: null }, 'true'],
		['says no more than is documented', { current_page: 2 }, 'null'],
	])('tells its orders, and whether more follow, if it %s', (_case, more, last) => {
		expect(shown(interpretPage(FAST_POD, { data, ...more }))).toBe(`${states}; last: ${last}`);
	});

	it('does not say whether more follow if it is an earlier one once more', () => {
		const again = { current_page: 1, data: data.slice(0, 1) };
		expect(shown(interpretPage(FAST_POD, again))).toBe('F-1 cancellable; last: null');
	});
});

describe.each(CASES)('$label: a page that nobody filters', (entry) => {
	it('is asked for with nothing that was not filled in', () => {
		const { qs = {}, headers = {} } = listOf(entry).page(askPage());
		expect(Object.keys(qs).length).toBeGreaterThan(1);
		for (const value of Object.values({ ...qs, ...headers })) expect(value).toBeDefined();
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
		expect(interpretPage(entry, body)).toBeNull();
	});

	it('never throws, and gives no order without an ID that was not rounded', () => {
		const anyPage = fc.oneof(fc.anything(), fc.record({ data: fc.array(fc.object()) }));
		fc.assert(
			fc.property(anyPage, (body) => {
				for (const { id, order } of interpretPage(entry, body)?.states ?? []) {
					expect(id !== null || Object.values(order).some(isRounded)).toBe(true);
				}
			}),
		);
	});
});
