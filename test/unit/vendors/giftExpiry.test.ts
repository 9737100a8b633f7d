import type { Phase } from '../../../nodes/orders/contract/orderState';
import { isAboutAsked } from '../../../nodes/orders/judge/decision';
import { factsOf } from '../../../nodes/orders/result/orderFacts';
import { giftBody, kept } from '../support/bodies';
import { askFor, GIFT_EXPIRY, SNAPPY, SNAPPY_GIFT } from '../support/subjects';

const { vendor, subject, id } = GIFT_EXPIRY;

function order(status: string, orderId = 'A9bY2kQ7vW', more = {}) {
	return kept(SNAPPY, status, { id: orderId, ...more });
}

/** What Get says about a gift. */
function factsFor(...gift: Parameters<typeof giftBody>) {
	const state = subject.readLookUp(giftBody(...gift), askFor(GIFT_EXPIRY));
	return state === null ? null : factsOf(vendor, subject, state);
}

describe('the requests about a gift itself', () => {
	it('expire it, and read it with its orders', () => {
		const ask = askFor(GIFT_EXPIRY, { settings: { companyId: 'c1', requestSource: 'api_make' } });
		const headers = { 'Request-Source': 'api_make' };
		expect(subject.cancel(ask)).toEqual({
			method: 'POST',
			path: '/v2/gifts/abc123de/expire',
			qs: { companyId: 'c1' },
			headers,
		});
		expect(subject.lookUp(ask)).toEqual({
			method: 'GET',
			path: '/v2/gifts/abc123de',
			qs: { expand: 'orders', companyId: 'c1' },
			headers,
		});
	});
});

describe('the answer to expiring a gift', () => {
	const read = (body: unknown) => subject.readCancel(body, askFor(GIFT_EXPIRY));

	it.each<[string, unknown, Phase]>([
		['says that it is expired', { status: 'expired' }, 'cancelled'],
		['says so of this gift by its ID', { id, status: 'expired' }, 'cancelled'],
		['says that it is claimed', { status: 'claimed' }, 'tooLate'],
		['says that it is still open', { status: 'opened' }, 'cancellable'],
		['says something new', { status: 'locked' }, 'unclear'],
		[
			'says that an order is cancelled, which is no word for a gift',
			{ status: 'cancelled' },
			'unclear',
		],
	])('that %s is about this gift', (_case, body, phase) => {
		const state = read(body);
		expect(state?.phase).toBe(phase);
		expect(state !== null && isAboutAsked(state, askFor(GIFT_EXPIRY))).toBe(true);
	});

	it('about another gift says nothing about this one', () => {
		const state = read({ id: 'zzz98765', status: 'expired' });
		expect(state !== null && isAboutAsked(state, askFor(GIFT_EXPIRY))).toBe(false);
	});

	it.each([null, '', [], {}, { status: null }, { status: 409, message: 5 }, { status: true }])(
		'that does not say how the gift stands is not believed (%j)',
		(body) => {
			expect(read(body)?.phase).not.toBe('cancelled');
		},
	);
});

describe('what Get says about a gift: which operation can stop it', () => {
	const inTransit = { fulfillment: 'inTransit' };

	it.each<[string, Parameters<typeof giftBody>, object]>([
		[
			'that nobody has claimed: Expire',
			['opened', []],
			{ canExpire: true, cancellable: false, orderId: null, orderStatus: null },
		],
		[
			'that was claimed: Cancel Order',
			['claimed', [order('active')]],
			{ canExpire: false, cancellable: true, orderId: 'A9bY2kQ7vW', orderStatus: 'active' },
		],
		[
			'whose order is in transit: nothing',
			['claimed', [order('active', 'A9bY2kQ7vW', inTransit)]],
			{ canExpire: false, cancellable: false, orderStatus: 'active' },
		],
		[
			'whose order is cancelled: Expire, if it is open again',
			['unwrapped', [order('cancelled', 'A9bY2kQ7vW', { cancelled: true })]],
			{ canExpire: true, cancellable: false, orderStatus: 'cancelled' },
		],
		[
			'that has expired: nothing is left to stop',
			['expired', []],
			{ canExpire: false, cancellable: false, status: 'expired' },
		],
		[
			'whose order has a status that nobody explains',
			['claimed', [order('paused')]],
			{ canExpire: false, cancellable: null, orderStatus: 'paused' },
		],
		[
			'whose own status nobody explains',
			['locked', []],
			{ canExpire: null, cancellable: false, status: 'locked' },
		],
		[
			'that was claimed again: its living order',
			[
				'claimed',
				[order('cancelled', 'A0000001', { cancelled: true }), order('active', 'B0000001')],
			],
			{ cancellable: true, orderId: 'B0000001' },
		],
	])('one %s', (_case, gift, facts) => {
		expect(factsFor(...gift)).toMatchObject({ giftId: id, ...facts });
	});

	it('is nothing if the answer is about another gift', () => {
		const other = { ...giftBody('opened', []), id: 'zzz98765' };
		expect(subject.readLookUp(other, askFor(GIFT_EXPIRY))).toBeNull();
	});
});

describe('the list of gifts to choose from', () => {
	const ask = (page: number) => ({ page, size: 50, filters: {}, settings: { companyId: 'c1' } });
	const gifts = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ id: `gift000${n}`, status: 'claimed' }));

	it('asks for few fields only, page by page', () => {
		expect(subject.list?.page(ask(3))).toEqual({
			method: 'GET',
			path: '/v2/gifts',
			qs: { fields: 'id,status,createdAt', skip: 100, limit: 50, companyId: 'c1' },
			headers: {},
		});
	});

	it('holds only claimed ones where an order is to be cancelled', () => {
		expect(SNAPPY_GIFT.subject.list?.page(ask(1)).qs).toMatchObject({
			statuses: 'claimed',
			skip: 0,
		});
		expect(subject.list?.page(ask(1)).qs).not.toHaveProperty('statuses');
	});

	it.each([
		[50, false],
		[49, true],
		[0, true],
	])('ends with a page that is not full (%d of 50: %s)', (count, isLast) => {
		const page = subject.list?.readPage({ results: gifts(count) }, ask(1));
		expect(page).toMatchObject({ isLast });
		expect(page?.states).toHaveLength(count);
	});

	it.each([null, {}, { results: null }, { data: gifts(1) }, { results: [{ id: 'x' }] }])(
		'is not understood from %j',
		(body) => {
			expect(subject.list?.readPage(body, ask(1))).toBeNull();
		},
	);
});
