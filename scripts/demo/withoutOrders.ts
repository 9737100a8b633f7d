import type { IRun } from 'n8n-workflow';

import type { WorkflowFile } from '../engine/runWorkflow';

const MANUAL = 'n8n-nodes-base.manualTrigger';
/** Starts other executions than one by hand. */
const ON_FAILURE = 'n8n-nodes-base.errorTrigger';
/** Some of n8n's triggers do not have the word in their names. */
const TRIGGER = /trigger$|\.(webhook|cron|interval|emailReadImap|start)$/i;

/**
 * Where a run by hand begins, as in the editor: at the button, or else at the first of the triggers. What is not connected
 * to it does not run; an order must not be cancelled because somebody has put a node aside.
 *
 * @returns undefined if there is no trigger
 */
export function triggerOf({ nodes }: WorkflowFile): string | undefined {
	const triggers = nodes.filter(
		({ type, disabled }) => TRIGGER.test(type) && type !== ON_FAILURE && disabled !== true,
	);
	return (triggers.find(({ type }) => type === MANUAL) ?? triggers[0])?.name;
}

/** For a run that cancelled nothing and looked nothing up in vain: where it went, and the last text that it wrote. */
export function whatHappenedInstead({ data }: IRun): string[] {
	const { runData, error } = data.resultData;
	if (error !== undefined) return [];
	const path = Object.keys(runData);
	const texts = path.flatMap((node) =>
		(runData[node]?.at(-1)?.data?.main ?? []).flatMap((items) =>
			(items ?? []).map(({ json }) => json.text).filter((text) => typeof text === 'string'),
		),
	);
	const said = texts.at(-1);
	return [
		`No order came to a node that cancels. It went this way: ${path.join(' > ')}.`,
		...(said === undefined ? [] : [`It says: ${said}`]),
	];
}
