import type { INodeProperties, INodePropertyMode, INodeTypeDescription } from 'n8n-workflow';

import type { IdRule } from '../vendor/id';
import type { Operation, Vendor } from '../vendor/vendor';
import { guardFields } from './guards';
import { outputFields } from './outputFields';
import { cancelOptions, readOptions } from './runOptions';
import { toolDescription } from './toolDescription';

/** Name under which a node offers its list of recent orders to the editor. */
export const SEARCH_METHOD = 'searchRecent';

/** The way of giving an order by what its customer calls it, beside From List and By ID. */
export const BY_REFERENCE = 'reference';

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
		// Comparing as people of a language do would load its rules, which takes longer than the whole form.
		options: fields.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	};
}

/** For the editor; blanks and invisible characters around what is pasted are taken off when it is parsed. */
function validationFor({ pattern, expected }: IdRule): INodePropertyMode['validation'] {
	const regex = `^[^!-~]*${pattern.source.replace(/^\^|\$$/g, '')}[^!-~]*$`;
	return [{ type: 'regex', properties: { regex, errorMessage: `Expected ${expected}` } }];
}

/** The field for an id, chosen from the recent ones or typed in, for all operations of a resource that need it. */
function idProperty(operations: readonly Operation[]): INodeProperties[] {
	const [first] = operations;
	if (first === undefined) return [];
	const { subject } = first;
	const { idLabel, idParameter, idRule, noun, holder = noun, list } = subject;
	const { rule } = list?.references ?? {};
	return [
		{
			displayName: idLabel,
			name: idParameter,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: `The ${holder} that this is about`,
			displayOptions: { show: { resource: [first.resource], operation: namesOf(operations) } },
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select a recent ${holder}...`,
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
					validation: validationFor(idRule),
				},
				...(rule === undefined
					? []
					: [
							{
								displayName: 'By Reference',
								name: BY_REFERENCE,
								type: 'string' as const,
								placeholder: rule.placeholder,
								hint: `This is ${rule.expected}`,
								validation: validationFor(rule),
							},
						]),
			],
		},
	];
}

function idProperties(operations: readonly Operation[]): INodeProperties[] {
	const single = operations.filter(({ does }) => does !== 'getAll');
	const resources = [...new Set(single.map(({ resource }) => resource))];
	return resources.flatMap((name) =>
		idProperty(single.filter(({ resource }) => resource === name)),
	);
}

/** How many orders Get Many returns, and which. */
function listProperties({ resource, operation, subject }: Operation): INodeProperties[] {
	const show = { resource: [resource], operation: [operation] };
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show },
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
			description: 'Max number of results to return',
			displayOptions: { show: { ...show, returnAll: [false] } },
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			displayOptions: { show },
			options: [...(subject.list?.filterFields ?? [])],
		},
	];
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
	const depths = new Set(
		operations.flatMap(({ subject }) => subject.list?.references?.depthOption ?? []),
	);
	return [
		...operations.map((operation) => toolDescription(vendor, operation)),
		...idProperties(operations),
		...operations.filter(({ does }) => does === 'getAll').flatMap(listProperties),
		...outputFields(operations),
		collection(cancels, [
			...cancelOptions,
			...guards,
			...depths,
			...optionFields,
			...cancelOptionFields,
		]),
		collection(reads, [...readOptions, ...depths, ...optionFields]),
	];
}

/**
 * Shown in the editor before a run that is about to cancel more than one order for good. Its condition does not look at Dry
 * Run, which may be an expression that differs from item to item. n8n evaluates hints of the input pane for the node before
 * this one, so it stands where the output will be.
 */
export function manyOrdersHint({
	operations,
}: Vendor): NonNullable<INodeTypeDescription['hints']>[number] {
	const cancels = namesOf(operations.filter(({ does }) => does === 'cancel'));
	return {
		message:
			'Every input item is an order that will be cancelled for good, unless the option Dry Run is on for it. To guard against a wrong list, set Max Orders.',
		type: 'danger',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ ${JSON.stringify(cancels)}.includes($parameter["operation"]) && $input.all().length > 1 }}`,
	};
}
