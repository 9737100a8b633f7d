import fc from 'fast-check';

import { usageOf } from '../../../nodes/orders/pace/remaining';

function headers(remaining?: string, limit?: string): Record<string, string> {
	return {
		...(remaining === undefined ? {} : { 'x-ratelimit-remaining': remaining }),
		...(limit === undefined ? {} : { 'x-ratelimit-limit': limit }),
	};
}

describe("the vendor's own count of requests", () => {
	it.each([
		['59', '60', { used: 1, isExhausted: false }],
		[' 10 ', ' 60 ', { used: 50, isExhausted: false }],
		['0', '60', { used: 60, isExhausted: true }],
		['0', undefined, { used: null, isExhausted: true }],
		['5', undefined, { used: null, isExhausted: false }],
		['5', 'many', { used: null, isExhausted: false }],
		['70', '60', { used: 0, isExhausted: false }],
	])('with %p remaining of %p', (remaining, limit, usage) => {
		const ofHowMany = limit === undefined || limit === 'many' ? 0 : 60;
		expect(usageOf(headers(remaining, limit))).toEqual({ ...usage, ofHowMany });
	});

	it.each([undefined, '', ' ', '-1', '1.5', '1e3', 'none', '0x10', '9'.repeat(400)])(
		'is not there when %p is said to remain',
		(remaining) => {
			expect(usageOf(headers(remaining, '60'))).toBeNull();
		},
	);

	it('is a number of requests or nothing, whatever the headers are', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (remaining, limit) => {
				const used = usageOf(headers(remaining, limit))?.used ?? 0;
				expect(Number.isSafeInteger(used) && used >= 0).toBe(true);
			}),
		);
	});
});
