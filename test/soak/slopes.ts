import { median } from '../bench/statistics';

/** What n8n's process held at a moment. */
export interface Moment {
	/** Since the first order. */
	minute: number;
	/** Bytes, after a garbage collection. */
	heapUsed: number;
	/** Bytes of the process. */
	rss: number;
	sockets: number;
	timers: number;
	/** What else keeps the process alive. */
	handles: number;
}

type Measured = Exclude<keyof Moment, 'minute' | 'rss'>;

/** What each may grow by in a minute; a leak of one of these per round would be ten times as much. */
const BOUNDS: Readonly<Record<Measured, { name: string; unit: string; bound: number }>> = {
	heapUsed: { name: 'megabytes of heap', unit: 'MB', bound: 0.5 },
	sockets: { name: 'sockets', unit: 'sockets', bound: 0.2 },
	timers: { name: 'timers', unit: 'timers', bound: 0.2 },
	handles: { name: 'handles', unit: 'handles', bound: 0.2 },
};

/** Whether a run is long enough for slopes to say something. */
export function judgedFrom(minutes: number): boolean {
	return minutes >= 10;
}

/** The median of the slopes between all pairs (Theil and Sen): one moment that stands out does not change it. */
export function slopeOf(points: ReadonlyArray<readonly [number, number]>): number {
	return median(
		points.flatMap(([x, y], index) =>
			points.slice(index + 1).map(([later, grown]) => (grown - y) / (later - x)),
		),
	);
}

/** How much each grew per minute in the second half, beside what it may. */
export function slopes(moments: readonly Moment[]) {
	const half = moments.slice(Math.floor(moments.length / 2));
	return (Object.keys(BOUNDS) as Measured[]).map((measured) => {
		const scale = measured === 'heapUsed' ? 1e-6 : 1;
		const points = half.map((moment) => [moment.minute, moment[measured] * scale] as const);
		return { measured, ...BOUNDS[measured], perMinute: slopeOf(points) };
	});
}
