import { isAboutAsked } from '../../../nodes/orders/vendor/vendor';
import type { Phase } from '../../../nodes/orders';
import { giftBody, kept } from '../support/bodies';
import { askPage } from '../support/pages';
import { askFor, GIFT_EXPIRY, SNAPPY, SNAPPY_GIFT } from '../support/subjects';

const { subject, id } = GIFT_EXPIRY;

function order(status: string, orderId = 'A9bY2kQ7vW', more = {}) {
	return kept(SNAPPY, status, { id: orderId, ...more });
}

/** What Get adds about a gift, with its own status. */
function factsFor(...gift: Parameters<typeof giftBody>) {
	const state = subject.interpretLookUp(giftBody(...gift), askFor(GIFT_EXPIRY));
	if (state === null) return null;
	const show = (status: string | null, isKnown: boolean) => (isKnown ? status : `${status}?`);
	return { status: state.status, ...subject.moreFacts?.(state, show) };
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

describe('the request that expires a gift', () => {
	it('has no query where the key tells the company', () => {
		const ask = askFor(GIFT_EXPIRY, { settings: { companyId: '' } });
		expect(subject.cancel(ask)).toStrictEqual({
			method: 'POST',
			path: '/v2/gifts/abc123de/expire',
			headers: {},
		});
	});
});

describe('the answer to reading a gift', () => {
	it.each([undefined, null, ''])('is about the gift that was asked for if its ID is %j', (none) => {
		const state = subject.interpretLookUp({ id: none, status: 'opened' }, askFor(GIFT_EXPIRY));
		expect(state).toMatchObject({ id, status: 'opened', phase: 'cancellable' });
	});

	it.each([0, ' ', 'abc123dE', 2 ** 53, {}, false])(
		'says nothing about this gift if its ID is %j',
		(other) => {
			const body = { id: other, status: 'opened' };
			expect(subject.interpretLookUp(body, askFor(GIFT_EXPIRY))).toBeNull();
		},
	);

	it.each([null, '', ' ', true, {}])('is not understood if its status is %j', (status) => {
		expect(subject.interpretLookUp({ id, status }, askFor(GIFT_EXPIRY))).toBeNull();
	});
});

describe('the answer to expiring a gift', () => {
	const interpret = (body: unknown) => subject.interpretCancel(body, askFor(GIFT_EXPIRY));

	it.each<[string, unknown, Phase]>([
		['expired', { status: 'expired' }, 'cancelled'],
		['expired, with the ID of the gift', { id, status: 'expired' }, 'cancelled'],
		['claimed', { status: 'claimed' }, 'tooLate'],
		['still open', { status: 'opened' }, 'cancellable'],
		['something new', { status: 'locked' }, 'unclear'],
		['cancelled, which is a word for orders', { status: 'cancelled' }, 'unclear'],
	])('is about the gift that was asked for if it says: %s', (_case, body, phase) => {
		const state = interpret(body);
		expect(state?.phase).toBe(phase);
		expect(state !== null && isAboutAsked(state, askFor(GIFT_EXPIRY))).toBe(true);
	});

	it('says nothing about this gift if it names another', () => {
		const state = interpret({ id: 'zzz98765', status: 'expired' });
		expect(state !== null && isAboutAsked(state, askFor(GIFT_EXPIRY))).toBe(false);
	});

	it.each([null, '', [], {}, { status: null }, { status: 409, message: 5 }, { status: true }])(
		'is not believed if it does not say how the gift stands (%j)',
		(body) => {
			expect(interpret(body)?.phase).not.toBe('cancelled');
		},
	);
});

describe('Get says which operation can stop a gift', () => {
	const inTransit = { fulfillment: 'inTransit' };
	const cancelled = { cancelled: true };

	it.each<[string, Parameters<typeof giftBody>, object]>([
		[
			'Expire if nobody has claimed it',
			['opened', []],
			{ canExpire: true, cancellable: false, orderId: null, orderStatus: null },
		],
		[
			'Cancel Order if it was claimed',
			['claimed', [order('active')]],
			{ canExpire: false, cancellable: true, orderId: 'A9bY2kQ7vW', orderStatus: 'active' },
		],
		[
			'neither if its order is in transit',
			['claimed', [order('active', 'A9bY2kQ7vW', inTransit)]],
			{ canExpire: false, cancellable: false, orderStatus: 'active' },
		],
		[
			'Expire if its order is cancelled and it is open again',
			['unwrapped', [order('cancelled', 'A9bY2kQ7vW', cancelled)]],
			{ canExpire: true, cancellable: false, orderStatus: 'cancelled' },
		],
		[
			'neither if it has expired',
			['expired', []],
			{ canExpire: false, cancellable: false, status: 'expired' },
		],
		[
			'nothing certain about an order whose status nobody explains',
			['claimed', [order('paused')]],
			{ canExpire: false, cancellable: null, orderStatus: 'paused?' },
		],
		[
			'nothing certain about a gift whose status nobody explains',
			['locked', []],
			{ canExpire: null, cancellable: false, status: 'locked' },
		],
		[
			'Cancel Order for the living order if it was claimed again',
			['claimed', [order('cancelled', 'A0000001', cancelled), order('active', 'B0000001')]],
			{ cancellable: true, orderId: 'B0000001' },
		],
	])('%s', (_case, gift, facts) => {
		expect(factsFor(...gift)).toMatchObject({ giftId: id, ...facts });
	});

	it.each([undefined, null, ''])('also where the answer has %j for the ID of the gift', (none) => {
		const state = subject.interpretLookUp(
			{ ...giftBody('opened', []), id: none },
			askFor(GIFT_EXPIRY),
		);
		expect(state).toMatchObject({ id, phase: 'cancellable' });
	});

	it('nothing if the answer is about another gift', () => {
		const other = { ...giftBody('opened', []), id: 'zzz98765' };
		expect(subject.interpretLookUp(other, askFor(GIFT_EXPIRY))).toBeNull();
	});
});

describe('the list of gifts to choose from', () => {
	const ask = (skip: number) => askPage({ page: 3, skip, size: 50, settings: { companyId: 'c1' } });
	const gifts = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ id: `gift000${n}`, status: 'claimed' }));

	it('asks for few fields only, and goes on after what was really received', () => {
		expect(subject.list?.page(ask(70))).toEqual({
			method: 'GET',
			path: '/v2/gifts',
			qs: { fields: 'id,status,createdAt', skip: 70, limit: 50, companyId: 'c1' },
			headers: {},
		});
	});

	it('holds only claimed ones where an order is to be cancelled', () => {
		const { qs } = SNAPPY_GIFT.subject.list?.page(ask(0)) ?? {};
		expect(qs).toMatchObject({ statuses: 'claimed', skip: 0 });
		expect(subject.list?.page(ask(0)).qs).not.toHaveProperty('statuses');
	});

	it.each([50, 49, 0])('does not say whether more follow (%d of 50)', (count) => {
		const page = subject.list?.interpretPage({ results: gifts(count) }, ask(0));
		expect(page).toMatchObject({ isLast: null });
		expect(page?.states).toHaveLength(count);
	});

	it.each([{ results: null }, { data: gifts(1) }, { results: [{ id: 'x' }] }])(
		'is not understood from %j',
		(body) => {
			expect(subject.list?.interpretPage(body, ask(0))).toBeNull();
		},
	);
});
