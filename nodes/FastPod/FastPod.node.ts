import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { executeOperation, listSearch, manyOrdersHint, orderProperties } from '../orders';
import { fastPod } from './fastPodVendor';

export class FastPod implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'FastPOD',
		name: 'fastPod',
		icon: { light: 'file:fastPod.svg', dark: 'file:fastPod.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Stop print-on-demand orders before they are produced',
		defaults: { name: 'FastPOD' },
		usableAsTool: true,
		hints: [manyOrdersHint(fastPod)],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'fastPodOrdersApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Order', value: 'order' }],
				default: 'order',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['order'] } },
				options: [
					{
						name: 'Cancel',
						value: 'cancel',
						action: 'Cancel order',
						description:
							'Stop the garment for good. FastPOD does not document until when it accepts that, nor what is refunded.',
					},
					{
						name: 'Get',
						value: 'get',
						action: 'Get order',
						description: 'Read an order and whether it can still be cancelled; nothing is changed',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						action: 'Get many orders',
						description: 'List orders and whether they can still be cancelled; nothing is changed',
					},
				],
				default: 'get',
			},
			...orderProperties(fastPod),
		],
	};

	methods = { listSearch: listSearch(fastPod) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, fastPod);
	}
}
