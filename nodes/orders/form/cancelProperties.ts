import type { INodeProperties } from 'n8n-workflow';

import type { Subject, Vendor } from '../contract/vendor';
import { commonOptions } from './commonOptions';

/** The id of what is to be cancelled. */
function idProperty(subject: Subject, resource: string, operation: string): INodeProperties {
	const { idRule, idLabel, idParameter, noun } = subject;
	return {
		displayName: idLabel,
		name: idParameter,
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		description: `The ${noun} to cancel`,
		displayOptions: { show: { resource: [resource], operation: [operation] } },
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: idRule.placeholder,
				validation: [
					{
						type: 'regex',
						properties: {
							// Blanks around a pasted id are taken off when it is read.
							regex: `^\\s*${idRule.pattern.source.replace(/^\^|\$$/g, '')}\\s*$`,
							errorMessage: `Expected ${idRule.expected}`,
						},
					},
				],
			},
		],
	};
}

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description:
		'Whether to return a simplified version of the response instead of the raw data. The raw data holds the name and address of the recipient.',
};

/** Operations that cancel, by resource. */
export interface CancelOperation {
	resource: string;
	operation: string;
}

/**
 * The form of the cancel operations of a vendor, below `resource` and `operation`.
 *
 * @param vendor whose ids and options
 * @param operations which resource is cancelled by which operation
 */
export function cancelProperties(
	vendor: Vendor,
	operations: readonly CancelOperation[],
): INodeProperties[] {
	const ids = operations.flatMap(({ resource, operation }) => {
		const subject = vendor.subjects[resource];
		return subject === undefined ? [] : [idProperty(subject, resource, operation)];
	});
	const show = { operation: operations.map(({ operation }) => operation) };
	const options = [...commonOptions, ...vendor.optionFields];
	return [
		...ids,
		{ ...simplify, displayOptions: { show } },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			displayOptions: { show },
			options: options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	];
}
