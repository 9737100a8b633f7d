import type { INodeProperties, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';

import { recordAt, wordOf } from '../vendor/parse';
import type { Subject } from '../vendor/vendor';
import { wordsIn } from './guards';

/** What a trigger is asked for. */
export interface EventSettings {
	events: readonly string[];
	/** Comparable status words, of which the order must have one; empty if the option was added but is blank; null: any will do. */
	statuses: readonly string[] | null;
	simplify: boolean;
	/** Whether what a call says is passed on without asking the service. */
	trustEvents: boolean;
}

/**
 * The form of a trigger.
 *
 * @param subject whose statuses can be chosen
 * @param events the vendor's words with their labels
 */
export function eventProperties(
	{ statuses, noun }: Subject,
	events: readonly INodePropertyOptions[],
): INodeProperties[] {
	return [
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			required: true,
			noDataExpression: true,
			default: [],
			options: [...events],
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description:
				'Whether to return a simplified version of the response instead of the raw data. The raw data holds the name and address of the recipient.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Only If Status',
					name: 'onlyIfStatus',
					type: 'multiOptions',
					default: [],
					description: `Start the workflow only if the ${noun} is in one of these statuses`,
					options: [...statuses],
				},
				{
					displayName: 'Trust Events',
					name: 'trustEvents',
					type: 'boolean',
					default: false,
					description: `Whether to pass on what a call says, without reading the ${noun}. Whoever knows the address of the webhook can then make up events.`,
				},
			],
		},
	];
}

/** What the form of a trigger says. */
export function parseEventSettings(
	context: Pick<IWebhookFunctions, 'getNodeParameter'>,
): EventSettings {
	const options = recordAt(context.getNodeParameter('options', {})) ?? {};
	return {
		events: wordsIn(context.getNodeParameter('events', [])),
		statuses: 'onlyIfStatus' in options ? wordsIn(options.onlyIfStatus).map(wordOf) : null,
		simplify: context.getNodeParameter('simplify', true) !== false,
		trustEvents: options.trustEvents === true,
	};
}
