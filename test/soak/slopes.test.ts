import { slopeOf, slopes, type Moment } from './slopes';

const MINUTES = Array.from({ length: 30 }, (_, minute) => minute);

function moments(grown: (minute: number) => Partial<Moment>): Moment[] {
	const flat = { heapUsed: 200e6, rss: 400e6, sockets: 9, timers: 17, handles: 10 };
	return MINUTES.map((minute) => ({ minute, ...flat, ...grown(minute) }));
}

const tooSteep = (all: readonly Moment[]) =>
	slopes(all).flatMap(({ measured, perMinute, bound }) => (perMinute > bound ? [measured] : []));

describe('the judgement of a long run', () => {
	it('finds a megabyte that is kept every minute, and a socket that is left open every minute', () => {
		expect(tooSteep(moments((minute) => ({ heapUsed: 200e6 + minute * 1e6 })))).toEqual([
			'heapUsed',
		]);
		expect(tooSteep(moments((minute) => ({ sockets: 9 + minute })))).toEqual(['sockets']);
	});

	it('lets pass what goes up and down, and what grows in the first half only', () => {
		expect(tooSteep(moments((minute) => ({ sockets: 9 + (minute % 5) })))).toEqual([]);
		expect(tooSteep(moments((minute) => ({ heapUsed: Math.min(minute, 14) * 5e6 })))).toEqual([]);
	});

	it('one look that stands out does not change the slope', () => {
		expect(slopeOf(MINUTES.map((minute) => [minute, minute === 29 ? 1_000 : 3]))).toBe(0);
	});
});
