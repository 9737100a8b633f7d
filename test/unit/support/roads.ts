import type { IDataObject } from 'n8n-workflow';

import { AcmeService, type Behaviour } from './acme';
import { clock, runNode, type FailureSettings, type Fault, type NodeRun } from './nodeRun';

type ByOrder = readonly [Behaviour, Behaviour, Behaviour];

export const IDS = ['111', '222', '333'] as const;

/** A run of the node over three orders. */
export interface Road {
	title: string;
	operation: 'cancel' | 'get' | 'getAll';
	options?: IDataObject;
	/** What the service does about each of the orders. */
	behaviours: ByOrder;
	/** The credential's own test request is refused too. */
	isKeyBad?: boolean;
	/** What the service did in the try of the same execution before this one. */
	earlierTry?: ByOrder;
}

const ALL_WELL: ByOrder = ['confirms', 'confirms', 'confirms'];
const ALL_KINDS: ByOrder = ['confirms', 'doesSilently', 'refuses'];
const ONE_FORBIDDEN: ByOrder = ['confirms', 'forbids', 'confirms'];

/** Together they come past everything that n8n or a vendor is asked on the way. */
export const ROADS: readonly Road[] = [
	{ title: 'cancelling', operation: 'cancel', behaviours: ALL_KINDS },
	{
		title: 'cancelling under conditions',
		operation: 'cancel',
		options: { onlyIfStatus: ['open'], company: 'C1' },
		behaviours: ALL_KINDS,
	},
	{ title: 'a dry run', operation: 'cancel', options: { dryRun: true }, behaviours: ALL_WELL },
	{ title: 'cancelling what is forbidden', operation: 'cancel', behaviours: ONE_FORBIDDEN },
	{
		title: 'cancelling with a key that is refused',
		operation: 'cancel',
		behaviours: ['forbids', 'forbids', 'forbids'],
		isKeyBad: true,
	},
	{
		title: 'the second try of cancelling',
		operation: 'cancel',
		earlierTry: ['confirms', 'doesSilently', 'forbids'],
		behaviours: ALL_WELL,
	},
	{ title: 'reading orders', operation: 'get', behaviours: ALL_WELL },
	{ title: 'reading what is forbidden', operation: 'get', behaviours: ONE_FORBIDDEN },
	{ title: 'reading lists', operation: 'getAll', behaviours: ALL_WELL },
];

/** A run with the service that it was about. */
export interface Outing extends NodeRun {
	service: AcmeService;
}

function byId(behaviours: ByOrder): Record<string, Behaviour> {
	return Object.fromEntries(IDS.map((id, item) => [id, behaviours[item] ?? 'confirms']));
}

/** Runs the node with all its parameters set, the ID with zeros in front. */
export async function take(road: Road, failure: FailureSettings, fault?: Fault): Promise<Outing> {
	const { operation, options = {}, behaviours, isKeyBad, earlierTry } = road;
	const items = IDS.map((id) => ({
		resource: 'order',
		operation,
		simplify: true,
		orderId: `00${id}`,
		returnAll: false,
		limit: 5,
		filters: { reference: id, since: '2026-01-01' },
		options,
	}));
	const service = new AcmeService(clock, byId(earlierTry ?? behaviours), isKeyBad !== true);
	const scene = { service, items, failure, store: {} };
	if (earlierTry !== undefined) {
		await runNode(scene);
		Object.assign(service.behaviours, byId(behaviours));
	}
	return { ...(await runNode({ ...scene, fault })), service };
}
