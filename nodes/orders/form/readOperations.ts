import type { INodePropertyOptions } from 'n8n-workflow';

/** Get and Get Many of orders, which mean the same for every service. */
export const readOperations: readonly INodePropertyOptions[] = [
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
];
