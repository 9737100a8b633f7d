import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

export interface Failure {
	code?: unknown;
	httpCode?: unknown;
	syscall?: unknown;
	cause?: unknown;
}

/** An error with the fields that Node.js and HTTP clients add. */
export function failure(fields: Failure): Error {
	return Object.assign(new Error('Something went wrong'), fields);
}

/** The same as the cause of a cause of an error that says nothing. */
export function wrapped(fields: Failure, depth = 2): Error {
	return depth === 0 ? failure(fields) : failure({ cause: wrapped(fields, depth - 1) });
}

const NODE: INode = {
	id: '1',
	name: 'Cancel',
	type: 'n8n-nodes-cancel-order.thanksIo',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * As n8n's request helper throws it: Node's error, in the error of the HTTP client (which copies the code and leaves the
 * system call behind in its cause), in n8n's own error.
 */
export function asN8nThrowsIt(socketError: Error, code: string): NodeApiError {
	const axiosError: unknown = failure({ code, cause: socketError });
	return new NodeApiError(NODE, axiosError as JsonObject);
}
