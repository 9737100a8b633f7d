import { systemClock } from '../../nodes/orders/clock';

const TWO_SECONDS = 2_000;

describe('a wait', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	/** Milliseconds after which it ends; Infinity: not within ten seconds. */
	async function lasts(ms: number, signal?: AbortSignal): Promise<number> {
		const begin = Date.now();
		let end = Infinity;
		void systemClock.wait(ms, signal).then(() => {
			end = Date.now();
		});
		await jest.advanceTimersByTimeAsync(10_000);
		return end - begin;
	}

	it.each([0, -1, 1, 200, 201, TWO_SECONDS])('of %d ms lasts as long', async (ms) => {
		expect(await lasts(ms)).toBe(Math.max(0, ms));
	});

	it('that is stopped ends a moment later, and leaves no timer behind', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 500);
		expect(await lasts(TWO_SECONDS, stop.signal)).toBe(600);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not begin once it was stopped', async () => {
		expect(await lasts(TWO_SECONDS, AbortSignal.abort())).toBe(0);
	});
});

it('the time and chance are those of the system', () => {
	expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(TWO_SECONDS);
	const drawn = new Set(Array.from({ length: 10 }, () => systemClock.random()));
	expect(drawn.size).toBeGreaterThan(1);
});
