import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { cancelProperties, executeCancel, manyOrdersHint } from '../orders';
import { snappy } from './snappyVendor';

export class Snappy implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Snappy',
		name: 'snappy',
		icon: { light: 'file:snappy.svg', dark: 'file:snappy.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Stop gifts before they ship',
		defaults: { name: 'Snappy' },
		usableAsTool: true,
		hints: [manyOrdersHint],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'snappyOrdersApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Gift', value: 'gift' },
					{ name: 'Order', value: 'order' },
				],
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
						description: 'Stop the shipment for good, as long as it has not been picked up',
					},
				],
				default: 'cancel',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['gift'] } },
				options: [
					{
						name: 'Cancel Order',
						value: 'cancelOrder',
						action: 'Cancel order of gift',
						description:
							'Stop the active order of a claimed gift; Snappy credits the billing method. The recipient can claim the gift again afterwards.',
					},
				],
				default: 'cancelOrder',
			},
			...cancelProperties(snappy, [
				{ resource: 'order', operation: 'cancel' },
				{ resource: 'gift', operation: 'cancelOrder' },
			]),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeCancel(this, snappy);
	}
}
