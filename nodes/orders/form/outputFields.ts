import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Problem } from '../problem';
import { READ_KEYS, RESULT_KEYS, SIMPLIFIED, type Shape } from '../result/shape';
import type { Operation } from '../vendor/vendor';
import { parameterOf } from './runOptions';

const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'simplified',
	description: 'How much of a result the model gets',
	options: [
		{
			name: 'Raw',
			value: 'raw',
			description: 'The response of the service, with the name and address of the recipient',
		},
		{
			name: 'Selected Fields',
			value: 'selectedFields',
			description: 'Only the chosen fields of the simplified result',
		},
		{ name: 'Simplified', value: 'simplified', description: 'The most important fields' },
	],
};

function keysOf({ does, subject }: Operation): string[] {
	if (does === 'cancel') return [...RESULT_KEYS];
	return [...new Set([...READ_KEYS, ...(subject.moreKeys ?? [])])];
}

/** "cancelledAt" as "Cancelled At". */
function labelOf(key: string): string {
	const words = key.replace(/[A-Z]/g, (letter) => ` ${letter}`).replace(/\bId\b/, 'ID');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

function fields(operation: Operation, show: Record<string, string[]>): INodeProperties {
	const keys = keysOf(operation);
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		default: [],
		description: 'The fields that the model gets. With none chosen it gets all of them.',
		options: keys
			.map((key) => ({ name: labelOf(key), value: key }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		displayOptions: {
			show: { '@tool': [true], ...show, simplify: [true], output: ['selectedFields'] },
		},
	};
}

/** How much of a result leaves the node; a tool of an AI agent has more to choose from. */
export function outputFields(operations: readonly Operation[]): INodeProperties[] {
	const names = [...new Set(operations.map(({ operation }) => operation))];
	return [
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description:
				'Whether to return a simplified version of the response instead of the raw data. The raw data holds the name and address of the recipient.',
			displayOptions: { show: { operation: names } },
		},
		{
			...output,
			displayOptions: { show: { '@tool': [true], operation: names, simplify: [true] } },
		},
		...operations.map((operation) =>
			fields(operation, {
				resource: [operation.resource],
				operation: [operation.operation],
			}),
		),
	];
}

/** How much of a result the node is set to give, or why it cannot be told. */
export function shapeOf(context: IExecuteFunctions): Shape | Problem {
	const simplify = parameterOf(context, 'simplify', 'Simplify');
	if (simplify instanceof Problem) return simplify;
	const chosen = parameterOf(context, 'output', 'Output');
	if (chosen instanceof Problem) return chosen;
	if (simplify === false || chosen === 'raw') return { isRaw: true, keys: null };
	if (chosen !== 'selectedFields') return SIMPLIFIED;
	const keys = parameterOf(context, 'fields', 'Fields');
	if (keys instanceof Problem) return keys;
	const isChosen = Array.isArray(keys) && keys.length > 0;
	return isChosen ? { isRaw: false, keys: keys.map(String) } : SIMPLIFIED;
}
