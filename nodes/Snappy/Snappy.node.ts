import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { executeOperation, listSearch, manyOrdersHint, orderProperties } from '../orders';
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
		hints: [manyOrdersHint(snappy)],
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
							'Stop the order of a gift that was claimed; Snappy credits the billing method. The recipient can claim the gift again afterwards. Stop chooses between this and Expire by itself.',
					},
					{
						name: 'Expire',
						value: 'expire',
						action: 'Expire gift',
						description:
							'End a gift that nobody has claimed yet, for good. Stop chooses between this and Cancel Order by itself.',
					},
					{
						name: 'Get',
						value: 'get',
						action: 'Get gift',
						description:
							'Read a gift, its order if it was claimed, and which of Cancel Order and Expire can stop it (Stop does either); nothing is changed',
					},
					{
						name: 'Stop',
						value: 'stop',
						action: 'Stop gift',
						description:
							'Stop a gift whatever its state: expire it if nobody has claimed it, cancel its order if somebody has. It is read first.',
					},
				],
				default: 'get',
			},
			...orderProperties(snappy),
		],
	};

	methods = { listSearch: listSearch(snappy) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, snappy);
	}
}
