import type { INodeProperties } from 'n8n-workflow';

/**
 * Options of every cancel operation. Default and range stand here only: what reads the options takes them from here.
 */
export const commonOptions: readonly INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description:
			'Whether to read the order and report what a cancellation would meet, without sending one',
	},
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
export const readOptions: readonly INodeProperties[] = commonOptions.filter(({ name }) =>
	FOR_READING.has(name),
);
