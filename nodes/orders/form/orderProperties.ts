import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Vendor } from '../contract/vendor';
import { commonOptions, readOptions } from './commonOptions';
import { guardFields } from './guardFields';
import { idProperty } from './idProperty';
import { listProperties } from './listProperties';
import { toolDescription } from './toolDescription';

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description:
		'Whether to return a simplified version of the response instead of the raw data. The raw data holds the name and address of the recipient.',
};

function namesOf(operations: readonly Operation[]): string[] {
	return [...new Set(operations.map(({ operation }) => operation))];
}

function collection(operations: readonly Operation[], fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { operation: namesOf(operations) } },
		options: fields.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** One field per id parameter, for all operations of its resource that act on a single thing. */
function idFields(operations: readonly Operation[]): INodeProperties[] {
	const single = operations.filter(({ does }) => does !== 'getAll');
	const resources = [...new Set(single.map(({ resource }) => resource))];
	return resources.flatMap((name) =>
		idProperty(single.filter(({ resource }) => resource === name)),
	);
}

/**
 * The form of a vendor's operations, below `resource` and `operation`.
 *
 * @param vendor whose operations, ids, filters and options
 */
export function orderProperties(vendor: Vendor): INodeProperties[] {
	const { operations, optionFields, cancelOptionFields } = vendor;
	const cancels = operations.filter(({ does }) => does === 'cancel');
	const reads = operations.filter(({ does }) => does !== 'cancel');
	const guards = cancels.flatMap((operation) => guardFields(operation));
	return [
		...operations.map((operation) => toolDescription(vendor, operation)),
		...idFields(operations),
		...operations.filter(({ does }) => does === 'getAll').flatMap(listProperties),
		{ ...simplify, displayOptions: { show: { operation: namesOf(operations) } } },
		collection(cancels, [...commonOptions, ...guards, ...optionFields, ...cancelOptionFields]),
		collection(reads, [...readOptions, ...optionFields]),
	];
}
