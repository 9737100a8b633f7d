import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { executeOperation, listSearch, manyOrdersHint, orderProperties } from '../orders';
import { papergram } from './papergramVendor';

export class Papergram implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Papergram',
		name: 'papergram',
		icon: { light: 'file:papergram.svg', dark: 'file:papergram.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Stop letters before the courier has them',
		defaults: { name: 'Papergram' },
		usableAsTool: true,
		hints: [manyOrdersHint(papergram)],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'papergramOrdersApi', required: true }],
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
						description: 'Stop the letter for good. Works until the courier has it.',
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
			...orderProperties(papergram),
		],
	};

	methods = { listSearch: listSearch(papergram) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, papergram);
	}
}
