import type { RequestLimit } from '../../../nodes/orders/contract/vendor';
import { times, Traffic } from '../support/traffic';

const THANKS_IO: RequestLimit = { requests: 60, windowMs: 60_000 };
const SNAPPY: RequestLimit = { requests: 100, windowMs: 1_000 };

/** How many of 100 requests leave within the first half minute. */
async function burst(traffic: Traffic, limit: RequestLimit | null): Promise<number> {
	void traffic.request(times(100, { limit, latencyMs: 10 }));
	await traffic.clock.advance(30_000);
	return traffic.trips.length;
}

describe("the vendor's own count of requests", () => {
	it('leaves the places that others used to them (another n8n worker, another program)', async () => {
		const traffic = new Traffic();
		traffic.pace.heed({ used: 50, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		expect(await burst(traffic, THANKS_IO)).toBe(10);
	});

	it('does not count our own requests twice', async () => {
		const traffic = new Traffic();
		await traffic.through(times(20, { limit: THANKS_IO, latencyMs: 10 }));
		traffic.pace.heed({ used: 20, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		expect((await burst(traffic, THANKS_IO)) - 20).toBe(40);
	});

	it('counts what is under way as ours', async () => {
		const traffic = new Traffic();
		void traffic.request(times(4, { limit: THANKS_IO, latencyMs: 600_000 }));
		await traffic.clock.settle();
		traffic.pace.heed({ used: 4, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		for (let done = 0; done < 4; done++) traffic.pace.end('well');
		expect((await burst(traffic, THANKS_IO)) - 4).toBe(56);
	});

	it('frees no place when it is lower than ours (our window is the stricter one)', async () => {
		const traffic = new Traffic();
		await traffic.through(times(20, { limit: THANKS_IO, latencyMs: 10 }));
		traffic.pace.heed({ used: 0, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		expect((await burst(traffic, THANKS_IO)) - 20).toBe(40);
	});

	it('holds everybody back for a second when nothing is left', async () => {
		for (const limit of [THANKS_IO, null]) {
			const traffic = new Traffic();
			traffic.pace.heed({ used: null, ofHowMany: 60, isExhausted: true }, limit);
			await traffic.through([{ limit }]);
			expect(traffic.elapsed).toBe(1_000);
		}
	});

	it('is of no use without a limit to compare it with', async () => {
		const traffic = new Traffic();
		traffic.pace.heed({ used: 1_000, ofHowMany: 60, isExhausted: false }, null);
		expect(await burst(traffic, null)).toBe(100);
	});

	it('of another window (a day) says nothing about this one', async () => {
		const traffic = new Traffic();
		traffic.pace.heed({ used: 5_000, ofHowMany: 100_000, isExhausted: false }, THANKS_IO);
		expect(await burst(traffic, THANKS_IO)).toBe(60);
	});

	it('is forgotten after a window, and never takes more places than there are', async () => {
		const traffic = new Traffic();
		traffic.pace.heed({ used: 1_000_000, ofHowMany: 60, isExhausted: false }, SNAPPY);
		expect(JSON.stringify(traffic.pace).length).toBeLessThan(5_000);
		await traffic.through([{ limit: SNAPPY }]);
		expect(traffic.elapsed).toBe(1_000);
	});

	it('costs no memory when every answer brings it', async () => {
		const traffic = new Traffic();
		for (let answer = 0; answer < 5_000; answer++) {
			traffic.pace.heed({ used: 60, ofHowMany: 60, isExhausted: false }, THANKS_IO);
		}
		expect(JSON.stringify(traffic.pace).length).toBeLessThan(5_000);
	});
});
