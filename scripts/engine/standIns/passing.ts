import type { INodeExecutionData, INodeType } from 'n8n-workflow';

import { field, insistOn, standIn } from './standIn';

/** As many as n8n's own can have. */
const MOST_INPUTS = 10;

/** Merge, append: what comes in on any input, one after the other. */
export const mergeNode: INodeType = standIn(
	'n8n-nodes-base.merge',
	async function () {
		insistOn(this, 'mode', 'append');
		// Not by their number: asked for an input that nothing is connected to, n8n throws.
		const inputs = this.getExecuteData().data.main ?? [];
		const items = inputs.flatMap((entries, input) =>
			(entries ?? []).map((entry, item): INodeExecutionData => ({
				...entry,
				pairedItem: { item, input },
			})),
		);
		return await Promise.resolve([items]);
	},
	{ inputs: MOST_INPUTS, properties: ['mode', 'numberInputs'].map(field) },
);

/**
 * Remove Duplicates across executions: each value passes once, the rest leaves by the second output.
 *
 * @param seen what has passed before, by node; n8n keeps it in its database
 */
export function removeDuplicatesNode(seen: Set<string>): INodeType {
	return standIn(
		'n8n-nodes-base.removeDuplicates',
		async function () {
			insistOn(
				this,
				'operation',
				'removeItemsSeenInPreviousExecutions',
				'removeDuplicateInputItems',
			);
			insistOn(this, 'logic', 'removeItemsWithAlreadySeenKeyValues');
			const outputs: [INodeExecutionData[], INodeExecutionData[]] = [[], []];
			const { id } = this.getNode();
			this.getInputData().forEach((entry, item) => {
				const key = `${id} ${String(this.getNodeParameter('dedupeValue', item))}`;
				outputs[seen.has(key) ? 1 : 0].push({ ...entry, pairedItem: { item } });
				seen.add(key);
			});
			return await Promise.resolve(outputs);
		},
		{ outputs: 2, properties: ['operation', 'logic', 'dedupeValue', 'options'].map(field) },
	);
}

function passing(type: string): INodeType {
	return standIn(type, async function () {
		return await Promise.resolve([this.getInputData()]);
	});
}

/** Pass everything on; Wait does so at once. */
export const passingNodes: readonly INodeType[] = [
	passing('n8n-nodes-base.noOp'),
	passing('n8n-nodes-base.wait'),
	passing('n8n-nodes-base.scheduleTrigger'),
];
