import { freely, SIZES, type Part, type Who } from './measurements';
import { leastMsAllowed, median, spreadOf, unevenness, type Spread } from './statistics';
import type { Sample } from './takeSample';

/** What was measured, by the name of the measurement. */
export type Samples = Readonly<Record<string, readonly Sample[]>>;

/** What something has to reach, and whether it does. */
export interface Bar {
	must: string;
	holds: boolean;
}

/** One line of the table. */
export interface Row {
	part: Part;
	work: string;
	/** What the others took, where they were measured. */
	httpRequest?: string;
	bareLoop?: string;
	node: string;
	bars: Bar[];
}

/** A row that can be written once these were measured. */
interface RowPlan {
	part: Part;
	work: string;
	needs: readonly string[];
	row(of: (name: string) => readonly Sample[]): Omit<Row, 'part' | 'work'>;
}

function count(orders: number): string {
	return orders.toLocaleString('en');
}

/** "21.0 s (20.5 to 22.1)", or "21.0 s" where all are alike. */
function written({ median, least, most }: Spread, digits: number, unit: string): string {
	const [middle, low, high] = [median, least, most].map((value) => value.toFixed(digits));
	return low === high ? `${middle} ${unit}` : `${middle} ${unit} (${low} to ${high})`;
}

function elapsed(samples: readonly Sample[], execution = 0): number[] {
	return samples.map(({ executions }) => executions[execution]?.ms ?? Number.NaN);
}

function seconds(ms: readonly number[]): string {
	const digits = median(ms) < 10_000 ? 2 : 1;
	return written(spreadOf(ms.map((value) => value / 1_000)), digits, 's');
}

function refusedShares(samples: readonly Sample[]): number[] {
	return samples.map(({ service }) => service.refused / service.requests);
}

function percent(share: number): string {
	return `${(100 * share).toFixed(1)}%`;
}

function refusals(samples: readonly Sample[]): string {
	const answers = samples.map(({ service }) => service.refused);
	if (Math.max(...answers) === 0) return 'no 429';
	return `${written(spreadOf(answers), 0, 'answers 429')}, ${percent(median(refusedShares(samples)))} of the requests`;
}

function cancelled(samples: readonly Sample[]): Spread {
	return spreadOf(samples.map(({ service }) => service.cancelled));
}

/** Orders that came out as cancelled and are, in the worst of the samples. */
function leastTrulyCancelled(samples: readonly Sample[], execution = 0): number {
	const both = samples.flatMap(({ service, executions }) => [
		service.cancelled,
		executions[execution]?.outcomes.cancelled ?? 0,
	]);
	return Math.min(...both);
}

function atMost(what: string, value: number, limit: number): Bar {
	return { must: what, holds: value <= limit };
}

function nothingLost(samples: readonly Sample[], orders: number): Bar {
	return { must: 'nothing lost', holds: leastTrulyCancelled(samples) === orders };
}

function lost(missing: number): string {
	return missing === 0 ? 'none lost' : `${missing} lost`;
}

interface Limited {
	work: string;
	name: string;
	orders: number;
	must: { ms: number; saysMs: string; refused: number };
}

/** A run against a limit: its time, its refusals and that no order is missing. */
function limitedRow({ work, name, orders, must }: Limited): RowPlan {
	return {
		part: 'limits',
		work,
		needs: [name],
		row: (of) => {
			const samples = of(name);
			return {
				node: `${seconds(elapsed(samples))}, ${refusals(samples)}, ${lost(orders - leastTrulyCancelled(samples))}`,
				bars: [
					atMost(must.saysMs, median(elapsed(samples)), must.ms),
					must.refused === 0
						? atMost('no 429', Math.max(...refusedShares(samples)), 0)
						: atMost(
								`at most ${percent(must.refused)} 429`,
								median(refusedShares(samples)),
								must.refused,
							),
					nothingLost(samples, orders),
				],
			};
		},
	};
}

function withinSeconds(s: number, refused: number) {
	return { ms: s * 1_000, saysMs: `at most ${s} s`, refused };
}

function withinArithmetic(
	ratio: number,
	refused: number,
	orders: number,
	limit: { requests: number; windowMs: number },
) {
	const least = leastMsAllowed(orders, limit);
	const saysMs = `at most ${ratio} of the ${least / 1_000} s that the limit allows`;
	return { ms: ratio * least, saysMs, refused };
}

function besideHttpRequest(plan: RowPlan): RowPlan {
	const [without, batching] = ['50/s: HTTP Request', '50/s: HTTP Request, batching'];
	return {
		...plan,
		needs: [...plan.needs, without, batching],
		row: (of) => {
			const [plainly, inBatches] = [of(without), of(batching)];
			const gone = cancelled(plainly).median;
			return {
				...plan.row(of),
				httpRequest: `as it is: ${gone} cancelled, ${lost(1_000 - gone)}; batching 50 per 1,000 ms: ${seconds(elapsed(inBatches))}, ${refusals(inBatches)}, ${lost(1_000 - cancelled(inBatches).least)}`,
			};
		},
	};
}

const LIMITS: readonly RowPlan[] = [
	besideHttpRequest(
		limitedRow({
			work: '1,000 orders, 50 per second, not told, 429 without Retry-After',
			name: '50/s: node',
			orders: 1_000,
			must: withinSeconds(22, 0.02),
		}),
	),
	limitedRow({
		work: 'the same with Retry-After',
		name: '50/s, Retry-After: node',
		orders: 1_000,
		must: withinSeconds(21.5, 0.02),
	}),
	limitedRow({
		work: 'the same without, Requests per Minute = 3000',
		name: '50/s, told: node',
		orders: 1_000,
		must: withinSeconds(20.5, 0),
	}),
	limitedRow({
		work: '300 thanks.io orders, 60 per minute',
		name: 'thanks.io: node',
		orders: 300,
		must: withinArithmetic(1.02, 0, 300, { requests: 60, windowMs: 60_000 }),
	}),
	limitedRow({
		work: '1,000 Snappy orders, 100 per second',
		name: 'Snappy: node',
		orders: 1_000,
		must: withinArithmetic(1.05, 0.01, 1_000, { requests: 100, windowMs: 1_000 }),
	}),
];

function socketsAtMost(samples: readonly Sample[]): number {
	return Math.max(...samples.map(({ service }) => service.socketsAtMost));
}

function peaks(samples: readonly Sample[]): number[] {
	return samples.map(({ peakMb }) => peakMb);
}

function whole(samples: readonly Sample[]): string {
	const memory = written(spreadOf(peaks(samples)), 0, 'MB');
	return `${seconds(elapsed(samples))}, ${socketsAtMost(samples)} sockets, ${memory}`;
}

function allOf(orders: number, who: readonly Who[]): string[] {
	return who.map((one) => freely(orders, one));
}

/** Processor time per order, milliseconds. */
export function cpuPerOrder(samples: readonly Sample[], orders: number): number[] {
	return samples.map(({ cpuMs }) => cpuMs / orders);
}

function cpuRow(orders: number): RowPlan {
	const [http, bare, asking, node] = allOf(orders, [
		'httpRequest',
		'bareLoop',
		'askingLoop',
		'node',
	]) as [string, string, string, string];
	return {
		part: 'cost',
		work: `Processor time per order, ${count(orders)} orders`,
		needs: [http, bare, asking, node],
		row: (of) => {
			const cpu = (name: string) => written(spreadOf(cpuPerOrder(of(name), orders)), 2, 'ms');
			const middle = (name: string) => median(cpuPerOrder(of(name), orders));
			const ratio = middle(node) / middle(asking);
			return {
				httpRequest: cpu(http),
				bareLoop: `${cpu(bare)}; with the ID's expression and the credential of each item: ${cpu(asking)}`,
				node: `${cpu(node)}: ${ratio.toFixed(2)} of the loop with both`,
				bars: [atMost('at most 1.15 of the loop with both', ratio, 1.15)],
			};
		},
	};
}

const COST: readonly RowPlan[] = [
	{
		part: 'cost',
		work: '10,000 orders, no limit',
		needs: allOf(10_000, ['httpRequest', 'bareLoop', 'node']),
		row: (of) => {
			const [http, bare, node] = [
				of(freely(10_000, 'httpRequest')),
				of(freely(10_000, 'bareLoop')),
				of(freely(10_000, 'node')),
			];
			const time = median(elapsed(node)) / median(elapsed(bare));
			const memory = median(peaks(node)) / median(peaks(bare));
			return {
				httpRequest: whole(http),
				bareLoop: whole(bare),
				node: `${whole(node)}: ${time.toFixed(2)} of the bare loop's time, ${memory.toFixed(2)} of its memory`,
				bars: [
					atMost("at most 1.05 of the bare loop's time", time, 1.05),
					atMost('at most 64 sockets', socketsAtMost(node), 64),
					atMost("at most 1.05 of the bare loop's memory", memory, 1.05),
					nothingLost(node, 10_000),
				],
			};
		},
	},
	cpuRow(1_000),
	cpuRow(10_000),
	{
		part: 'cost',
		work: 'One order, the first of a process',
		needs: allOf(1, ['httpRequest', 'bareLoop', 'node']),
		row: (of) => {
			const ms = (who: Who) => elapsed(of(freely(1, who)));
			const cell = (who: Who) => written(spreadOf(ms(who)), 0, 'ms');
			return {
				httpRequest: cell('httpRequest'),
				bareLoop: cell('bareLoop'),
				node: cell('node'),
				bars: [
					atMost(
						'no slower than the HTTP Request node',
						median(ms('node')),
						median(ms('httpRequest')),
					),
				],
			};
		},
	},
];

/** The requests that a dry run, a guarded one and a plain one had refused, against those of the plain one. */
function eightAtOnce(kind: 'plain' | 'guarded' | 'dry run'): RowPlan {
	const [plain, other] = ['8 at once, plain: node', `8 at once, ${kind}: node`];
	return {
		part: 'guards',
		work: `100 orders of a service that takes 8 at once: ${kind}`,
		needs: [plain, other],
		row: (of) => {
			const samples = of(other);
			const most = Math.max(...refusedShares(of(plain)));
			const bar = atMost(
				'refused no more often than in a plain run',
				median(refusedShares(samples)),
				most,
			);
			return {
				node: `${seconds(elapsed(samples))}, ${refusals(samples)}`,
				bars: kind === 'plain' ? [] : [bar],
			};
		},
	};
}

const GUARDS: readonly RowPlan[] = [
	{
		part: 'guards',
		work: '65 thanks.io orders, Only If Status Reviewing, 60 per minute: from look-up to cancel',
		needs: ['guarded thanks.io: node'],
		row: (of) => {
			const samples = of('guarded thanks.io: node');
			const middle = samples.map(({ service }) => service.lookUpToCancel?.medianMs ?? Infinity);
			const longest = samples.map(({ service }) => service.lookUpToCancel?.mostMs ?? Infinity);
			const late = Math.max(...samples.map(({ service }) => service.cancelsTooLate));
			return {
				node: `median ${seconds(middle)}, longest ${seconds(longest)}; ${late} of 65 sent although the guard did not hold any more; ${lost(65 - leastTrulyCancelled(samples))}`,
				bars: [
					atMost('at most 2 s each', Math.max(...longest), 2_000),
					atMost('none sent when the guard does not hold any more', late, 0),
				],
			};
		},
	},
	eightAtOnce('plain'),
	eightAtOnce('guarded'),
	eightAtOnce('dry run'),
	{
		part: 'guards',
		work: '1,000 guarded FastPOD orders with a wrong key',
		needs: ['wrong key, guarded: node'],
		row: (of) => {
			const requests = of('wrong key, guarded: node').map(({ service }) => service.requests);
			return {
				node: written(spreadOf(requests), 0, 'requests'),
				bars: [atMost('at most 5 requests', Math.max(...requests), 5)],
			};
		},
	},
	{
		part: 'guards',
		work: '2 orders that begin 3 s after a dry run of 200 with the same credential, 10 per second',
		needs: ['beside a dry run: node'],
		row: (of) => {
			const samples = of('beside a dry run: node');
			const small = elapsed(samples, 1);
			const done = leastTrulyCancelled(samples, 1);
			return {
				node: `the 2 take ${seconds(small)}, ${done} cancelled; the dry run ${seconds(elapsed(samples))}`,
				bars: [
					{ must: 'both cancelled', holds: done === 2 },
					atMost('within 5 s', Math.max(...small), 5_000),
				],
			};
		},
	},
];

/** What so many orders took, beside the bare loop and the items alone; all of it medians. */
export interface Size {
	orders: number;
	/** Milliseconds per order. */
	ms: Record<'bareLoop' | 'node', number>;
	/** The node's time as a share of the bare loop's. */
	ratio: number;
	peakMb: Record<'bareLoop' | 'node', number>;
	keptMb: Record<'itemsOnly' | 'node', number>;
}

/** One entry per size that was measured, smallest first. */
export function sizesOf(samples: Samples): Size[] {
	return SIZES.flatMap((orders) => {
		const [bare, items, node] = (['bareLoop', 'itemsOnly', 'node'] as const).map(
			(who) => samples[freely(orders, who)],
		);
		if (bare === undefined || items === undefined || node === undefined) return [];
		const ms = (of: readonly Sample[]) => median(elapsed(of)) / orders;
		const peak = (of: readonly Sample[]) => median(peaks(of));
		const kept = (of: readonly Sample[]) => median(of.map(({ keptMb }) => keptMb));
		return {
			orders,
			ms: { bareLoop: ms(bare), node: ms(node) },
			ratio: ms(node) / ms(bare),
			peakMb: { bareLoop: peak(bare), node: peak(node) },
			keptMb: { itemsOnly: kept(items), node: kept(node) },
		};
	});
}

/** From here on the pool of 64 is full, and what n8n does once per run is small beside the rest. */
const FLAT_FROM = 100;

/**
 * What one more order takes in memory beyond what it takes anyway, kilobytes. The growth from one size to another, because
 * what is taken once per run is in both.
 *
 * @param beyond megabytes in a run of that size
 */
export function growthPerOrderKb(from: Size, to: Size, beyond: (size: Size) => number): number {
	return ((beyond(to) - beyond(from)) * 1024) / (to.orders - from.orders);
}

function atEverySize(sizes: readonly Size[], value: (size: Size) => number): string {
	return sizes.map((size) => value(size).toFixed(2)).join(', ');
}

function growthRows(samples: Samples): Row[] {
	const sizes = sizesOf(samples).filter(({ orders }) => orders >= FLAT_FROM);
	const [beforeLast, last] = sizes.slice(-2);
	if (beforeLast === undefined || last === undefined) return [];
	const named = sizes.map(({ orders }) => count(orders));
	const between = `from ${count(beforeLast.orders)} to ${count(last.orders)} orders`;
	const uneven = unevenness(sizes.map(({ ratio }) => ratio));
	const peak = growthPerOrderKb(beforeLast, last, ({ peakMb }) => peakMb.node - peakMb.bareLoop);
	const kept = growthPerOrderKb(beforeLast, last, ({ keptMb }) => keptMb.node - keptMb.itemsOnly);
	const part = 'growth';
	return [
		{
			part,
			work: `Time per order in runs of ${named.join('; ')} orders`,
			bareLoop: `${atEverySize(sizes, ({ ms }) => ms.bareLoop)} ms`,
			node: `${atEverySize(sizes, ({ ms }) => ms.node)} ms: ${atEverySize(sizes, ({ ratio }) => ratio)} of the bare loop's`,
			bars: [atMost('beside the bare loop flat within 20%', uneven, 0.2)],
		},
		{
			part,
			work: `Memory at most, per order beyond the bare loop's, ${between}`,
			node: `${peak.toFixed(1)} KB`,
			bars: [atMost('at most 4 KB', peak, 4)],
		},
		{
			part,
			work: `Memory still held at the end, per order beyond the items themselves, ${between}`,
			node: `${kept.toFixed(1)} KB`,
			bars: [atMost('at most 4 KB', kept, 4)],
		},
	];
}

/** Loading is timed in every process that starts alone. */
function packageRows(samples: Samples, unpackedBytes: number): Row[] {
	const loads = Object.entries(samples)
		.filter(([name]) => / orders: /.test(name))
		.flatMap(([, taken]) => taken.map(({ loadMs }) => loadMs));
	const kb = unpackedBytes / 1_000;
	const part = 'cost';
	const size: Row = {
		part,
		work: 'Size of the package, unpacked',
		node: `${kb.toFixed(0)} kB`,
		bars: [atMost('at most 250 kB', kb, 250)],
	};
	if (loads.length === 0) return [size];
	const loading: Row = {
		part,
		work: 'Loading three nodes and three credentials in a new process',
		node: written(spreadOf(loads), 0, 'ms'),
		bars: [atMost('at most 30 ms', median(loads), 30)],
	};
	return [loading, size];
}

/**
 * The rows for which everything was measured.
 *
 * @param unpackedBytes size of the published package
 */
export function rowsOf(samples: Samples, unpackedBytes: number): Row[] {
	const of = (name: string) => samples[name] ?? [];
	const planned = [...LIMITS, ...COST, ...GUARDS]
		.filter(({ needs }) => needs.every((name) => of(name).length > 0))
		.map(({ part, work, row }) => ({ part, work, ...row(of) }));
	return [...planned, ...growthRows(samples), ...packageRows(samples, unpackedBytes)];
}

/** What does not hold. */
export function brokenBars(rows: readonly Row[]): string[] {
	return rows.flatMap(({ work, bars }) =>
		bars.filter(({ holds }) => !holds).map(({ must }) => `${work}: ${must}`),
	);
}
