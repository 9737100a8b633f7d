import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** The one message for everything that did not go well, and what to do. */
export interface Complaint {
	message: string;
	description: string;
	/** Input item that it is about first. */
	itemIndex: number;
}

/**
 * Ends the node with a message.
 *
 * @throws NodeOperationError always
 */
export function throwComplaint(
	context: IExecuteFunctions,
	{ message, description, itemIndex }: Complaint,
): never {
	const thrown = new NodeOperationError(context.getNode(), message, { description, itemIndex });
	// n8n replaces messages in which it finds the name of a system code; ids may contain one.
	thrown.message = message;
	throw thrown;
}
