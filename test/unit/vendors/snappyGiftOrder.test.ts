import { isAboutAsked } from '../../../nodes/orders/vendor/vendor';
import type { Phase } from '../../../nodes/orders';
import { askFor, SNAPPY_GIFT } from '../support/subjects';

const { subject, id: giftId } = SNAPPY_GIFT;

/** An order of a gift; every word of delivery stands for one product. */
function order(id: string, status: string, ...deliveries: Array<string | undefined>) {
	const orderedProducts = deliveries.map((delivery) => ({ deliveryDetails: { status: delivery } }));
	return { id, status, orderedProducts };
}

type GiftOrder = ReturnType<typeof order>;

function interpret(orders: GiftOrder[], expectedOrderId: string | null = null) {
	const gift = { id: giftId, status: 'claimed', orders };
	return subject.interpretLookUp(gift, askFor(SNAPPY_GIFT, { expectedOrderId }));
}

/** Which order it is, and whether that may be a newer one than was meant. */
function meant(...asked: Parameters<typeof interpret>) {
	const state = interpret(...asked);
	return { ...state, mayBeNewer: state?.mayBeNewer !== undefined };
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
	])('whose products are %j is %s', (deliveries, phase) => {
		expect(interpret([order('A0000001', 'active', ...deliveries)])?.phase).toBe(phase);
	});

	it('is still with Snappy if there is no word on its delivery', () => {
		expect(interpret([order('A0000001', 'active', undefined)])?.phase).toBe('cancellable');
	});

	it('is still with Snappy if nothing is said about the delivery of a product at all', () => {
		const gift = { orders: [{ id: 'A0000001', status: 'active', orderedProducts: [{}] }] };
		expect(subject.interpretLookUp(gift, askFor(SNAPPY_GIFT))?.phase).toBe('cancellable');
	});

	it('is also understood where the delivery stands inside the product', () => {
		const orderedProducts = [{ selectedProduct: { deliveryDetails: { status: 'delivered' } } }];
		const gift = { orders: [{ id: 'A0000001', status: 'active', orderedProducts }] };
		expect(subject.interpretLookUp(gift, askFor(SNAPPY_GIFT))?.phase).toBe('tooLate');
	});
});

describe('which order of a gift is meant', () => {
	const cancelled = order('A0000001', 'cancelled');
	const living = order('B0000001', 'active');
	const other = order('C0000001', 'active');

	it.each<[string, GiftOrder[], object]>([
		['the only one', [living], { id: 'B0000001', mayBeNewer: false }],
		[
			'the only one, though it is cancelled',
			[cancelled],
			{ id: 'A0000001', phase: 'cancelled', mayBeNewer: false },
		],
		[
			'the living one, which may be newer than the request',
			[cancelled, living],
			{ id: 'B0000001', mayBeNewer: true },
		],
		[
			'the living one, wherever it stands in the list',
			[living, cancelled],
			{ id: 'B0000001', mayBeNewer: true },
		],
		['the last of several living ones', [living, other], { id: 'C0000001', mayBeNewer: true }],
		[
			'the active one, also where the history begins with it',
			[living, order('D0000001', 'completed'), order('E0000001', 'refunded'), cancelled],
			{ id: 'B0000001', phase: 'cancellable', mayBeNewer: true },
		],
		[
			'the one that is past cancelling, where no other lives',
			[order('D0000001', 'completed'), cancelled],
			{ id: 'D0000001', phase: 'tooLate', mayBeNewer: true },
		],
		[
			'the living one, also where an older one has no ID',
			[order('', 'cancelled'), living],
			{ id: 'B0000001', phase: 'cancellable', mayBeNewer: true },
		],
		[
			'the last of several cancelled ones',
			[cancelled, order('D0000001', 'cancelled')],
			{ id: 'D0000001', phase: 'cancelled', mayBeNewer: false },
		],
	])('is, if none was named, %s', (_case, orders, expected) => {
		expect(meant(orders)).toMatchObject(expected);
	});

	it.each<[string, GiftOrder[], string, object]>([
		['is the only one', [living], 'B0000001', { phase: 'cancellable', mayBeNewer: false }],
		[
			'is cancelled and another one lives',
			[cancelled, living],
			'A0000001',
			{ phase: 'cancelled', mayBeNewer: true },
		],
		[
			'lives beside a cancelled one',
			[cancelled, living],
			'B0000001',
			{ phase: 'cancellable', mayBeNewer: false },
		],
		[
			'lives beside another living one',
			[living, other],
			'B0000001',
			{ phase: 'cancellable', mayBeNewer: true },
		],
	])('is the one that was named, if it %s', (_case, orders, id, expected) => {
		expect(meant(orders, id)).toMatchObject({ id, ...expected });
	});

	it('is told with what to do if it may be a newer one', () => {
		expect(interpret([cancelled, living], 'A0000001')?.mayBeNewer).toEqual({
			leftAlone: 'the active order of the gift is B0000001, not A0000001',
			unsure: 'the gift has an order that may be newer than this request',
			nextStep:
				'Look at the gift: it has another order, B0000001, which is not cancelled and may ship',
		});
	});

	it('is told without the IDs that Snappy does not give', () => {
		const nameless = order('', 'active');
		expect(interpret([cancelled, nameless], 'A0000001')?.mayBeNewer).toEqual({
			leftAlone: 'the active order of the gift is another one, not A0000001',
			unsure: 'the gift has an order that may be newer than this request',
			nextStep:
				'Look at the gift: it has another order, another one, which is not cancelled and may ship',
		});
		expect(interpret([cancelled, nameless])?.mayBeNewer?.leftAlone).toBe(
			'the active order of the gift is another one, not this one',
		);
	});

	it('is never another one than the one that was named, even if that is not there', () => {
		const ask = askFor(SNAPPY_GIFT, { expectedOrderId: 'X0000001' });
		const state = interpret([cancelled, living], 'X0000001');
		expect(state).toMatchObject({ id: 'B0000001' });
		expect(state !== null && isAboutAsked(state, ask)).toBe(false);
	});

	it('is none if the gift was never claimed', () => {
		expect(interpret([])).toBeNull();
	});
});

describe('an answer about the order of a gift', () => {
	it('says nothing about this gift if it is about another', () => {
		const gift = { id: 'zzz98765', orders: [order('Z0000001', 'cancelled')] };
		expect(subject.interpretLookUp(gift, askFor(SNAPPY_GIFT))).toBeNull();
	});

	it.each([null, [], {}, { orderId: 'A0000001' }, { orderId: 'A0000001', status: '' }])(
		'is none to the cancellation if it does not say how the order stands (%j)',
		(body) => {
			expect(subject.interpretCancel(body, askFor(SNAPPY_GIFT))).toBeNull();
		},
	);

	it.each(['results', 'data'])('may stand in the envelope %s', (envelope) => {
		const gift = { id: giftId, orders: [order('A0000001', 'cancelled')] };
		const state = subject.interpretLookUp({ [envelope]: gift }, askFor(SNAPPY_GIFT));
		expect(state).toMatchObject({ id: 'A0000001', phase: 'cancelled', order: gift });
	});

	it.each<[string, object, Phase, isAbout: boolean]>([
		['the order', { orderId: 'A0000001', status: 'cancelled' }, 'cancelled', true],
		['no order', { status: 'cancelled' }, 'cancelled', false],
		['an order that lives', { orderId: 'A0000001', status: 'active' }, 'unclear', true],
	])('confirms a cancellation only of the order that it names (%s)', (...row) => {
		const [, body, phase, isAbout] = row;
		const state = subject.interpretCancel(body, askFor(SNAPPY_GIFT));
		expect(state?.phase).toBe(phase);
		expect(state !== null && isAboutAsked(state, askFor(SNAPPY_GIFT))).toBe(isAbout);
	});
});

describe('a gift that has no order', () => {
	const noOrder = (gift: unknown) => subject.interpretNoOrder?.(gift, askFor(SNAPPY_GIFT));

	it.each(['unopened', 'Opened', 'unwrapped'])(
		'is to be expired instead as long as nobody has claimed it (%s)',
		(status) => {
			expect(noOrder({ id: giftId, status, orders: [] })).toEqual({
				why: 'nobody has claimed the gift, so it has no order',
				nextStep: "Use the operation 'Expire' to end the gift before it is claimed",
				status,
			});
		},
	);

	it('needs nothing more if it has expired', () => {
		expect(noOrder({ id: giftId, status: 'expired' })).toEqual({
			why: 'the gift has expired without an order',
			nextStep: '',
			status: 'expired',
		});
	});

	it.each<[string, unknown]>([
		['it was claimed', { id: giftId, status: 'claimed', orders: [] }],
		['its status is one that nobody explains', { id: giftId, status: 'locked', orders: [] }],
		['it has no status', { id: giftId, orders: [] }],
		['it has an order', { id: giftId, status: 'opened', orders: [order('A0000001', 'active')] }],
		['it is about another gift', { id: 'zzz98765', status: 'opened', orders: [] }],
		['it is no gift', null],
	])('is not told from an answer if %s', (_case, gift) => {
		expect(noOrder(gift)).toBeNull();
	});
});

describe('the requests about the order of a gift', () => {
	it('name company and source only when they are set', () => {
		const settings = { companyId: 'c1', requestSource: 'api_make' };
		expect(subject.cancel(askFor(SNAPPY_GIFT, { settings }))).toEqual({
			method: 'POST',
			path: '/v2/gifts/abc123de/cancel',
			qs: { companyId: 'c1' },
			headers: { 'Request-Source': 'api_make' },
		});
		expect(subject.lookUp(askFor(SNAPPY_GIFT, { settings: { requestSource: '' } }))).toEqual({
			method: 'GET',
			path: '/v2/gifts/abc123de',
			qs: { expand: 'orders' },
			headers: {},
		});
	});
});

describe('why a gift has no order', () => {
	const whyNot = (gift: object) =>
		subject.interpretNoOrder?.({ id: giftId, ...gift }, askFor(SNAPPY_GIFT));

	it.each(['unopened', 'opened', 'unwrapped'])('is that nobody has claimed it (%s)', (status) => {
		expect(whyNot({ status })).toEqual({
			why: 'nobody has claimed the gift, so it has no order',
			nextStep: "Use the operation 'Expire' to end the gift before it is claimed",
			status,
		});
	});

	it('is that it has expired', () => {
		expect(whyNot({ status: 'expired', orders: [] })).toEqual({
			why: 'the gift has expired without an order',
			nextStep: '',
			status: 'expired',
		});
	});

	it.each([
		['it has one', { status: 'opened', orders: [order('A0000001', 'active')] }],
		['it was claimed', { status: 'claimed' }],
		['its status is not known', { status: 'locked' }],
		['it has no status', {}],
		['it is another gift', { id: 'zzz98765', status: 'opened' }],
	])('is not known where %s', (_what, gift) => {
		expect(whyNot(gift)).toBeNull();
	});
});

describe('the answer to cancelling the order of a gift', () => {
	it('says which order it is about, and how it stands', () => {
		const answer = { orderId: 'A0000001', status: 'cancelled' };
		expect(subject.interpretCancel(answer, askFor(SNAPPY_GIFT))).toEqual({
			id: 'A0000001',
			status: 'cancelled',
			phase: 'cancelled',
			cancelledAt: null,
			order: answer,
		});
	});

	it.each([null, 'cancelled', [], {}, { orderId: 'A0000001' }, { status: ' ' }])(
		'is not believed if it does not say so (%j)',
		(answer) => {
			expect(subject.interpretCancel(answer, askFor(SNAPPY_GIFT))).toBeNull();
		},
	);
});
