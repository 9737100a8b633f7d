import fc from 'fast-check';

import { EvenSpacing, rhythmOf, type Rhythm } from '../../../nodes/orders/client/evenSpacing';
import type { RequestLimit } from '../../../nodes/orders/vendor/vendor';

const SECOND = 1_000;
const MINUTE = 60_000;
const BEGIN = 1_800_000_000_000;

const FIFTY_PER_SECOND: RequestLimit = { requests: 3_000, windowMs: MINUTE, isSpread: true };
const FOUND: Rhythm = { intervalMs: 20, inASecond: null };

/** What is particular about a turn. */
interface PlannedTurn {
	/** How long it is held up, because the process is busy when it is due. */
	heldUpMs?: number;
	/** How long nobody asks for a turn before it. */
	breakMs?: number;
	requests?: number;
}

/** When turns leave that wait for nothing but their turn, in milliseconds since the first. */
function starts(rhythm: Rhythm, turns: readonly PlannedTurn[]): number[] {
	const spacing = new EvenSpacing();
	let now = BEGIN;
	let notBefore = BEGIN;
	return turns.map(({ heldUpMs = 0, breakMs = 0, requests = 1 }) => {
		if (breakMs > 0) notBefore = now + breakMs;
		now = Math.max(now + breakMs, spacing.next(rhythm)) + heldUpMs;
		spacing.leave(rhythm, requests, now, notBefore);
		return now - BEGIN;
	});
}

function turns(count: number, others: Readonly<Record<number, PlannedTurn>> = {}): PlannedTurn[] {
	return Array.from({ length: count }, (_, index) => others[index] ?? {});
}

/** How many of them leave in a second at most. */
function mostInASecond(times: readonly number[]): number {
	const counts = times.map((from) => times.filter((at) => at >= from && at < from + SECOND).length);
	return Math.max(...counts);
}

describe('a limit that was told', () => {
	const rhythm = rhythmOf(FIFTY_PER_SECOND);

	it('is spread evenly, a little slower than it allows', () => {
		expect(rhythm).toEqual({ intervalMs: expect.closeTo(20.12), inASecond: 50 });
		expect(rhythmOf({ requests: 45, windowMs: MINUTE })).toEqual({
			intervalMs: expect.closeTo(1_341.33),
			inASecond: 1,
		});
		expect(starts(rhythm, turns(4))).toEqual(
			[0, 20.12, 40.24, 60.36].map((ms) => expect.closeTo(ms)),
		);
	});

	it('a busy process delays what comes next, and in the end nothing', () => {
		const held = starts(rhythm, turns(400, { 100: { heldUpMs: 30 } }));
		const even = starts(rhythm, turns(400));
		const late = held.map((at, index) => Math.round(at - (even[index] ?? 0)));

		// Each interval 4 ms shorter, until it is caught up with.
		expect(late.slice(99, 110)).toEqual([0, 30, 26, 22, 18, 14, 10, 6, 2, 0, 0]);
		// A second later there may be no more than before.
		expect(late.slice(149, 153)).toEqual([0, 30, 26, 22]);
		expect(late.at(-1)).toBe(0);
	});

	it('what a process that sleeps holds up is not all caught up with', () => {
		const held = starts(rhythm, turns(400, { 100: { heldUpMs: 5 * SECOND } }));
		const even = starts(rhythm, turns(400));

		expect((held.at(-1) ?? 0) - (even.at(-1) ?? 0)).toBeCloseTo(5 * SECOND - 100);
	});

	it('a break is not caught up with: nobody has waited', () => {
		const [first = 0, ...more] = starts(rhythm, turns(40, { 10: { breakMs: 5 * SECOND } })).slice(
			10,
		);

		expect(first).toBeCloseTo(9 * 20.12 + 5 * SECOND);
		expect(more.map((at, index) => at - first - (index + 1) * 20.12)).toEqual(
			more.map(() => expect.closeTo(0)),
		);
	});

	it('a reading and its cancel count as two', () => {
		expect(starts(rhythm, turns(4, { 1: { requests: 2 } }))).toEqual(
			[0, 20.12, 60.36, 80.48].map((ms) => expect.closeTo(ms)),
		);
		const slow = rhythmOf({ requests: 60, windowMs: MINUTE });
		const pair = { requests: 2, heldUpMs: 50 };
		expect(starts(slow, [pair, pair, pair])).toEqual(
			[50, 2_112, 4_174].map((ms) => expect.closeTo(ms)),
		);
	});

	it('no second gets more than its share, however long which turn is held up', () => {
		const anyTurn = fc.record({
			heldUpMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(400)),
			breakMs: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.nat(3_000)),
		});
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9_000 }),
				fc.array(anyTurn, { minLength: 200, maxLength: 400 }),
				(requests, planned) => {
					const told = rhythmOf({ requests, windowMs: MINUTE });
					expect(mostInASecond(starts(told, planned))).toBeLessThanOrEqual(told.inASecond ?? 0);
				},
			),
			{ numRuns: 60 },
		);
	});
});

describe('a limit that was found', () => {
	it('what leaves late delays what comes after it, but for a few milliseconds', () => {
		const held = starts(FOUND, turns(5, { 1: { heldUpMs: 3 }, 3: { heldUpMs: 30 } }));

		expect(held).toEqual([0, 23, 40, 90, 106]);
	});

	it('is not held to what was told of another', () => {
		const spacing = new EvenSpacing();
		spacing.leave(rhythmOf({ requests: 60, windowMs: MINUTE }), 2, BEGIN, BEGIN);

		expect(spacing.next({ intervalMs: 0, inASecond: null })).toBe(BEGIN);
	});

	it('the next turn keeps its distance from a reading and its cancel, as far as it is by then', () => {
		const spacing = new EvenSpacing();
		spacing.leave({ intervalMs: 0, inASecond: null }, 2, BEGIN, BEGIN);

		expect(spacing.next(FOUND)).toBe(BEGIN + 40);
	});
});
