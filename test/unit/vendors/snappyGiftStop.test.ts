import type { OrderState, Phase } from '../../../nodes/orders';
import { askFor, GIFT_EXPIRY, operationIn, SNAPPY } from '../support/subjects';

const { subject } = operationIn(SNAPPY.vendor, 'gift', 'stop');
const giftId = GIFT_EXPIRY.id;

type Status = string | undefined;

/** A gift in a status, with orders from "A cancelled, B active". */
function gift(status: Status, orders = ''): object {
	const list = orders.split(', ').filter((order) => order !== '');
	return {
		id: giftId,
		status,
		orders: list.map((order) => {
			const [name = '', orderStatus] = order.split(' ');
			return { id: name === '-' ? null : name.repeat(8), status: orderStatus };
		}),
	};
}

/** Asks for the order with this name, or for whatever there is. */
function ask(expected: string | null = null, read?: OrderState) {
	const more = { expectedOrderId: expected?.repeat(8) ?? null, settings: {} };
	return askFor(GIFT_EXPIRY, read === undefined ? more : { ...more, read });
}

/** What there is to be stopped: "order BBBBBBBB cancellable". */
function found(body: object, expected: string | null = null): string | null {
	const state = subject.interpretLookUp(body, ask(expected));
	return state && `${state.as?.noun} ${state.id} ${state.phase}`;
}

/** As it was read, so that the request follows. */
function read(body: object): OrderState {
	const state = subject.interpretLookUp(body, ask());
	if (state === null) throw new Error('There is nothing to be stopped.');
	return state;
}

const OPEN = read(gift('opened'));
const CLAIMED = read(gift('claimed', 'A active'));

describe('what Stop finds to be stopped', () => {
	it.each<[string, Parameters<typeof gift>, string | null]>([
		['the gift, as long as nobody has claimed it', ['opened'], 'gift abc123de cancellable'],
		['the gift that has expired', ['expired'], 'gift abc123de cancelled'],
		['the gift whose status nobody explains', ['locked'], 'gift abc123de unclear'],
		['the order of a claimed gift', ['claimed', 'A active'], 'order AAAAAAAA cancellable'],
		['the order that is past cancelling', ['claimed', 'A completed'], 'order AAAAAAAA tooLate'],
		[
			'the order that lives, whatever the gift says of itself',
			['opened', 'A active'],
			'order AAAAAAAA cancellable',
		],
		[
			'the order that lives, also beside one that has no ID',
			['opened', '- cancelled, B active'],
			'order BBBBBBBB cancellable',
		],
		[
			'the order, cancelled, as long as nobody can claim the gift again',
			['claimed', 'A cancelled'],
			'order AAAAAAAA cancelled',
		],
		[
			'the gift that can be claimed again after its order was cancelled',
			['unwrapped', 'A cancelled'],
			'gift abc123de cancellable',
		],
		[
			'the order of a gift that says nothing',
			[undefined, 'A cancelled'],
			'order AAAAAAAA cancelled',
		],
		['nothing, if a claimed gift comes without an order', ['claimed'], null],
		['nothing, if the gift says nothing and has no order', [undefined], null],
	])('is %s', (_case, [status, orders], expected) => {
		expect(found(gift(status, orders))).toBe(expected);
	});

	it.each<[string, Parameters<typeof gift>, string | null]>([
		[
			'is cancelled, also if the gift is open again',
			['opened', 'A cancelled'],
			'order AAAAAAAA cancelled',
		],
		['lives', ['claimed', 'A active'], 'order AAAAAAAA cancellable'],
		['is not there, since nobody has claimed the gift', ['opened'], null],
	])(
		'is only the expected order, if one is expected: it %s',
		(_case, [status, orders], expected) => {
			expect(found(gift(status, orders), 'A')).toBe(expected);
		},
	);

	it('is nothing if the answer is about another gift', () => {
		expect(found({ ...gift('opened'), id: 'zzz98765' })).toBeNull();
	});
});

describe('the request by which Stop stops it', () => {
	it.each<[string, OrderState | undefined, string]>([
		['expires a gift that was read as unclaimed', OPEN, 'expire'],
		['cancels the order of a gift that was read as claimed', CLAIMED, 'cancel'],
		[
			'expires what nobody has read: Snappy refuses that where a gift is claimed',
			undefined,
			'expire',
		],
	])('%s', (_case, state, last) => {
		expect(subject.cancel(ask(null, state))).toMatchObject({
			method: 'POST',
			path: `/v2/gifts/${giftId}/${last}`,
		});
	});
});

describe('the answer to it', () => {
	it.each<[string, OrderState | undefined, object, [noun: string, Phase] | null]>([
		['the gift has expired', OPEN, { status: 'expired' }, ['gift', 'cancelled']],
		[
			'the order is cancelled',
			CLAIMED,
			{ orderId: 'AAAAAAAA', status: 'cancelled' },
			['order', 'cancelled'],
		],
		['another order is', CLAIMED, { orderId: 'BBBBBBBB', status: 'cancelled' }, null],
		['an order is, without saying which', CLAIMED, { status: 'cancelled' }, null],
		['another gift has expired', OPEN, { id: 'zzz98765', status: 'expired' }, null],
		['nothing', CLAIMED, {}, null],
		['a gift has expired that was never read', undefined, { status: 'expired' }, null],
	])('confirms only what was read (%s)', (_case, state, body, expected) => {
		const confirmed = subject.interpretCancel(body, ask(null, state));
		expect(confirmed && [confirmed.as?.noun, confirmed.phase]).toEqual(expected);
	});
});

describe('why Stop finds no order', () => {
	it('is told only where a certain one is expected: else the gift itself is stopped', () => {
		const body = gift('opened');
		expect(subject.interpretNoOrder?.(body, ask('A'))).toMatchObject({
			why: 'nobody has claimed the gift, so it has no order',
			status: 'opened',
		});
		expect(subject.interpretNoOrder?.(body, ask())).toBeNull();
	});
});
