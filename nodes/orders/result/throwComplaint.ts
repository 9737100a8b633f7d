import { NodeOperationError, type INode } from 'n8n-workflow';

/** The one message for everything that did not go well, and what to do. */
interface Complaint {
	message: string;
	description: string;
	/** Input item that it is about first; left out where there are none. */
	itemIndex?: number;
}

/**
 * Ends the node with a message.
 *
 * @throws NodeOperationError always
 */
export function throwComplaint(
	context: { getNode(): INode },
	{ message, ...more }: Complaint,
): never {
	const thrown = new NodeOperationError(context.getNode(), message, more);
	// n8n replaces messages in which it finds the name of a system code; ids may contain one.
	thrown.message = message;
	throw thrown;
}
