import type { OrderDetails } from '../../../nodes/orders/contract/orderDetails';
import type { OrderState, Phase } from '../../../nodes/orders/contract/orderState';
import { factsOf } from '../../../nodes/orders/result/orderFacts';
import { CASES, GIFT_EXPIRY, THANKS_IO } from '../support/subjects';

/** Exactly what Get and Get Many give with Simplify on. */
const KEYS = [
	'orderId',
	'service',
	'status',
	'cancellable',
	'createdAt',
	'updatedAt',
	'total',
	'currency',
	'recipient',
];

const NOTHING: OrderDetails = {
	createdAt: null,
	updatedAt: null,
	total: null,
	currency: null,
	recipient: null,
};

function state(more: Partial<OrderState> = {}): OrderState {
	return {
		orderId: '42708',
		status: 'Reviewing',
		phase: 'cancellable',
		cancelledAt: null,
		order: {},
		...more,
	};
}

function facts(more: Partial<OrderState>, details: Partial<OrderDetails> = {}) {
	const { vendor, subject } = THANKS_IO;
	return factsOf(vendor, { ...subject, details: () => ({ ...NOTHING, ...details }) }, state(more));
}

describe.each(CASES)('$label: what is told about one that says nothing of itself', (entry) => {
	it('is every key, with null for what is not known', () => {
		const told = factsOf(entry.vendor, entry.subject, state({ status: null, phase: 'unclear' }));
		const isGift = entry.label === GIFT_EXPIRY.label;
		expect(Object.keys(told)).toEqual(
			isGift ? [...KEYS, 'giftId', 'orderStatus', 'canExpire'] : KEYS,
		);
		expect(told).toMatchObject({ service: entry.vendor.service, status: null, total: null });
	});
});

describe('whether an order can still be cancelled', () => {
	it.each<[Phase, boolean | null]>([
		['cancellable', true],
		['tooLate', false],
		['cancelled', false],
		['unclear', null],
	])('is told from its status if the service has no word for it: %s is %s', (phase, expected) => {
		expect(facts({ phase }).cancellable).toBe(expected);
	});

	it.each<[Phase, boolean]>([
		['tooLate', true],
		['cancellable', false],
		['unclear', false],
		['unclear', true],
	])('is what the service says if it has one (%s, but %s)', (phase, cancellable) => {
		expect(facts({ phase }, { cancellable }).cancellable).toBe(cancellable);
	});
});

describe('what is told about an order', () => {
	it('is what the service gave', () => {
		const details = {
			createdAt: '2026-01-01T00:00:00.000Z',
			updatedAt: '2026-01-02T00:00:00.000Z',
			total: 0.73,
			currency: 'USD',
			recipient: 'Renate Beispiel',
		};
		expect(facts({}, details)).toEqual({
			orderId: '42708',
			service: 'thanks.io',
			status: 'Reviewing',
			cancellable: true,
			...details,
		});
	});

	it('is nothing that the order holds beside that: it may be personal', () => {
		const order = { message: 'Dear Renate', address: { street1: 'Musterweg 17' } };
		expect(JSON.stringify(facts({ order }))).not.toMatch(/Renate|Musterweg/);
	});
});
