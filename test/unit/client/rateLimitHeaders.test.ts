import fc from 'fast-check';

import {
	MAX_RETRY_AFTER_MS,
	retryAfterMs,
	usageOf,
} from '../../../nodes/orders/client/rateLimitHeaders';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 0);

function retryAfter(header: string | undefined, now = NOW): number | null {
	return retryAfterMs(header === undefined ? {} : { 'retry-after': header }, now);
}

/** The three forms that RFC 9110 wants understood, all 37 seconds after NOW. */
const DATES = [
	['as servers write it today', 'Sun, 06 Nov 1994 08:49:37 GMT'],
	['as RFC 850 had it', 'Sunday, 06-Nov-94 08:49:37 GMT'],
	['as C prints it', 'Sun Nov  6 08:49:37 1994'],
];

describe('Retry-After', () => {
	it.each([
		['0', 0],
		['1', 1_000],
		['60', 60_000],
		['0.5', 500],
		['1.25', 1_250],
		['  7 ', 7_000],
		['007', 7_000],
	])('is understood in seconds: "%s"', (header, expected) => {
		expect(retryAfter(header)).toBe(expected);
	});

	it.each(DATES)('is understood as a date, %s', (_form, header) => {
		expect(retryAfter(header)).toBe(37_000);
	});

	it.each(DATES)('means now if its date has passed, %s', (_form, header) => {
		expect(retryAfter(header, NOW + 3_600_000)).toBe(0);
	});

	it.each([
		'121',
		'86400',
		'99999999999999999999',
		'9'.repeat(400),
		'Sun, 06 Nov 1994 09:49:37 GMT',
		'Fri, 31 Dec 9999 23:59:59 GMT',
	])('is cut to two minutes if it asks for hours or years (%s)', (header) => {
		expect(retryAfter(header)).toBe(120_000);
	});

	it.each([
		undefined,
		'',
		' ',
		'soon',
		'-5',
		'+5',
		'1e3',
		'0x10',
		'5s',
		'1,5',
		'.5',
		'5.',
		'1 2',
		'NaN',
		'Infinity',
		'undefined',
		'1994-11-06T08:49:37Z',
		'Sun, 31 Feb 1994 08:49:37 GMT',
		'٣',
	])('counts as absent if it cannot be read (%p)', (header) => {
		expect(retryAfter(header)).toBeNull();
	});

	it('is from 0 to two minutes or nothing, whatever a server sends', () => {
		const anyHeader = fc.oneof(
			fc.string(),
			fc.string({ unit: 'binary' }),
			fc.double().map(String),
			fc.integer().map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
		);
		fc.assert(
			fc.property(anyHeader, fc.integer({ min: 0, max: 4e12 }), (header, now) => {
				const wait = retryAfter(header, now) ?? 0;
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
			}),
		);
	});

	it('is exact to the second as a date', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 120 }), (seconds) => {
				const header = new Date(NOW + seconds * 1_000).toUTCString();
				expect(retryAfter(header)).toBe(seconds * 1_000);
			}),
		);
	});
});

function rateLimit(remaining?: string, limit?: string): Record<string, string> {
	return {
		...(remaining === undefined ? {} : { 'x-ratelimit-remaining': remaining }),
		...(limit === undefined ? {} : { 'x-ratelimit-limit': limit }),
	};
}

describe("the headers with the vendor's own count of requests", () => {
	it.each([
		['59', '60', { used: 1, ofHowMany: 60, isExhausted: false }],
		[' 10 ', ' 60 ', { used: 50, ofHowMany: 60, isExhausted: false }],
		['0', '60', { used: 60, ofHowMany: 60, isExhausted: true }],
		['70', '60', { used: 0, ofHowMany: 60, isExhausted: false }],
		['0', undefined, { used: 0, ofHowMany: 0, isExhausted: true }],
		['5', undefined, { used: 0, ofHowMany: 0, isExhausted: false }],
		['5', 'many', { used: 0, ofHowMany: 0, isExhausted: false }],
	])('are understood with %p remaining of %p', (remaining, limit, usage) => {
		expect(usageOf(rateLimit(remaining, limit))).toEqual(usage);
	});

	it.each([undefined, '', ' ', '-1', '1.5', '1e3', 'none', '0x10', '9'.repeat(400)])(
		'say nothing when %p is said to remain',
		(remaining) => {
			expect(usageOf(rateLimit(remaining, '60'))).toBeNull();
		},
	);

	it('give a number of requests or nothing, whatever is in them', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (remaining, limit) => {
				const used = usageOf(rateLimit(remaining, limit))?.used ?? 0;
				expect(Number.isSafeInteger(used) && used >= 0).toBe(true);
			}),
		);
	});
});
