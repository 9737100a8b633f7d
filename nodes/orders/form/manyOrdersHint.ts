import type { INodeTypeDescription } from 'n8n-workflow';

type NodeHint = NonNullable<INodeTypeDescription['hints']>[number];

/**
 * Shown in the editor before a run that is about to cancel more than one order for good. Its condition does not look at Dry
 * Run, which may be an expression that differs from item to item. n8n evaluates hints of the input pane for the node before
 * this one, so it stands where the output will be.
 */
export const manyOrdersHint: NodeHint = {
	message:
		'Every input item is an order that will be cancelled for good, unless the option Dry Run is on for it. To guard against a wrong list, set Max Orders.',
	type: 'danger',
	location: 'outputPane',
	whenToDisplay: 'beforeExecution',
	displayCondition:
		'={{ ["cancel", "cancelOrder", "expire"].includes($parameter["operation"]) && $input.all().length > 1 }}',
};
