import type { Phase } from '../../../nodes/orders/contract/orderState';
import { isAboutAsked } from '../../../nodes/orders/judge/decision';
import { askFor, SNAPPY_GIFT } from '../support/subjects';

/** An order of a gift; every word of delivery stands for one product. */
function order(id: string, status: string, ...deliveries: Array<string | undefined>) {
	const orderedProducts = deliveries.map((delivery) => ({ deliveryDetails: { status: delivery } }));
	return { id, status, orderedProducts };
}

type GiftOrder = ReturnType<typeof order>;

function read(orders: GiftOrder[], expectedOrderId: string | null = null) {
	const gift = { id: SNAPPY_GIFT.id, status: 'claimed', orders };
	return SNAPPY_GIFT.subject.readLookUp(gift, askFor(SNAPPY_GIFT, { expectedOrderId }));
}

describe('an active order of a gift', () => {
	it.each<[string[], Phase]>([
		[['orderReceived'], 'cancellable'],
		[['order_received'], 'cancellable'],
		[['shipped'], 'tooLate'],
		[['inTransit'], 'tooLate'],
		[['in_transit'], 'tooLate'],
		[['outForDelivery'], 'tooLate'],
		[['delivered'], 'tooLate'],
		[['returned'], 'unclear'],
		[['constructor'], 'unclear'],
		[['orderReceived', 'delivered'], 'tooLate'],
		[['returned', 'delivered'], 'tooLate'],
		[['orderReceived', 'returned'], 'unclear'],
		[[], 'cancellable'],
	])('whose products are %j', (deliveries, phase) => {
		expect(read([order('A0000001', 'active', ...deliveries)])?.phase).toBe(phase);
	});

	it('without a word on delivery is still with Snappy', () => {
		expect(read([order('A0000001', 'active', undefined)])?.phase).toBe('cancellable');
	});

	it('is also read where the delivery stands inside the product', () => {
		const orderedProducts = [{ selectedProduct: { deliveryDetails: { status: 'delivered' } } }];
		const gift = { orders: [{ id: 'A0000001', status: 'active', orderedProducts }] };
		const state = SNAPPY_GIFT.subject.readLookUp(gift, askFor(SNAPPY_GIFT));
		expect(state?.phase).toBe('tooLate');
	});
});

describe('which order of a gift is meant', () => {
	const cancelled = order('A0000001', 'cancelled');
	const living = order('B0000001', 'active');
	const other = order('C0000001', 'active');

	it.each<[string, GiftOrder[], object]>([
		['the only one', [living], { orderId: 'B0000001', mayBeNewer: false }],
		[
			'the only one, cancelled',
			[cancelled],
			{ orderId: 'A0000001', phase: 'cancelled', mayBeNewer: false },
		],
		[
			'the living one, which may be newer than the request',
			[cancelled, living],
			{ orderId: 'B0000001', mayBeNewer: true },
		],
		[
			'the living one in any order of the list',
			[living, cancelled],
			{ orderId: 'B0000001', mayBeNewer: true },
		],
		['the last of several living ones', [living, other], { orderId: 'C0000001', mayBeNewer: true }],
		[
			'the last of several cancelled ones',
			[cancelled, order('D0000001', 'cancelled')],
			{ orderId: 'D0000001', phase: 'cancelled', mayBeNewer: false },
		],
	])('none was named: %s', (_case, orders, expected) => {
		expect(read(orders)).toMatchObject(expected);
	});

	it.each<[string, GiftOrder[], string, object]>([
		['it is the only one', [living], 'B0000001', { phase: 'cancellable', mayBeNewer: false }],
		[
			'it is cancelled and another one lives',
			[cancelled, living],
			'A0000001',
			{ phase: 'cancelled', mayBeNewer: true },
		],
		[
			'it lives beside a cancelled one',
			[cancelled, living],
			'B0000001',
			{ phase: 'cancellable', mayBeNewer: false },
		],
		[
			'it lives beside another living one',
			[living, other],
			'B0000001',
			{ phase: 'cancellable', mayBeNewer: true },
		],
	])('it was named: %s', (_case, orders, id, expected) => {
		expect(read(orders, id)).toMatchObject({ orderId: id, ...expected });
	});

	it('a named one that is not there is never taken for another', () => {
		const ask = askFor(SNAPPY_GIFT, { expectedOrderId: 'X0000001' });
		const state = read([cancelled, living], 'X0000001');
		expect(state).toMatchObject({ orderId: 'B0000001' });
		expect(state !== null && isAboutAsked(state, ask)).toBe(false);
	});

	it('there is none in a gift that was never claimed', () => {
		expect(read([])).toBeNull();
	});
});

describe('an answer about another gift', () => {
	it('says nothing about this one', () => {
		const gift = { id: 'zzz98765', orders: [order('Z0000001', 'cancelled')] };
		expect(SNAPPY_GIFT.subject.readLookUp(gift, askFor(SNAPPY_GIFT))).toBeNull();
	});
});

describe('the envelope of a gift', () => {
	it.each(['results', 'data'])('may be %s', (envelope) => {
		const gift = { id: SNAPPY_GIFT.id, orders: [order('A0000001', 'cancelled')] };
		const state = SNAPPY_GIFT.subject.readLookUp({ [envelope]: gift }, askFor(SNAPPY_GIFT));
		expect(state).toMatchObject({ orderId: 'A0000001', phase: 'cancelled', order: gift });
	});
});

describe('the requests about a gift', () => {
	it('name company and source only when they are set', () => {
		const settings = { companyId: 'c1', requestSource: 'api_make' };
		expect(SNAPPY_GIFT.subject.cancel(askFor(SNAPPY_GIFT, { settings }))).toEqual({
			method: 'POST',
			path: '/v2/gifts/abc123de/cancel',
			qs: { companyId: 'c1' },
			headers: { 'Request-Source': 'api_make' },
		});
		expect(SNAPPY_GIFT.subject.lookUp(askFor(SNAPPY_GIFT))).toEqual({
			method: 'GET',
			path: '/v2/gifts/abc123de',
			qs: { expand: 'orders' },
			headers: {},
		});
	});
});
