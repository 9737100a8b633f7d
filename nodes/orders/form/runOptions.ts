import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Problem } from '../problem';
import type { Operation, RequestLimit, Vendor } from '../vendor/vendor';
import { showId } from '../wording/text';
import { numberOption, optionsOf } from './optionValues';

const MINUTE_MS = 60_000;

export const DRY_RUN: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to read the order and report what a cancellation would meet, without sending one',
};

/**
 * Options of every cancel operation. Default and range stand here only: what parses the options takes them from here.
 */
export const cancelOptions: readonly INodeProperties[] = [
	DRY_RUN,
	{
		displayName: 'Give Up After (Minutes)',
		name: 'giveUpAfter',
		type: 'number',
		default: 15,
		typeOptions: { minValue: 0.001, maxValue: 10080, numberPrecision: 3 },
		description:
			'Time for the whole run. Orders whose turn comes later are not sent and are reported as such.',
	},
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		default: 5,
		typeOptions: { minValue: 1, maxValue: 20 },
		description:
			'How often one cancellation is sent at most. It is only sent again when the order was read in between and can still be cancelled, or when the service was never reached.',
	},
	{
		displayName: 'Max Orders',
		name: 'maxOrders',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 1000000 },
		description:
			'If more orders than this come in, nothing is sent at all. 0 means no limit. A safety net against a wrong list.',
	},
	{
		displayName: 'Request Timeout (Ms)',
		name: 'requestTimeout',
		type: 'number',
		default: 30000,
		typeOptions: { minValue: 1, maxValue: 600000 },
		description:
			'How long to wait for one answer. After that, the order is read to see what became of it.',
	},
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 100000 },
		description:
			'Pace of all requests with this credential in this n8n process. 0 means the published limit of the service, or a pace found by trying where none is published.',
	},
	{
		displayName: 'When Refused',
		name: 'whenRefused',
		type: 'options',
		default: 'fail',
		description:
			'What to do with an order that the service refuses to cancel, for example because it has shipped',
		options: [
			{
				name: 'Fail',
				value: 'fail',
				description: "Treat it as set under 'On Error' in the settings",
			},
			{
				name: 'Report',
				value: 'report',
				description: 'Return it like any other order, with the outcome in the data',
			},
		],
	},
];

const FOR_READING: ReadonlySet<string> = new Set([
	'giveUpAfter',
	'requestTimeout',
	'requestsPerMinute',
]);

/** Those of them that mean something when nothing is cancelled. */
export const readOptions: readonly INodeProperties[] = cancelOptions.filter(({ name }) =>
	FOR_READING.has(name),
);

/** What holds for the whole run. */
export interface RunSettings {
	giveUpAfterMs: number;
	/** Sends of one cancellation, 429 answers not counted. */
	maxAttempts: number;
	/** 0: no limit. */
	maxOrders: number;
	requestTimeoutMs: number;
	/** Requests per window; null: none is known. */
	limit: RequestLimit | null;
	/** Recent orders that are read at most to find one by its reference. */
	searchDepth: number;
}

/** By the vendor's own window: 3,000 a minute are 50 in any second, where that is how the vendor counts. */
function limitFor({ limit }: Vendor, requestsPerMinute: number): RequestLimit | null {
	if (requestsPerMinute <= 0) return limit;
	if (limit === null) return { requests: requestsPerMinute, windowMs: MINUTE_MS, isSpread: true };
	const { windowMs } = limit;
	const requests = Math.floor((requestsPerMinute * windowMs) / MINUTE_MS);
	return requests >= 1
		? { requests, windowMs }
		: { requests: requestsPerMinute, windowMs: MINUTE_MS };
}

/**
 * Parses the options that shape the run.
 *
 * @param options of the first item
 * @param fields the options that the operation has; the others are at their defaults
 * @returns the settings, or what is wrong with one of them
 */
export function parseRunSettings(
	options: IDataObject,
	fields: readonly INodeProperties[],
	vendor: Vendor,
): Omit<RunSettings, 'searchDepth'> | Problem {
	const numbers: Record<string, number> = {};
	for (const field of cancelOptions.filter(({ type }) => type === 'number')) {
		const value = numberOption(fields.includes(field) ? options : {}, field);
		if (value instanceof Problem) return value;
		numbers[field.name] = value;
	}
	const { giveUpAfter = 0, maxAttempts = 0, maxOrders = 0, requestTimeout = 0 } = numbers;
	const { requestsPerMinute = 0 } = numbers;
	return {
		giveUpAfterMs: giveUpAfter * MINUTE_MS,
		maxAttempts,
		maxOrders,
		requestTimeoutMs: requestTimeout,
		limit: limitFor(vendor, requestsPerMinute),
	};
}

/** A parameter of the node; a broken expression in it throws. */
export function parameterOf(context: IExecuteFunctions, name: string, label: string): unknown {
	try {
		return context.getNodeParameter(name, 0, '');
	} catch {
		return new Problem(`'${label}' could not be read`, `Correct '${label}' in the node`);
	}
}

/** The operation that the node is set to, or why it cannot be told. */
export function operationOf(
	context: IExecuteFunctions,
	{ operations }: Vendor,
): Operation | Problem {
	const resource = parameterOf(context, 'resource', 'Resource');
	if (resource instanceof Problem) return resource;
	const name = parameterOf(context, 'operation', 'Operation');
	if (name instanceof Problem) return name;
	const known = operations.find((each) => each.resource === resource && each.operation === name);
	const reason = `the operation '${showId(String(name))}' is not known for the resource '${showId(String(resource))}'`;
	return known ?? new Problem(reason, 'Choose both in the node');
}

/** What the options of the first item say for the whole run, or what is wrong with one of them. */
export function settingsOf(
	context: IExecuteFunctions,
	vendor: Vendor,
	{ does, subject }: Operation,
): RunSettings | Problem {
	const options = optionsOf(context, 0);
	if (options instanceof Problem) return options;
	const fields = does === 'cancel' ? cancelOptions : readOptions;
	const settings = parseRunSettings(options, fields, vendor);
	const depthOption = does === 'getAll' ? undefined : subject.list?.references?.depthOption;
	const searchDepth = depthOption === undefined ? Infinity : numberOption(options, depthOption);
	if (searchDepth instanceof Problem) return searchDepth;
	return settings instanceof Problem ? settings : { ...settings, searchDepth };
}
