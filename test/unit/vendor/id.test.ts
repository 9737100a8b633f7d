import { idOf } from '../../../nodes/orders';
import { givenId, shownAsId } from '../../../nodes/orders/vendor/id';
import { isAboutAsked } from '../../../nodes/orders/vendor/vendor';
import {
	askFor,
	FAST_POD,
	GIFT_EXPIRY,
	SNAPPY,
	SNAPPY_GIFT,
	THANKS_IO,
	type Case,
} from '../support/subjects';

describe('an ID in an answer', () => {
	it.each([
		[42708, '42708'],
		[' F-1\n', 'F-1'],
		['\u200eG7nR4bD9mK\u200b', 'G7nR4bD9mK'],
		[9007199254740991, '9007199254740991'],
		['9007199254740993', '9007199254740993'],
		['x'.repeat(200), 'x'.repeat(200)],
	])(
		'is text, or a number that is exact, without what cannot be seen around it (%j)',
		(value, id) => {
			expect(idOf(value)).toBe(id);
		},
	);

	it.each([
		JSON.parse('9007199254740993'),
		JSON.parse('9007199254740992'),
		1e21,
		42708.5,
		NaN,
		'',
		' \u200b',
		'x'.repeat(201),
		true,
		null,
		undefined,
		['42708'],
		{ id: '42708' },
	])('is not %j', (value) => {
		expect(idOf(value)).toBeNull();
	});
});

describe('an ID that people give', () => {
	it('may be a whole number of any length where JavaScript keeps it exact', () => {
		expect(givenId(9007199254740993n)).toBe('9007199254740993');
	});

	it.each([
		['😀x', '😀x'],
		['x'.repeat(300), 'x'.repeat(200)],
		['\u200b'.repeat(300), '[U+200B]'.repeat(25)],
		[`${'x'.repeat(196)}\u200b`, `${'x'.repeat(196)}[U+2`],
		// Not in the middle of a character that takes two places.
		[`${'x'.repeat(199)}😀`, 'x'.repeat(199)],
		[`${'x'.repeat(199)}\u{e0020}`, 'x'.repeat(199)],
	])('is shown no longer than an ID can be (%#)', (given, shown) => {
		expect(shownAsId(given)).toBe(shown);
	});
});

/** As JavaScript parses them, ...993 and ...992 are the same number. */
const ROUNDED: unknown = JSON.parse('9007199254740993');
const NEIGHBOUR = '9007199254740992';

describe('an answer whose ID was rounded', () => {
	const cancelled = { status: 'cancelled' };

	it.each<[string, Case, 'interpretCancel' | 'interpretLookUp', object]>([
		['thanks.io', THANKS_IO, 'interpretCancel', { order: { id: ROUNDED, ...cancelled } }],
		['thanks.io', THANKS_IO, 'interpretLookUp', { data: { id: ROUNDED, order: cancelled } }],
		['Snappy', SNAPPY, 'interpretCancel', { data: { id: ROUNDED, ...cancelled } }],
		['Snappy', SNAPPY, 'interpretLookUp', { data: { id: ROUNDED, ...cancelled } }],
		[
			'FastPOD',
			FAST_POD,
			'interpretCancel',
			{ status: true, data: { id: ROUNDED, order_status: 'cancelled' } },
		],
		['FastPOD', FAST_POD, 'interpretLookUp', { id: ROUNDED, order_status: 'cancelled' }],
		['Snappy gift', SNAPPY_GIFT, 'interpretCancel', { orderId: ROUNDED, ...cancelled }],
		[
			'Snappy gift',
			SNAPPY_GIFT,
			'interpretLookUp',
			{ id: SNAPPY_GIFT.id, orders: [{ id: ROUNDED, ...cancelled }] },
		],
		['Snappy gift', GIFT_EXPIRY, 'interpretCancel', { id: ROUNDED, status: 'expired' }],
		['Snappy gift', GIFT_EXPIRY, 'interpretLookUp', { id: ROUNDED, status: 'expired' }],
	])('confirms nothing, for no order (%s, %#)', (_service, entry, interpret, body) => {
		for (const asked of [NEIGHBOUR, entry.id]) {
			const ask = askFor(entry, { id: entry.id, expectedOrderId: asked });
			const state = entry.subject[interpret](body, ask);
			expect(state !== null && isAboutAsked(state, ask)).toBe(false);
			expect(state?.id ?? null).toBeNull();
		}
	});
});
