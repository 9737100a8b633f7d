import type { IDataObject, INode } from 'n8n-workflow';

import { cancellationOf, type Cancellation } from '../samples';
import type { Execution, Job } from './processes/sample';
import type { ServiceSpec } from './processes/service';
import type { SamplePlan } from './takeSample';

/** Parts of the table that can be measured on their own. */
export const PARTS = ['limits', 'guards', 'cost', 'growth'] as const;

export type Part = (typeof PARTS)[number];

/**
 * What its samples may run beside. What needs the processor runs alone; what waits for a limit runs beside one sample of
 * each other such measurement; what waits for minutes runs beside all other samples of that kind.
 */
export type Company = 'alone' | 'oneOfEach' | 'all';

/** Something that is measured several times. */
export interface Measurement {
	name: string;
	/** All that it is needed for. */
	parts: readonly Part[];
	company: Company;
	samples: number;
	plan: SamplePlan;
}

/** Who cancels the orders. */
export type Who =
	'node' | 'httpRequest' | 'httpRequestBatching' | 'bareLoop' | 'askingLoop' | 'itemsOnly';

type Limits = Omit<ServiceSpec, 'cancel' | 'lookUp' | 'bodies'>;

interface Work {
	vendor?: string;
	who: Who;
	orders: number;
	options?: IDataObject;
	startsAfterMs?: number;
}

const SAMPLES = 5;

/** The largest run takes more than a minute. */
const SAMPLES_OF_THE_LARGEST = 3;

/** Orders in one run, to see what one more of them costs. */
export const SIZES: readonly number[] = [10, 100, 1_000, 10_000, 50_000];

/** Orders in one run, to see what they cost beside other nodes. */
const COST_SIZES: readonly number[] = [1, 1_000, 10_000];

function routeOf({ wire }: Cancellation, request: 'cancel' | 'lookUp') {
	const { method, path } = wire[request];
	const [before = '', after = ''] = path.split(wire.id);
	return { method, before, after };
}

function serviceOf(order: Cancellation, limits: Limits): ServiceSpec {
	const { id, confirmed, found } = order.wire;
	return {
		cancel: routeOf(order, 'cancel'),
		lookUp: routeOf(order, 'lookUp'),
		bodies: {
			id,
			confirmed: JSON.stringify(confirmed),
			open: JSON.stringify(found.cancellable),
			tooLate: JSON.stringify(found.tooLate),
		},
		...limits,
	};
}

/** As the HTTP Request node's documentation advises against limits: so many items, then so long a pause. */
const BATCHING = { batching: { batch: { batchSize: 50, batchInterval: 1_000 } } };

function typeAndParameters(
	{ node }: Cancellation,
	{ who, options }: Work,
	{ method, before, after }: ServiceSpec['cancel'],
): Pick<INode, 'type' | 'typeVersion' | 'parameters'> {
	switch (who) {
		case 'node': {
			const { resource, operation, idParameter } = node;
			const id = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
			const parameters = { resource, operation, [idParameter]: id, options } as INode['parameters'];
			return { type: `n8n-nodes-cancel-order.${node.nodeType}`, typeVersion: 1, parameters };
		}
		case 'httpRequest':
		case 'httpRequestBatching':
			return {
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.5,
				parameters: {
					method,
					url: `=${before}{{ $json.id }}${after}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: node.credentialType,
					options: who === 'httpRequest' ? {} : BATCHING,
				},
			};
		default:
			return {
				type: `bench.${who}`,
				typeVersion: 1,
				parameters: { orderId: '={{ $json.id }}', method, before, after },
			};
	}
}

function executionOf(order: Cancellation, work: Work, url: string): Execution {
	const route = routeOf(order, 'cancel');
	return {
		node: {
			id: '2',
			name: 'Cancel',
			position: [200, 0],
			credentials: { [order.node.credentialType]: { id: '1', name: 'Shop' } },
			// What the service refuses is to be counted, not to end the run.
			onError: 'continueRegularOutput',
			...typeAndParameters(order, work, { ...route, before: `${url}${route.before}` }),
		},
		ids: Array.from({ length: work.orders }, (_, number) => order.idOf(number)),
		startsAfterMs: work.startsAfterMs ?? 0,
	};
}

function planOf(works: readonly Work[], limits: Limits): SamplePlan {
	const order = cancellationOf(works[0]?.vendor ?? 'fastPod');
	const { type, keyField } = order.vendor.credential;
	return {
		service: serviceOf(order, limits),
		job: (url): Job => ({
			executions: works.map((work) => executionOf(order, work, url)),
			credential: { id: '1', name: 'Shop', type, data: { [keyField]: 'a-key', baseUrl: url } },
		}),
	};
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function window(requests: number, ms: number, saysRetryAfter = false): Limits {
	return { window: { requests, ms, saysRetryAfter } };
}

const FIFTY_A_SECOND = window(50, SECOND);

function limited(
	name: string,
	work: Work,
	limits: Limits,
	company: Company = 'oneOfEach',
): Measurement {
	return { name, parts: ['limits'], company, samples: SAMPLES, plan: planOf([work], limits) };
}

const LIMITS: readonly Measurement[] = [
	limited('50/s: HTTP Request', { who: 'httpRequest', orders: 1_000 }, FIFTY_A_SECOND, 'alone'),
	limited(
		'50/s: HTTP Request, batching',
		{ who: 'httpRequestBatching', orders: 1_000 },
		FIFTY_A_SECOND,
	),
	limited('50/s: node', { who: 'node', orders: 1_000 }, FIFTY_A_SECOND),
	limited('50/s, Retry-After: node', { who: 'node', orders: 1_000 }, window(50, SECOND, true)),
	limited(
		'50/s, told: node',
		{ who: 'node', orders: 1_000, options: { requestsPerMinute: 3_000 } },
		FIFTY_A_SECOND,
		'alone',
	),
	limited(
		'Snappy: node',
		{ who: 'node', vendor: 'snappy', orders: 1_000 },
		window(100, SECOND, true),
		'alone',
	),
	limited(
		'thanks.io: node',
		{ who: 'node', vendor: 'thanksIo', orders: 300 },
		window(60, MINUTE, true),
		'all',
	),
];

/** The 65th order does not fit into the first minute's 60 requests, and the 64 that may be under way at once hide none. */
const GUARDED_ORDERS = 65;

/** So long after its reading an order may have left Reviewing in the measurement of guards. */
export const GUARD_HOLDS_MS = 2 * SECOND;

function guarding(
	name: string,
	works: readonly Work[],
	limits: Limits,
	company: Company = 'oneOfEach',
): Measurement {
	return { name, parts: ['guards'], company, samples: SAMPLES, plan: planOf(works, limits) };
}

const EIGHT: Limits = { atOnce: 8 };
const ONLY_NEW = { onlyIfStatus: ['new_order'] };

const GUARDS: readonly Measurement[] = [
	guarding(
		'guarded thanks.io: node',
		[
			{
				who: 'node',
				vendor: 'thanksIo',
				orders: GUARDED_ORDERS,
				options: { onlyIfStatus: ['reviewing'] },
			},
		],
		{ ...window(60, MINUTE, true), openMs: GUARD_HOLDS_MS },
		'all',
	),
	guarding('8 at once, plain: node', [{ who: 'node', orders: 100 }], EIGHT),
	guarding('8 at once, guarded: node', [{ who: 'node', orders: 100, options: ONLY_NEW }], EIGHT),
	guarding(
		'8 at once, dry run: node',
		[{ who: 'node', orders: 100, options: { dryRun: true } }],
		EIGHT,
	),
	guarding('wrong key, guarded: node', [{ who: 'node', orders: 1_000, options: ONLY_NEW }], {
		refusesKey: true,
	}),
	guarding(
		'beside a dry run: node',
		[
			{ who: 'node', orders: 200, options: { dryRun: true } },
			{ who: 'node', orders: 2, startsAfterMs: 3 * SECOND },
		],
		window(10, SECOND),
	),
];

/** Whose costs are compared. */
const COMPARED: readonly Who[] = ['httpRequest', 'bareLoop', 'askingLoop', 'node'];

/** Whose growth is compared. */
const GROWING: readonly Who[] = ['bareLoop', 'itemsOnly', 'node'];

/** The name of the measurement of so many orders without any limit. */
export function freely(orders: number, who: Who): string {
	return `${orders} orders: ${who}`;
}

function free(orders: number, who: Who, parts: readonly Part[]): Measurement {
	const samples = orders > 10_000 && who !== 'itemsOnly' ? SAMPLES_OF_THE_LARGEST : SAMPLES;
	const plan = planOf([{ who, orders }], {});
	return { name: freely(orders, who), parts, company: 'alone', samples, plan };
}

function partsOf(orders: number, who: Who): Part[] {
	const isCost = COST_SIZES.includes(orders) && COMPARED.includes(who);
	const isGrowth = SIZES.includes(orders) && GROWING.includes(who);
	return [...(isCost ? ['cost' as const] : []), ...(isGrowth ? ['growth' as const] : [])];
}

const FREE = [...new Set([...COST_SIZES, ...SIZES])].flatMap((orders) =>
	[...new Set([...COMPARED, ...GROWING])]
		.map((who) => free(orders, who, partsOf(orders, who)))
		.filter(({ parts }) => parts.length > 0),
);

/** All measurements, in the order in which they alternate. */
export const MEASUREMENTS: readonly Measurement[] = [...FREE, ...LIMITS, ...GUARDS];
