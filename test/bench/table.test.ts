import { documentOf, toJson, type Results } from './document';
import { freely, MEASUREMENTS } from './measurements';
import { brokenBars, rowsOf, type Row, type Samples } from './table';
import type { Sample } from './takeSample';

interface Taken {
	ms?: number;
	cpuMs?: number;
	peakMb?: number;
	keptMb?: number;
	orders?: number;
	service?: Partial<Sample['service']>;
}

function sample({ ms = 1_000, orders = 1_000, service, ...took }: Taken): Sample {
	return {
		loadMs: 20,
		cpuMs: 500,
		peakMb: 300,
		keptMb: 100,
		...took,
		executions: [{ ms, outcomes: { cancelled: orders } }],
		service: {
			requests: orders,
			refused: 0,
			cancelled: orders,
			socketsAtMost: 64,
			lookUpToCancel: null,
			cancelsTooLate: 0,
			...service,
		},
	};
}

/** As many samples of a measurement as there are things to say about one. */
function taken(name: string, ...samples: Taken[]): Samples {
	return { [name]: samples.map(sample) };
}

function only(samples: Samples, part: Row['part']): Row[] {
	return rowsOf(samples, 200_000).filter((row) => row.part === part);
}

/** The bars of a row in words, in order. */
function bars(row: Row | undefined): string[] {
	return (row?.bars ?? []).map(({ must, holds }) => `${holds ? 'ok' : 'not ok'} ${must}`);
}

const RETRY_AFTER = '50/s, Retry-After: node';

describe('a row of the benchmarks', () => {
	it('is there for everything that is measured', () => {
		const all = Object.fromEntries(MEASUREMENTS.map(({ name }) => [name, [sample({})]]));
		const rows = rowsOf(all, 200_000);

		expect(rows.map(({ part }) => part).sort()).toEqual([
			...Array<string>(6).fill('cost'),
			...Array<string>(3).fill('growth'),
			...Array<string>(6).fill('guards'),
			...Array<string>(5).fill('limits'),
		]);
	});

	it('is left out when what it compares was not measured', () => {
		expect(only(taken(freely(10_000, 'node'), {}), 'cost').map(({ work }) => work)).toEqual([
			'Loading three nodes and three credentials in a new process',
			'Size of the package, unpacked',
		]);
	});

	it('goes by the median for time and refusals', () => {
		const some = (refused: number) => ({ requests: 1_000 + refused, refused });
		const [row] = only(
			taken(
				RETRY_AFTER,
				{ ms: 40_000, service: some(500) },
				{ ms: 21_000, service: some(10) },
				{ ms: 20_000, service: some(0) },
			),
			'limits',
		);

		expect(row?.node).toBe(
			'21.0 s (20.0 to 40.0), 10 answers 429 (0 to 500), 1.0% of the requests, none lost',
		);
		expect(bars(row)).toEqual(['ok at most 21.5 s', 'ok at most 2.0% 429', 'ok nothing lost']);
	});

	it('goes by the worst sample for lost orders', () => {
		const [row] = only(taken(RETRY_AFTER, {}, {}, { service: { cancelled: 999 } }), 'limits');

		expect(row?.node).toContain('1 lost');
		expect(bars(row)).toContain('not ok nothing lost');
	});

	it('counts an order as lost that the node calls cancelled and the service does not, and the other way round', () => {
		const claimed = taken(RETRY_AFTER, { service: { cancelled: 990 } });
		const unclaimed = taken(RETRY_AFTER, { orders: 995, service: { cancelled: 1_000 } });

		expect(bars(only(claimed, 'limits')[0])).toContain('not ok nothing lost');
		expect(bars(only(unclaimed, 'limits')[0])).toContain('not ok nothing lost');
	});

	it('goes by a single refusal where none may be', () => {
		const one = { requests: 1_001, refused: 1 };
		const [row] = only(taken('50/s, told: node', {}, {}, { service: one }), 'limits');

		expect(bars(row)).toContain('not ok no 429');
	});

	it('compares a limited run with the arithmetic of its limit', () => {
		const run = (ms: number) =>
			bars(only(taken('thanks.io: node', { ms, orders: 300 }), 'limits')[0])[0];

		expect(run(244_000)).toBe('ok at most 1.02 of the 240 s that the limit allows');
		expect(run(245_000)).toBe('not ok at most 1.02 of the 240 s that the limit allows');
	});

	it('compares processor time with the loop that does as much for each item', () => {
		const cpu = (node: number) => {
			const samples = {
				...taken(freely(1_000, 'httpRequest'), { cpuMs: 900 }),
				...taken(freely(1_000, 'bareLoop'), { cpuMs: 400 }),
				...taken(freely(1_000, 'askingLoop'), { cpuMs: 1_000 }),
				...taken(freely(1_000, 'node'), { cpuMs: node }),
			};
			return bars(only(samples, 'cost')[0]);
		};

		expect(cpu(1_150)).toEqual(['ok at most 1.15 of the loop with both']);
		expect(cpu(1_160)).toEqual(['not ok at most 1.15 of the loop with both']);
	});

	it('goes by the oldest reading for guards', () => {
		const guarded = (mostMs: number) => ({
			orders: 65,
			service: { lookUpToCancel: { medianMs: 100, mostMs } },
		});
		const [row] = only(
			taken('guarded thanks.io: node', guarded(200), guarded(200), guarded(2_100)),
			'guards',
		);

		expect(bars(row)).toContain('not ok at most 2 s each');
	});

	it('takes a run that grows beside the bare loop for uneven, and one that grows with it for flat', () => {
		const grown = (share: number) =>
			Object.assign(
				{},
				...[100, 1_000].flatMap((orders) => [
					taken(freely(orders, 'bareLoop'), { ms: orders ** 1.5, orders }),
					taken(freely(orders, 'itemsOnly'), { orders }),
					taken(freely(orders, 'node'), {
						ms: orders ** 1.5 * (orders === 1_000 ? share : 1),
						orders,
					}),
				]),
			) as Samples;

		expect(bars(only(grown(1.1), 'growth')[0])).toEqual([
			'ok beside the bare loop flat within 20%',
		]);
		expect(bars(only(grown(1.3), 'growth')[0])).toEqual([
			'not ok beside the bare loop flat within 20%',
		]);
	});

	it('says what one more order takes in memory, less what it takes anyway', () => {
		const run = (orders: number, mb: number) => ({
			...taken(freely(orders, 'bareLoop'), { peakMb: mb }),
			...taken(freely(orders, 'itemsOnly'), { keptMb: mb }),
			...taken(freely(orders, 'node'), {
				peakMb: mb + (orders * 2) / 1_024,
				keptMb: mb + (orders * 5) / 1_024,
			}),
		});
		const [, peak, kept] = only({ ...run(1_000, 200), ...run(10_000, 400) }, 'growth');

		expect([peak?.node, ...bars(peak)]).toEqual(['2.0 KB', 'ok at most 4 KB']);
		expect([kept?.node, ...bars(kept)]).toEqual(['5.0 KB', 'not ok at most 4 KB']);
	});
});

describe('what is written down', () => {
	const results: Results = {
		date: '2026-01-02T03:04:05.000Z',
		machine: { processor: 'A processor', cores: 2, memoryGb: 24, system: 'Linux' },
		versions: { n8n: '2.41.1', Node: '24.21.0' },
		unpackedBytes: 260_000,
		samples: taken(RETRY_AFTER, { ms: 21_000 }, { ms: 21_200 }),
	};

	it('can be drawn again from the file of samples', () => {
		const again = JSON.parse(toJson(results)) as Results;

		expect(again).toEqual(results);
	});

	it('tells which bar does not hold', () => {
		const text = documentOf(results);

		expect(brokenBars(rowsOf(results.samples, results.unpackedBytes))).toEqual([
			'Size of the package, unpacked: at most 250 kB',
		]);
		expect(text).toContain('| 260 kB | **at most 250 kB: does not hold** | **no** |');
		expect(text).toContain('| yes |');
		expect(text).toContain('n8n 2.41.1, Node 24.21.0; A processor, 2 cores, 24 GB, Linux');
	});
});
