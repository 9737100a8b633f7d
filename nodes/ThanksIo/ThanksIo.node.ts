import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { executeOperation, listSearch, manyOrdersHint, orderProperties } from '../orders';
import { authentication, credentials } from './thanksIoAuthentication';
import { thanksIo } from './thanksIoVendor';

export class ThanksIo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'thanks.io',
		name: 'thanksIo',
		icon: { light: 'file:thanksIo.svg', dark: 'file:thanksIo.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Stop postcards, letters and notecards before they are printed',
		defaults: { name: 'thanks.io' },
		usableAsTool: true,
		hints: [manyOrdersHint(thanksIo)],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [
			authentication,
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
							'Stop the mailing for good; thanks.io gives the credits back. Works for about one hour after ordering.',
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
			...orderProperties(thanksIo),
		],
	};

	methods = { listSearch: listSearch(thanksIo) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeOperation(this, thanksIo);
	}
}
