import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { executeOperation } from '../../nodes/orders/executeOperation';
import { contextWith } from './support/context';
import { THANKS_IO } from './support/subjects';

/** A node set to something, with a number of input items. A request would need more of n8n than this has. */
function node(resource: string, operation: string, items: number): IExecuteFunctions {
	return Object.assign(contextWith({ resource, operation }), {
		getInputData: (): INodeExecutionData[] => Array.from({ length: items }, () => ({ json: {} })),
		getNode: () => ({ name: 'thanks.io', type: 'thanksIo', typeVersion: 1 }),
	});
}

describe('what the node is told to do', () => {
	it.each([
		['order', 'delete'],
		['gift', 'cancel'],
		['', ''],
		['order', 'constructor'],
	])('is refused if the service has no such operation (%s, %s)', async (resource, operation) => {
		const run = executeOperation(node(resource, operation, 1), THANKS_IO.vendor);
		await expect(run).rejects.toThrow(
			`The operation '${operation}' is not known for the resource '${resource}'`,
		);
	});

	it('is nothing where nothing comes in', async () => {
		expect(await executeOperation(node('order', 'cancel', 0), THANKS_IO.vendor)).toEqual([[]]);
	});
});
