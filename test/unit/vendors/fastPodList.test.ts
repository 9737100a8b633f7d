import { fastPodOrder } from '../../../sandbox/vendors/fastPod';
import { kept } from '../support/bodies';
import { askPage, listOf, readPage, shown } from '../support/pages';
import { FAST_POD } from '../support/subjects';

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
			search: 'F-1',
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
				search: 'F-1',
				shipping_method: '4',
				start_date: '2026-01-01',
				status: 'on_hold',
			},
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
		expect(shown(readPage(FAST_POD, { data, ...more }))).toBe(`${states}; last: ${last}`);
	});

	it('ends the list where the last page comes once more', () => {
		const again = { current_page: 1, data: data.slice(0, 1) };
		expect(shown(readPage(FAST_POD, again))).toBe('; last: true');
	});
});
