import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Vendor } from '../contract/vendor';
import { CANCEL_WORDS } from '../contract/stopWords';

/** What a model has to know before and after it stops something. */
function aboutCancel({ service }: Vendor, { subject }: Operation): string {
	const { advice, idLabel, noun, words = CANCEL_WORDS } = subject;
	const thing = subject.expectedOrderIdOption === undefined ? noun : `order of a ${noun}`;
	return [
		`Stops one ${service} ${thing} for good, by its ${idLabel}: it is ${words.done}, and that cannot be undone.`,
		advice.precondition,
		advice.refund,
		'Use it only for an ID that the user confirmed; never guess one.',
		'The result says what happened. stopped true: it will not ship. stopped false: it was not stopped and may ship. stopped null: nobody knows.',
		'Call it again for the same ID only if retryable is true, and only after telling the user; for any other outcome tell the user message and nextStep instead.',
	].join(' ');
}

function aboutReading({ service }: Vendor, { does, subject }: Operation): string {
	const { noun, idLabel } = subject;
	return does === 'get'
		? `Reads one ${service} ${noun} by its ${idLabel} and changes nothing. cancellable true: it can probably still be cancelled, false: it cannot, null: not known.`
		: `Lists recent ${service} ${noun}s and changes nothing. cancellable true: it can probably still be cancelled, false: it cannot, null: not known.`;
}

/**
 * The text that tells an AI agent what the node does, in place of n8n's own few words. It is a field of the node only
 * where that is a tool, and whoever builds the workflow can rewrite it.
 */
export function toolDescription(vendor: Vendor, operation: Operation): INodeProperties {
	const text =
		operation.does === 'cancel' ? aboutCancel(vendor, operation) : aboutReading(vendor, operation);
	return {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 6 },
		default: text,
		required: true,
		description: 'Tells the AI model what this tool does, when to use it and when not',
		displayOptions: {
			show: {
				'@tool': [true],
				resource: [operation.resource],
				operation: [operation.operation],
			},
		},
	};
}
