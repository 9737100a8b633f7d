import fc from 'fast-check';

import type { OrderState, Phase } from '../../../nodes/orders';
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

function replaced(value: unknown, word: string, by: string): unknown {
	if (value === word) return by;
	if (Array.isArray(value)) return value.map((entry) => replaced(entry, word, by));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key, replaced(inner, word, by)]),
	);
}

/** The look-up finds something that could be stopped, if it were not for its status. */
function interpret(entry: Case, status: string): OrderState | null {
	const { found, words } = entry.samples.wire;
	const body = replaced(found.cancellable, words.cancellable, status);
	return entry.subject.interpretLookUp(body, askFor(entry));
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
	['in_production', 'likelyTooLate'],
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
		expect(interpret(entry, word)?.phase).toBe(phase);
		expect(interpret(entry, word.toUpperCase())?.phase).toBe(phase);
	});

	it('is passed on as the vendor wrote it', () => {
		for (const [word] of words) expect(interpret(entry, word)?.status).toBe(word);
	});
});

function plain(word: string): string {
	return word.toLowerCase().replace(/[^a-z]/g, '');
}

describe.each(CASES)('$label: any other status', (entry) => {
	// The words that JavaScript's own objects know are the subject of the next test.
	const known = [
		'',
		'constructor',
		...DOCUMENTED.flatMap(([, , words]) => words.map(([word]) => word)),
	];

	it('says nothing about shipping', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[A-Za-z_ -]{1,20}$/), (word) => {
				fc.pre(!known.some((other) => plain(other) === plain(word)));
				expect(interpret(entry, word)?.phase).toBe('unclear');
			}),
		);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'partially_cancelled'])(
		'says nothing about shipping, even if it is "%s"',
		(word) => {
			expect(interpret(entry, word)?.phase).toBe('unclear');
		},
	);
});

describe.each(CASES)('$label: an answer', (entry) => {
	const { subject } = entry;

	it('is not understood if it is no order', () => {
		for (const body of [null, undefined, '', '<html>', [], {}, { data: null }, { data: [] }, 5]) {
			expect(subject.interpretLookUp(body, askFor(entry))).toBeNull();
		}
	});

	it('never throws, whatever its shape, and is cancelled only if a status says so', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true }), (body) => {
				const asked = [body, { data: body }, { data: { order: body } }, { orders: [body] }];
				for (const shape of asked) {
					expect(subject.interpretLookUp(shape, askFor(entry))?.phase).not.toBe('cancelled');
					expect(subject.interpretCancel(shape, askFor(entry))?.phase).not.toBe('cancelled');
				}
			}),
		);
	});
});
