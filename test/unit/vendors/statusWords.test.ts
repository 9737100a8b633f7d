import fc from 'fast-check';

import type { OrderState, Phase } from '../../../nodes/orders/contract/orderState';
import {
	askFor,
	CASES,
	FAST_POD,
	GIFT_EXPIRY,
	SNAPPY,
	SNAPPY_GIFT,
	THANKS_IO,
	type Case,
} from '../support/subjects';

type Words = Array<[word: string, phase: Phase]>;

/** The body of a look-up that reports a status, as each vendor shapes it. */
function lookUpBody({ label, id }: Case, status: unknown): unknown {
	switch (label) {
		case THANKS_IO.label:
			return { data: { id: Number(id), order: { type: 'postcard', status }, stats: {} } };
		case SNAPPY.label:
			return { data: { id, status, fulfillmentStatus: 'unfulfilled', fulfillments: [] } };
		case SNAPPY_GIFT.label:
			return { id, status: 'claimed', orders: [{ id: 'A9bY2kQ7vW', status, orderedProducts: [] }] };
		case GIFT_EXPIRY.label:
			return { id, status, orders: [] };
		default:
			return { id, reference_id: 'R-1', order_status: status };
	}
}

function readLookUp(entry: Case, body: unknown): OrderState | null {
	return entry.subject.readLookUp(body, askFor(entry));
}

function phaseOf(entry: Case, status: unknown): Phase | undefined {
	return readLookUp(entry, lookUpBody(entry, status))?.phase;
}

/** https://docs.thanks.io and https://help.thanks.io/using-webhooks: machine words, display words. */
const THANKS_IO_WORDS: Words = [
	['reviewing', 'cancellable'],
	['Reviewing', 'cancellable'],
	['processing', 'tooLate'],
	['Processing', 'tooLate'],
	['Printing', 'tooLate'],
	['printed', 'tooLate'],
	['Printed', 'tooLate'],
	['fulfilled', 'tooLate'],
	['Fulfilled', 'tooLate'],
	['shipped', 'tooLate'],
	['Shipped', 'tooLate'],
	['delivered', 'tooLate'],
	['Delivered', 'tooLate'],
	['cancelled', 'cancelled'],
	['Cancelled', 'cancelled'],
	['Canceled', 'cancelled'],
	['paused', 'unclear'],
	['Error', 'unclear'],
];

/** https://docs.snappy.com/modules/api/v3/orders/overview */
const SNAPPY_WORDS: Words = [
	['active', 'cancellable'],
	['completed', 'tooLate'],
	['refunded', 'tooLate'],
	['cancelled', 'cancelled'],
];

/** https://docs.snappy.com/api-reference/gifts/get-gift-by-id: of the order of a gift. */
const GIFT_WORDS: Words = [...SNAPPY_WORDS, ['processing', 'cancellable']];

/** https://docs.snappy.com/webhook-event-types: of the gift itself, which is to expire. */
const EXPIRY_WORDS: Words = [
	['unopened', 'cancellable'],
	['opened', 'cancellable'],
	['unwrapped', 'cancellable'],
	['claimed', 'tooLate'],
	['expired', 'cancelled'],
];

/** https://fastpodapi.apidog.io/api-4681580 */
const FAST_POD_WORDS: Words = [
	['draft', 'cancellable'],
	['new_order', 'cancellable'],
	['on_hold', 'cancellable'],
	['in_production', 'tooLate'],
	['shipped', 'tooLate'],
	['cancelled', 'cancelled'],
	['rejected', 'unclear'],
];

const DOCUMENTED: Array<[label: string, entry: Case, words: Words]> = [
	[THANKS_IO.label, THANKS_IO, THANKS_IO_WORDS],
	[SNAPPY.label, SNAPPY, SNAPPY_WORDS],
	[SNAPPY_GIFT.label, SNAPPY_GIFT, GIFT_WORDS],
	[GIFT_EXPIRY.label, GIFT_EXPIRY, EXPIRY_WORDS],
	[FAST_POD.label, FAST_POD, FAST_POD_WORDS],
];

describe.each(DOCUMENTED)('%s: a documented status', (_label, entry, words) => {
	it.each(words)('%s means %s', (word, phase) => {
		expect(phaseOf(entry, word)).toBe(phase);
		expect(phaseOf(entry, word.toUpperCase())).toBe(phase);
	});

	it('is passed on as the vendor wrote it', () => {
		for (const [word] of words) {
			expect(readLookUp(entry, lookUpBody(entry, word))?.status).toBe(word);
		}
	});
});

describe.each(CASES)('$label: any other status', (entry) => {
	// The words that JavaScript's own objects know are the subject of the next test.
	const known = DOCUMENTED.flatMap(([, , words]) => words).map(([word]) =>
		word.toLowerCase().replace(/[^a-z]/g, ''),
	);

	it('says nothing about shipping', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z_ -]{1,20}$/), (word) => {
				const plain = word.toLowerCase().replace(/[^a-z]/g, '');
				fc.pre(plain !== '' && plain !== 'constructor' && !known.includes(plain));
				expect(phaseOf(entry, word)).toBe('unclear');
			}),
		);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'partially_cancelled'])(
		'says nothing about shipping, also if it is "%s"',
		(word) => {
			expect(phaseOf(entry, word)).toBe('unclear');
		},
	);
});

describe.each(CASES)('$label: an answer to the look-up', (entry) => {
	it('that is no order is not understood', () => {
		for (const body of [null, undefined, '', '<html>', [], {}, { data: null }, { data: [] }, 5]) {
			expect(readLookUp(entry, body)).toBeNull();
		}
	});

	it('of any shape never throws, and is cancelled only if a status says so', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true }), (body) => {
				const asked = [body, { data: body }, { data: { order: body } }, { orders: [body] }];
				for (const shape of asked) {
					expect(readLookUp(entry, shape)?.phase).not.toBe('cancelled');
					expect(entry.subject.readCancel(shape, askFor(entry))?.phase).not.toBe('cancelled');
				}
			}),
		);
	});
});
