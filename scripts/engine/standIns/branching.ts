import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

import { field, insistOn, standIn } from './standIn';

/** n8n evaluates fields of this type itself, with the type checks and the combinator that the workflow asks for. */
const CONDITIONS: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'filter',
	default: {},
	typeOptions: { filter: { caseSensitive: true, typeValidation: 'strict', version: 2 } },
};

const RULES: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	options: [
		{
			name: 'values',
			displayName: 'Values',
			values: [CONDITIONS, field('renameOutput'), field('outputKey')],
		},
	],
};

/** As many as an example needs. */
const SWITCH_OUTPUTS = 8;

function holds(context: IExecuteFunctions, path: string, item: number): boolean {
	return context.getNodeParameter(path, item, false, { extractValue: true }) === true;
}

function branches(
	context: IExecuteFunctions,
	count: number,
	branchOf: (item: number) => number | null,
): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = Array.from({ length: count }, () => []);
	context.getInputData().forEach((entry, item) => {
		const branch = branchOf(item);
		if (branch !== null) outputs[branch]?.push({ ...entry, pairedItem: { item } });
	});
	return outputs;
}

/** If: the first output for what fits, the second for the rest. */
export const ifNode: INodeType = standIn(
	'n8n-nodes-base.if',
	async function () {
		const branchOf = (item: number) => (holds(this, 'conditions', item) ? 0 : 1);
		return await Promise.resolve(branches(this, 2, branchOf));
	},
	{ outputs: 2, properties: [CONDITIONS] },
);

/** Filter: what does not fit ends here. */
export const filterNode: INodeType = standIn(
	'n8n-nodes-base.filter',
	async function () {
		const branchOf = (item: number) => (holds(this, 'conditions', item) ? 0 : null);
		return await Promise.resolve(branches(this, 1, branchOf));
	},
	{ properties: [CONDITIONS] },
);

/** Switch by rules: the output of the first rule that fits, or the one behind the last if that is wanted. */
export const switchNode: INodeType = standIn(
	'n8n-nodes-base.switch',
	async function () {
		insistOn(this, 'mode', 'rules');
		const rules = this.getNodeParameter('rules.values', 0, []) as unknown[];
		const hasRest = this.getNodeParameter('options.fallbackOutput', 0, 'none') === 'extra';
		const branchOf = (item: number) => {
			const fits = rules.findIndex((_, at) => holds(this, `rules.values[${at}].conditions`, item));
			if (fits >= 0) return fits;
			return hasRest ? rules.length : null;
		};
		return await Promise.resolve(branches(this, SWITCH_OUTPUTS, branchOf));
	},
	{ outputs: SWITCH_OUTPUTS, properties: [field('mode'), RULES, field('options')] },
);
