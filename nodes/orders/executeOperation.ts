import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Vendor } from './contract/vendor';
import { executeCancel } from './executeCancel';
import { executeRead } from './executeRead';

/**
 * Runs the operation that the node is set to, for all input items.
 *
 * @param context of n8n
 * @param vendor whose orders
 * @returns one output
 * @throws NodeOperationError as set under On Error, or if the operation is none of the vendor's
 */
export async function executeOperation(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = vendor.operations.find(
		(known) => known.resource === resource && known.operation === name,
	);
	if (operation === undefined) {
		const message = `The operation '${name}' is not known for the resource '${resource}'`;
		throw new NodeOperationError(context.getNode(), message, {
			description: 'Choose both in the node.',
		});
	}
	return operation.does === 'cancel'
		? await executeCancel(context, vendor, operation)
		: await executeRead(context, vendor, operation);
}
