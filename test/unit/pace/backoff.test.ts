import fc from 'fast-check';

import { backoffMs } from '../../../nodes/orders/pace/backoff';

const anyTries = fc.integer({ min: 1, max: 1_000 });
const anyChance = fc.double({ min: 0, max: 1, noNaN: true });

describe('backoff', () => {
	it.each([
		[1, 1_000],
		[2, 2_000],
		[3, 4_000],
		[4, 8_000],
		[5, 16_000],
		[6, 30_000],
		[7, 30_000],
		[1_000, 30_000],
	])(
		'after %i tries waits at most %i ms: doubled each time, half a minute at the end',
		(tries, most) => {
			expect(backoffMs(tries, 1)).toBe(most);
		},
	);

	it('uses the whole range down to zero (full jitter, so that orders do not come back together)', () => {
		expect([0.1, 0.25, 0.5, 0.75].map((chance) => backoffMs(3, chance))).toEqual([
			400, 1_000, 2_000, 3_000,
		]);
	});

	it('never is less than 50 ms (a random 0 must not hammer a service that is down)', () => {
		expect(backoffMs(1, 0)).toBe(50);
		expect(backoffMs(20, 0.0001)).toBe(50);
	});

	it('is a whole number from 50 to 30,000 ms', () => {
		fc.assert(
			fc.property(anyTries, anyChance, (tries, chance) => {
				const wait = backoffMs(tries, chance);
				expect(Number.isInteger(wait)).toBe(true);
				expect(wait).toBeGreaterThanOrEqual(50);
				expect(wait).toBeLessThanOrEqual(30_000);
			}),
		);
	});

	it('never gets shorter with more tries or more chance', () => {
		fc.assert(
			fc.property(anyTries, anyTries, anyChance, anyChance, (triesA, triesB, chanceA, chanceB) => {
				const less = backoffMs(Math.min(triesA, triesB), Math.min(chanceA, chanceB));
				const more = backoffMs(Math.max(triesA, triesB), Math.max(chanceA, chanceB));
				expect(more).toBeGreaterThanOrEqual(less);
			}),
		);
	});
});
