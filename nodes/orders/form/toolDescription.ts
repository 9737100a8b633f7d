import type { INodeProperties } from 'n8n-workflow';

import { CANCEL_WORDS } from '../vendor/order';
import type { Operation, Subject, Vendor } from '../vendor/vendor';

/** What the outcomes mean to a model, and after which of them it may call again. */
const OUTCOMES = [
	'Outcomes: cancelled and alreadyCancelled: done, it will not ship.',
	'cancellable: this was a dry run, nothing was sent.',
	'tooLate, rejected, notFound and invalidOrderId: a clear no; do not call again for this ID.',
	'unauthorized and forbidden: a person must check the credential; do not call again.',
	'unknown: nobody knows whether it is stopped; a person must look.',
	'rateLimited and notAttempted: nothing was done to it.',
].join(' ');

/** By what the tool asks for one: whoever builds the workflow chooses which. */
function byWhat({ idLabel, list }: Subject): string {
	return list?.references === undefined ? idLabel : `${idLabel}, or by reference if set to that`;
}

/** What a model has to know before and after it stops something. */
function aboutCancel({ service }: Vendor, { subject }: Operation): string {
	const { advice, noun, holder, words = CANCEL_WORDS } = subject;
	const thing = holder === undefined ? noun : `${noun} of a ${holder}`;
	return [
		`Stops one ${service} ${thing} for good, by its ${byWhat(subject)}: it is ${words.done}, and that cannot be undone.`,
		advice.precondition,
		advice.refund,
		'Use it only for what the user confirmed; never guess one.',
		'In the result, stopped true means that it will not ship, false that it was not stopped and may ship, null that nobody knows.',
		OUTCOMES,
		'Tell the user message and nextStep. Call it again for the same ID only if retryable is true and the user asks for it.',
	].join(' ');
}

function aboutReading({ service }: Vendor, { does, subject }: Operation): string {
	const { noun } = subject;
	return does === 'get'
		? `Reads one ${service} ${noun} by its ${byWhat(subject)}, and changes nothing. cancellable true: it can probably still be cancelled, false: it cannot, null: not known.`
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
