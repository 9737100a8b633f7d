import fc from 'fast-check';

import {
	factsOf,
	readFailure,
	readResultOf,
	toReadItems,
	type FoundOrders,
	type ReadResult,
} from '../../../nodes/orders/result/readResult';
import { SIMPLIFIED } from '../../../nodes/orders/result/shape';
import { unproven } from '../../../nodes/orders/result/verdict';
import type { OrderDetails, OrderState, Phase } from '../../../nodes/orders/vendor/order';
import { redactorFor } from '../support/redactor';
import { CASES, THANKS_IO } from '../support/subjects';

const RAW = { isRaw: true, keys: null };

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
	const plain = { id: '42708', status: 'Reviewing', cancelledAt: null, order: {} };
	return { ...plain, phase: 'cancellable', ...more };
}

function facts(more: Partial<OrderState>, details: Partial<OrderDetails> = {}) {
	const { vendor } = THANKS_IO;
	const subject = { ...THANKS_IO.subject, details: () => ({ ...NOTHING, ...details }) };
	return factsOf({ vendor, subject }, state(more), redactorFor(THANKS_IO, ['Held for Renate']));
}

describe.each(CASES)('$label: the facts about one that says nothing of itself', (entry) => {
	it('have every key, with null for what is not known, and those that are its own', () => {
		const { vendor, subject } = entry;
		const silent = state({ status: null, phase: 'unclear' });
		const told = factsOf(entry, silent, redactorFor(entry));
		const own = subject.moreFacts?.(silent, (status) => status) ?? {};
		expect(Object.keys(told)).toEqual([...new Set([...KEYS, ...Object.keys(own)])]);
		expect(told).toMatchObject({ service: vendor.service, status: null, total: null, ...own });
	});
});

describe('the status of an order that was read', () => {
	it.each<[Phase, string]>([
		['cancellable', 'Held for Renate'],
		['unclear', '[hidden]'],
	])('is shown as it is only if it is a word that we know (%s: %s)', (phase, shown) => {
		expect(facts({ phase, status: 'Held for Renate' }).status).toBe(shown);
	});
});

describe('the facts about an order', () => {
	it.each<[Phase, boolean | null]>([
		['cancellable', true],
		['tooLate', false],
		['cancelled', false],
		['unclear', null],
	])('tell from its status whether it can be cancelled (%s: %s)', (phase, expected) => {
		expect(facts({ phase }).cancellable).toBe(expected);
	});

	it.each<[Phase, boolean]>([
		['tooLate', true],
		['cancellable', false],
		['unclear', false],
		['unclear', true],
	])("go by the service's own word on it, if it has one (%s, but %s)", (phase, cancellable) => {
		expect(facts({ phase }, { cancellable }).cancellable).toBe(cancellable);
	});

	it('are what the service gave', () => {
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

	it('hold nothing else of the order: it may be personal', () => {
		const order = { message: 'Dear Renate', address: { street1: 'Musterweg 17' } };
		expect(JSON.stringify(facts({ order }))).not.toMatch(/Renate|Musterweg/);
	});
});

function read(item: number, ...ids: string[]): ReadResult {
	return { item, outcome: ids.map((orderId) => ({ orderId })) };
}

/** One order, as reading it gives it. */
function found(more: Partial<OrderState> = {}): FoundOrders {
	return { orders: [state(more)], redactorOf: () => redactorFor(THANKS_IO) };
}

const UNREAD = readFailure(unproven('notFound', 404), THANKS_IO);

describe('what was read for an item', () => {
	const about = THANKS_IO;

	it('is the facts with Simplify, and the order as received without', () => {
		const order = { status: 'Reviewing', note: 'x' };
		const [simple] = [readResultOf(3, found({ order }), about, SIMPLIFIED).outcome].flat();
		expect(simple).toMatchObject({ orderId: '42708', cancellable: true });
		expect(readResultOf(3, found({ order }), about, RAW)).toEqual({
			item: 3,
			outcome: [order],
		});
	});

	it('is why there is nothing', () => {
		expect(readResultOf(3, unproven('notFound', 404), about, SIMPLIFIED)).toEqual({
			item: 3,
			outcome: UNREAD,
		});
	});

	it('is unknown where our own code stumbles over the order', () => {
		const details = () => {
			throw new TypeError('Cannot read properties of undefined');
		};
		const subject = { ...THANKS_IO.subject, details };
		expect(readResultOf(3, found(), { ...about, subject }, SIMPLIFIED)).toMatchObject({
			item: 3,
			outcome: {
				outcome: 'unknown',
				message: 'Order 42708 could not be read: the answer could not be dealt with',
			},
		});
	});

	it('leaves as one item per order, paired with the input that asked for it', () => {
		expect(toReadItems([read(0, 'a', 'b'), read(1), read(2, 'c')])).toEqual([
			{ json: { orderId: 'a' }, pairedItem: { item: 0 } },
			{ json: { orderId: 'b' }, pairedItem: { item: 0 } },
			{ json: { orderId: 'c' }, pairedItem: { item: 2 } },
		]);
	});

	it('leaves as an item with nothing but `error` where it could not be read', () => {
		expect(toReadItems([{ item: 4, outcome: UNREAD }])).toEqual([
			{ json: { error: UNREAD }, pairedItem: { item: 4 } },
		]);
	});

	it('leaves in the order of the input, however many there are', () => {
		const entry = fc.oneof(
			fc.array(fc.string(), { maxLength: 5 }).map((ids) => read(0, ...ids).outcome),
			fc.constant(UNREAD),
		);
		fc.assert(
			fc.property(fc.array(entry), (outcomes) => {
				const results = outcomes.map((outcome, item) => ({ item, outcome }));
				const paired = toReadItems(results).map(({ pairedItem }) => pairedItem);
				const expected = results.flatMap(({ item, outcome }) =>
					Array.isArray(outcome) ? outcome.map(() => ({ item })) : [{ item }],
				);
				expect(paired).toEqual(expected);
			}),
		);
	});
});
