import type { INodeTypeDescription } from 'n8n-workflow';

type NodeHint = NonNullable<INodeTypeDescription['hints']>[number];

/** Shown in the editor before a run that is about to cancel more than one order for good. */
export const manyOrdersHint: NodeHint = {
	message:
		'Every input item is an order that will be cancelled for good. To see what would happen first, turn on the option Dry Run; to guard against a wrong list, set Max Orders.',
	type: 'danger',
	location: 'inputPane',
	whenToDisplay: 'beforeExecution',
	displayCondition:
		'={{ ["cancel", "cancelOrder", "expire"].includes($parameter["operation"]) && $parameter["options"]?.dryRun !== true && $input.all().length > 1 }}',
};
