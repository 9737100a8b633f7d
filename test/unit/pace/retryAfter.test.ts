import fc from 'fast-check';

import { MAX_RETRY_AFTER_MS, retryAfterMs } from '../../../nodes/orders/pace/retryAfter';

const NOW = Date.UTC(1994, 10, 6, 8, 49, 0);

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
	])('in seconds: "%s"', (header, expected) => {
		expect(retryAfterMs(header, NOW)).toBe(expected);
	});

	it.each(DATES)('as a date, %s', (_form, header) => {
		expect(retryAfterMs(header, NOW)).toBe(37_000);
	});

	it.each(DATES)('that has passed means now, %s', (_form, header) => {
		expect(retryAfterMs(header, NOW + 3_600_000)).toBe(0);
	});

	it.each([
		'121',
		'86400',
		'99999999999999999999',
		'9'.repeat(400),
		'Sun, 06 Nov 1994 09:49:37 GMT',
		'Fri, 31 Dec 9999 23:59:59 GMT',
	])('of hours or years is a slip: two minutes are enough (%s)', (header) => {
		expect(retryAfterMs(header, NOW)).toBe(MAX_RETRY_AFTER_MS);
		expect(MAX_RETRY_AFTER_MS).toBe(120_000);
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
	])('that cannot be read counts as absent (%p)', (header) => {
		expect(retryAfterMs(header, NOW)).toBeNull();
	});

	it('gives a wait from 0 to two minutes or nothing, whatever a server sends', () => {
		const anyHeader = fc.oneof(
			fc.string(),
			fc.string({ unit: 'binary' }),
			fc.double().map(String),
			fc.integer().map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
		);
		fc.assert(
			fc.property(anyHeader, fc.integer({ min: 0, max: 4e12 }), (header, now) => {
				const wait = retryAfterMs(header, now);
				if (wait === null) return;
				expect(wait).toBeGreaterThanOrEqual(0);
				expect(wait).toBeLessThanOrEqual(MAX_RETRY_AFTER_MS);
			}),
		);
	});

	it('as a date is exact to the second', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 120 }), (seconds) => {
				const header = new Date(NOW + seconds * 1_000).toUTCString();
				expect(retryAfterMs(header, NOW)).toBe(seconds * 1_000);
			}),
		);
	});
});
