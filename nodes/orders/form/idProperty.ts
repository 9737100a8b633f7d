import type { INodeProperties } from 'n8n-workflow';

import type { Operation, Subject } from '../contract/vendor';

/** Name under which a node offers its list of recent orders to the editor. */
export const SEARCH_METHOD = 'searchRecent';

/** For the editor; blanks around a pasted id are taken off when it is read. */
function patternFor({ idRule }: Subject): string {
	return `^\\s*${idRule.pattern.source.replace(/^\^|\$$/g, '')}\\s*$`;
}

/**
 * The field for an id: chosen from the recent ones, or typed in.
 *
 * @param operations all operations of one resource that need the id
 */
export function idProperty(operations: readonly Operation[]): INodeProperties[] {
	const [first] = operations;
	if (first === undefined) return [];
	const { resource, subject } = first;
	const { idLabel, idParameter, idRule, noun, list } = subject;
	return [
		{
			displayName: idLabel,
			name: idParameter,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: `The ${noun} that this is about`,
			displayOptions: {
				show: {
					resource: [resource],
					operation: operations.map(({ operation }) => operation),
				},
			},
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select a recent ${noun}...`,
					typeOptions: {
						searchListMethod: SEARCH_METHOD,
						searchable: list?.searchFilter !== undefined,
					},
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: idRule.placeholder,
					validation: [
						{
							type: 'regex',
							properties: {
								regex: patternFor(subject),
								errorMessage: `Expected ${idRule.expected}`,
							},
						},
					],
				},
			],
		},
	];
}
